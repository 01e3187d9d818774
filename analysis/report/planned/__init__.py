"""The tests that a plan registered: run, decided, and said in sentences."""
