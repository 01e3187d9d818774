"""Errors of the survey: each message says what is wrong and what to do."""

from core.errors import NeedfinderError


class SurveyError(NeedfinderError):
    """Base of the family. Pages and commands show the messages of this family, and no others."""


class NotASurvey(SurveyError):
    """Something of surveys was asked of a study of interviews, which nobody answers on a page."""

    def __init__(self, study: str) -> None:
        super().__init__(
            f"{study} is a study of interviews: nobody takes part in it on a page. Record its "
            "participants in the admin, and import what they said."
        )


class NotInterviews(SurveyError):
    """Something of interviews was asked of a survey."""

    def __init__(self, study: str) -> None:
        super().__init__(
            f"{study} is a survey. Interviews belong to a study of their own, whose file begins "
            "with `kind: interviews`."
        )


class UnfitInterviewee(SurveyError):
    """A participant of interviews cannot be recorded as typed."""


class UnfitSampleTable(UnfitInterviewee):
    """A table of participants cannot be recorded; the message holds every problem, one a line."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class SampleChangedMeanwhile(SurveyError):
    """Somebody else changed the same value of a participant meanwhile; nothing was stored."""


class VersionInUse(SurveyError):
    """A version in which people take part was to get other content."""


class UnfitDraft(SurveyError):
    """Files cannot be a draft of a study, or the draft cannot be changed so; nothing was stored."""


class DraftChangedMeanwhile(SurveyError):
    """Somebody else changed the same file of a draft meanwhile; nothing was stored."""


class AlreadyRegistered(SurveyError):
    """A version with a registered plan was to get another one."""


class OpeningRefused(SurveyError):
    """A study cannot be opened as asked: it lacks something, or nobody could begin."""


class CannotArchive(SurveyError):
    """A study cannot be archived yet, or is archived and was to be changed."""

    TO_CHANGE = (
        "This study is archived, so that nothing of it changes. Its lead can take it out of the "
        "archive."
    )


class StudyClosed(SurveyError):
    """Nobody can begin now: the study is not open yet, closed, or full."""


class CannotRun(StudyClosed):
    """A study is open, but something that its pages show is missing."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody can take part in this study at the moment, as something that it shows is "
            "missing. Please come back later."
        )


class EverySlotTaken(StudyClosed):
    """A study is open, but every slot is held or completed."""


class BeganBefore(StudyClosed):
    """A panel sent a name by which the study was begun before."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody by your panel's identifier began this study already. If it was you, please "
            "go on with the address of the page you were on."
        )


class InvitationRefused(StudyClosed):
    """An invitation is unknown or used, or one is needed and missing."""


class BeginningDeleted(StudyClosed):
    """A consent form came again after its participant had everything deleted."""


class WrongPage(SurveyError):
    """A page was sent that the participant is not on: submitted before, or not reached yet."""


class NewerDraft(SurveyError):
    """A draft is older than the one that is stored."""


class PageRefused(SurveyError):
    """A page refused what a simulated participant sent."""


class NothingApplied(SurveyError):
    """A setting was submitted that was never tried."""


class WrongNumber(SurveyError):
    """Whoever was to erase a participant typed the number of somebody else."""


class CodesRefused(SurveyError):
    """A list of personal codes has a code twice, or one that was added before."""


class TooManyAtOnce(StudyClosed):
    """More people begin within a minute than the study allows."""


class MembersRefused(SurveyError):
    """Who works on a study cannot be changed like this."""


class LastLead(MembersRefused):
    """The last lead of a study was to leave it, or to lead it no longer."""

    def __init__(self, study: str, name: str) -> None:
        super().__init__(
            f"The account {name} is the only lead of {study}, which would be left without one. "
            "Make somebody else a lead first."
        )


class LinkRefused(SurveyError):
    """A link to join is unknown, used, taken back or out of date, which nobody is told apart."""

    def __init__(self) -> None:
        super().__init__(
            "This link lets nobody in: it was used or taken back, has run out, or is not complete. "
            "Ask whoever sent it for a new one."
        )


class QuotaRefused(SurveyError):
    """Quotas of orders that a study does not have, or before it was opened."""


class AddressesRefused(SurveyError):
    """A list of addresses cannot be read; the message holds every problem, one a line."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class MailingRefused(SurveyError):
    """A mailing cannot be made, sent or deleted as asked."""


class MailServerAway(SurveyError):
    """The mail server cannot be reached, or takes no mail at the moment."""
