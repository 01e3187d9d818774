"""The log of changes of one study."""
