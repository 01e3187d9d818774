"""Whole questions about an installation."""
