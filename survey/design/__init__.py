"""A study as a file: its parts, its rules, its texts, the path it makes. No Django here."""
