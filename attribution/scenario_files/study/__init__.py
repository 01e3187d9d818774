"""A first study on a new bundle, for its owner to edit."""
