"""The desk, where a coder codes one case at a time."""
