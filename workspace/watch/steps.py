"""What is done in the tab, what comes next, and the one button for it."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse

from survey.population import Population
from survey.studies.enrolment_window import Phase
from survey.studies.models import Study
from workspace.frame.tabs import TABS, Step
from workspace.watch.interview_record import InterviewSample
from workspace.watch.record import Now

Account = AbstractBaseUser | AnonymousUser


def nothing_step(study: Study, user: Account) -> Step:
    button = _to("design", study, user)
    return Step("The study has no version yet, so nobody can take part.", "load one.", button)


def survey_step(study: Study, user: Account, now: Now, population: Population) -> Step:
    present = now.present
    who = "simulated participants " if population is Population.SIMULATED else ""
    done = f"{present.completed} {who}completed, {present.taking_part} take part."
    if not (present.completed or present.taking_part or present.stopped):
        done = "Nobody has begun yet."
    if population is Population.SIMULATED:
        return Step(done)
    if now.enrolment is None:
        return Step(done, "say when the study is open.", _to("recruit", study, user))
    match now.enrolment.phase:
        case Phase.NOT_YET:
            return Step(done, "prepare whom to invite.", _to("recruit", study, user))
        case Phase.OPEN:
            free = now.enrolment.quota - now.enrolment.taken + now.enrolment.idle
            return Step(
                done, f"invite people: {free} can still begin.", _to("recruit", study, user)
            )
        case _:
            button = _to("read", study, user)
            return Step(done, "read what they answered." if button else "", button)


def interviews_step(
    study: Study, user: Account, sample: InterviewSample, population: Population
) -> Step:
    who = "simulated participants" if population is Population.SIMULATED else "participants"
    done = f"{sample.recorded} of {sample.planned} planned {who} are recorded."
    if population is Population.SIMULATED:
        return Step(done)
    may_add = user.has_perm("survey.add_interviewee")  # type: ignore[union-attr]
    listed = reverse("admin:analysis_interviewees", args=[study.slug])
    if sample.without_interview and may_add:
        number = f"bring in the transcripts of {sample.without_interview} of them."
        return Step(done, number, ("Go to the participants", listed))
    if sample.recorded < sample.planned and may_add:
        return Step(done, "record who consented.", ("Go to the participants", listed))
    return Step(done)


def _to(key: str, study: Study, user: Account) -> tuple[str, str] | None:
    """The button that leads to a tab, for accounts that may open it."""
    tab = next(tab for tab in TABS if tab.key == key)
    return (f"Go to {tab.title}", tab.address(study)) if tab.is_open_to(user, study) else None
