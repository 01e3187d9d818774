"""Errors of operations, whose messages say what is wrong and what to do."""

from core.errors import NeedfinderError


class OperationsError(NeedfinderError):
    """Base of the family, which commands catch and show."""


class BackupFailed(OperationsError):
    """A backup could not be made; nothing of it is left."""


class CannotRestore(OperationsError):
    """A backup could not be restored, and nothing was changed."""


class CannotDeploy(OperationsError):
    """The files of a server cannot be written as they were asked for, and none was."""


class UnknownDatabase(OperationsError):
    """A database has migrations that this release does not know; it was left as it is."""


class CopiesNotDeleted(OperationsError):
    """Copies that are kept no longer could not be deleted."""
