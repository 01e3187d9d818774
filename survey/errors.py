"""What can go wrong in a survey; every message says what was wrong and what to do."""


class SurveyError(Exception):
    """The family of them all: pages and commands translate these, and only these, for people."""


class VersionInUse(SurveyError):
    """The content of a version changed after people began to take part in it."""


class AlreadyRegistered(SurveyError):
    """A version has a registered plan, and another one was to take its place."""


class StudyClosed(SurveyError):
    """Nobody can begin now: not open yet, closed, or every place is taken."""


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


class TooManyAtOnce(StudyClosed):
    """More people begin in a minute than a study lets in."""
