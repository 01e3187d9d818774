"""A study's tables, versions, reports and counts for programs, with tokens."""
