"""Studies of interviews, as files."""
