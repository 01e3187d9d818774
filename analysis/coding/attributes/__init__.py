"""What is known of participants and interviews, such as a role: typed, or from the survey."""
