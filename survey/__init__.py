"""What people chose, and why: study definition, participant, trial, response."""
