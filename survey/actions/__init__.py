"""Everything that changes what a survey holds: verbs, one transaction each."""
