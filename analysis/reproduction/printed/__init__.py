"""What the paper printed besides tables 3 and 4: what follows from it, fits, or cannot be right."""
