"""Design: the versions of a study, what they look like, its plan and its effects."""
