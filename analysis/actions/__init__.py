"""Everything that changes what an analysis holds: verbs, one transaction each."""
