"""In English; the only language of the team's pages."""
