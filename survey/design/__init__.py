"""A study as a file: its parts, rules and texts, and the path it makes. No Django here."""
