"""Panels: what each setting of a study shows on each model error, as a few typed blocks."""
