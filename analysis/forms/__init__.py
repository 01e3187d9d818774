"""What researchers and coders fill in, checked before anything is done with it."""
