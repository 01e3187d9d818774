"""A study as participants see it, for whoever designs it. Nothing of a preview is stored."""
