"""Codings and codebooks for other programs: REFI-QDA, tables and documents, out and in."""
