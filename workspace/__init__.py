"""Where a team works: its studies, and for each the tabs from design to archive."""
