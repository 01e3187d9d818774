"""From a study file to a plan that is fixed before the first answer."""
