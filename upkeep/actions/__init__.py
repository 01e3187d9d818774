"""Everything that keeps an installation: copies made and put back, changes noted."""
