"""What an installation needs to be kept: copies, a log of changes, and a look at its health."""
