"""Pages for researchers, reached from those of a study in the admin."""
