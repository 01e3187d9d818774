"""Simulated coders, always labelled as synthetic."""
