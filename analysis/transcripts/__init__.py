"""Interviews as turns: read from files, freed of names, and given back their names by a key."""
