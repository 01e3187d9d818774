"""The package of a study of interviews: people, conversations without their words, and codes."""
