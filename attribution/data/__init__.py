"""Datasets as plain arrays with the words people read. No Django here."""
