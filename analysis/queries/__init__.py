"""Whole questions that statistics and reports ask."""
