"""Base classes for the admin pages of every app."""
