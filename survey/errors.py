"""What can go wrong in a survey; every message says what was wrong and what to do."""


class SurveyError(Exception):
    """The family of them all: pages and commands translate these, and only these, for people."""


class VersionInUse(SurveyError):
    """The content of a version changed after people began to take part in it."""
