"""The API, by which programs read bundles and trials."""
