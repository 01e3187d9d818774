"""From codes to a design space: which level of which axis came from which codes."""
