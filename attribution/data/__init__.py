"""Datasets as plain arrays, with the texts that people read. No Django here."""
