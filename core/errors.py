"""Errors that are one sentence for people: what is wrong, and what to do about it."""


class NeedfinderError(Exception):
    """Base of every family of errors whose message is shown as it is."""


class UnsafeFile(NeedfinderError):
    """A file that cannot be opened within bounds; nothing of it was used."""
