"""The first page after log-in: what studies there are, and what waits in each."""
