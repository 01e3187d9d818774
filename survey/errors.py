"""What can go wrong in a survey; every message says what was wrong and what to do."""

from core.errors import NeedfinderError


class SurveyError(NeedfinderError):
    """The family of them all: pages and commands translate these, and only these, for people."""


class VersionInUse(SurveyError):
    """The content of a version changed after people began to take part in it."""


class AlreadyRegistered(SurveyError):
    """A version has a registered plan, and another one was to take its place."""


class StudyClosed(SurveyError):
    """Nobody can begin now: not open yet, closed, or every place is taken."""


class EveryPlaceTaken(StudyClosed):
    """A study is open, and as many hold a place or are through as it takes."""


class BeganBefore(StudyClosed):
    """A panel sent somebody by whose name the study was begun before."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody by your panel's identifier began this study already. If it was you, please "
            "go on with the address of the page you were on."
        )


class InvitationRefused(StudyClosed):
    """Somebody came with an invitation that lets nobody begin, or without one that is needed."""


class BeginningDeleted(StudyClosed):
    """The form somebody began with came again after they had everything deleted."""


class WrongPage(SurveyError):
    """A page was sent that the participant is not on: submitted before, or not reached yet."""


class NewerDraft(SurveyError):
    """A draft came from a page that was opened before the draft that is stored was saved."""


class PageRefused(SurveyError):
    """A page did not take what a simulated participant sent."""


class NothingApplied(SurveyError):
    """A setting was submitted that was never tried."""


class CodesRefused(SurveyError):
    """A list of codes holds one that could be given to two people."""


class TooManyAtOnce(StudyClosed):
    """More people begin in a minute than a study lets in."""
