"""Simulated participants, who walk the real pages and answer what a study asks."""
