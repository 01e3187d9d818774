"""Whole questions about studies and the people in them."""
