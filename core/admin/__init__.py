"""What the admin pages of every app are made with."""
