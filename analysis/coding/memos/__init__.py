"""Notes of coders and researchers on themes, on participants and on the whole study."""
