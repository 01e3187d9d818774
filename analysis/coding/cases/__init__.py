"""Cases: the texts of a participant or an interview, unit by unit."""
