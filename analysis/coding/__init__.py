"""Qualitative coding, a room for each subject."""
