"""From the information sheet to an allocated slot."""
