"""Watch: who comes, how far they get and how long it takes."""
