"""Who was recruited and how: in a database of its own, without a key to what was answered."""
