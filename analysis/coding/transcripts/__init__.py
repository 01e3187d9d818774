"""Interview transcripts: read, pseudonymised, stored."""
