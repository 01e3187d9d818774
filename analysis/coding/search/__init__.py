"""Search in the texts of a study, with what is found offered for coding."""
