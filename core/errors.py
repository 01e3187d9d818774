"""The base of all our errors: one sentence that says what is wrong and what to do."""


class NeedfinderError(Exception):
    """Base of every app's errors, whose messages are shown to people as they are."""


class UnsafeFile(NeedfinderError):
    """A file that is damaged, too large or dangerous; nothing of it was used."""
