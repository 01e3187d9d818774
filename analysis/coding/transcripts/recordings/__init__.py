"""Audio to listen to while a transcript is corrected, kept in files outside of the database."""
