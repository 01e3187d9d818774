"""Whether other programs read what Needfinder writes, tried with their own code."""
