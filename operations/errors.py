"""What can go wrong in keeping an installation; messages say what was wrong and what to do."""

from core.errors import NeedfinderError


class OperationsError(NeedfinderError):
    """The family of them all: commands translate these, and only these, for people."""


class BackupFailed(OperationsError):
    """A copy could not be made; nothing of it is left."""


class CannotRestore(OperationsError):
    """A copy could not be put back, and nothing was changed: damaged, locked, or in the way."""
