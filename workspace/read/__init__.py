"""Read: what participants did and answered, one by one and question by question."""
