"""Simulated coders, and a whole study to look at; whatever they leave is marked synthetic."""
