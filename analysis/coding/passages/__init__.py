"""Passages that were given a theme, to read, to filter and to count by attributes of cases."""
