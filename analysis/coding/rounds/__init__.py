"""Coding rounds: planned, coded independently, compared, agreed on."""
