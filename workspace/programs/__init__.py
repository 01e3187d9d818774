"""Programs that read a study: their tokens."""
