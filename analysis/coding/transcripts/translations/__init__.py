"""A translation beside the original of a transcript, turn by turn."""
