"""Errors of attribution, whose messages say what is wrong and what to do."""

from core.errors import NeedfinderError


class AttributionError(NeedfinderError):
    """Base of the family, which commands and views catch and show."""


class DataError(AttributionError):
    """The samples of a dataset cannot be used as they are."""


class TrainingError(AttributionError):
    """A model could not be retrained."""


class RunFolderError(AttributionError):
    """The run folder cannot be used by this run at the moment; nothing in it was changed."""


class OtherModels(RunFolderError):
    """A shard holds other models than the run needs, as one of a run with fewer seeds does."""


class BundleError(AttributionError):
    """A bundle cannot be read, or there is nothing to put into one."""


class NotInBundle(AttributionError):
    """There is no such bundle, or what is asked for is not in it."""


class NoSuchSetting(NotInBundle):
    """A setting names an axis or a level that the bundle does not have."""
