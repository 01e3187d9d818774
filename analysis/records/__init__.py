"""The one reader of the survey's tables: what analysis knows about participants."""
