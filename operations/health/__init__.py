"""What `doctor` looks at: each question answered by findings in plain sentences."""
