"""Code: codebooks, coding rounds and their results."""
