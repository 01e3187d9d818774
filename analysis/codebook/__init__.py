"""Theme areas and themes as plain values: read from a file, and compared version by version."""
