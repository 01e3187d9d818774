"""How a running study goes, and the participants to look at."""
