"""Questions as form fields, and what was sent as answers."""
