"""What surrounds every page about a study: its tabs, and who may open which."""
