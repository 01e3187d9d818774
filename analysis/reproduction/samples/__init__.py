"""A researcher's own sample beside the paper's."""
