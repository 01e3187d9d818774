"""The trial: settings explored on a model error, and the one submitted."""
