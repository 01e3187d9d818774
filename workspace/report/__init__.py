"""Report: what a study found, to read and to download."""
