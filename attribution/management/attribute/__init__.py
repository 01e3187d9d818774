"""What the command `attribute` does: its options, drafts of scenario files, and runs."""
