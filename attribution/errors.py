"""What can go wrong here, each message one sentence saying what is wrong and what to do."""

from core.errors import NeedfinderError


class AttributionError(NeedfinderError):
    """Base of the family: commands and views catch this one and show its sentence."""


class DataError(AttributionError):
    """The samples cannot be used as they are."""


class TrainingError(AttributionError):
    """A model could not be retrained."""


class RunFolderError(AttributionError):
    """The run folder cannot be used by this run, now; nothing in it was changed."""


class OtherModels(RunFolderError):
    """A shard holds other models than a run asks for: it was left by a run of fewer seeds."""


class BundleError(AttributionError):
    """A bundle cannot be read, or there is nothing to put into one."""


class NotInBundle(AttributionError):
    """Somebody asked for a bundle or a model error that is not there."""


class NoSuchSetting(AttributionError):
    """Somebody asked for an action, a metric or a number that no trial has."""
