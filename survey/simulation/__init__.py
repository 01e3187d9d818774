"""Participants who are programs: they walk the real pages and answer what a study asks."""
