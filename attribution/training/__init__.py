"""Models retrained under interventions. No Django here; slow imports wait where they are used."""
