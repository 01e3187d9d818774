"""Codebooks: theme areas and themes, their changes and frozen versions."""
