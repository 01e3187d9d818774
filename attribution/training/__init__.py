"""Models retrained under interventions. No Django here; slow libraries are imported where they are used."""
