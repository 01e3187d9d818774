"""Reads the delimited text files that people keep their data in."""
