"""Figures as SVG: the same bytes for the same numbers, in text that screen readers read."""
