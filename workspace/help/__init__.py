"""The documentation within the pages of the team: always that of the version that runs."""
