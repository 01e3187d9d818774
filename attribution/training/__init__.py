"""Models that are retrained under interventions. No Django here."""
