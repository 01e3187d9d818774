"""The first page of the tab: who may begin, by which ways people come, and what comes next."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from survey.enrolment.invitations import Batch, batches
from survey.enrolment.order_quotas import quotas_by_order
from survey.recruitment.codes import codes_given, codes_left, few_left
from survey.recruitment.mailing import Progress, mailings_of
from survey.recruitment.models import CompensationContact, RecruitmentIdentifier
from survey.studies.enrolment_window import EnrolmentState, Phase, enrolment_state
from survey.studies.models import Study, StudyVersion
from workspace.frame.pages import study_page
from workspace.frame.tabs import Account, Step
from workspace.recruit.survey_only import public_address, survey_version

INVITE, MAIL, CODES = (
    "survey.add_invitation",
    "recruitment.add_mailing",
    "recruitment.add_compensationcode",
)


@dataclass(frozen=True)
class Recruiting:
    """What recruiters alone see; None of it says who answered what."""

    mails: Progress
    codes: int | None
    codes_are_few: bool
    contacts: int
    identifiers: int


def recruit(request: HttpRequest, study: Study) -> HttpResponse:
    version = survey_version(study)
    if version is None:
        return study_page(request, study, "recruit/nothing.html", "Recruit", step=_nothing(study))
    now, user = timezone.now(), request.user
    state = enrolment_state(study, now=now)
    sees_invitations = user.has_perm("survey.view_invitation", study)
    made = batches(study) if sees_invitations else ()
    recruiting = recruiting_of(version, state) if _sees_mails(user, study) else None
    context: dict[str, Any] = {
        "definition": version.survey,
        "enrolment": state,
        "phase": state.phase.name if state else "",
        "public": public_address(request, study),
        "opening": opening_address(study),
        "may_open": user.has_perm("survey.change_enrolmentwindow", study),
        "sees_invitations": sees_invitations,
        "made": sum(batch.made for batch in made),
        "used": sum(batch.used for batch in made),
        "orders": quotas_by_order(version, now=now) if sees_invitations else (),
        "recruiting": recruiting,
    }
    step = step_of(user, study, state, made, recruiting)
    return study_page(request, study, "recruit/recruit.html", "Recruit", step=step, **context)


def _sees_mails(user: Account, study: Study) -> bool:
    return user.has_perm("recruitment.view_mailing", study)  # type: ignore[union-attr]


def recruiting_of(version: StudyVersion, state: EnrolmentState | None) -> Recruiting:
    slug = version.study.slug
    mails = [progress for _mailing, progress in mailings_of(slug)]
    left = codes_left(slug) if version.survey.compensation.kind == "codes" else None
    return Recruiting(
        mails=Progress(
            sent=sum(one.sent for one in mails),
            failed=sum(one.failed for one in mails),
            waiting=sum(one.waiting for one in mails),
        ),
        codes=left,
        codes_are_few=left is not None
        and state is not None
        and few_left(left, completions_left=max(0, state.quota - codes_given(slug))),
        contacts=CompensationContact.objects.filter(study=slug).count(),
        identifiers=RecruitmentIdentifier.objects.filter(study=slug).count(),
    )


def opening_address(study: Study) -> str:
    """Where a study is opened and closed."""
    return reverse("workspace:opening", args=[study.slug])


def _nothing(study: Study) -> Step:
    if study.versions.exists():
        return Step(
            "People are interviewed in this study, so nobody begins on a page.",
            "record each participant, and bring in what they said.",
            ("Go to the participants", reverse("workspace:read", args=[study.slug])),
        )
    design = reverse("workspace:design", args=[study.slug])
    return Step("No version is loaded yet.", "load one.", ("Go to the design", design))


def step_of(
    user: Account,
    study: Study,
    state: EnrolmentState | None,
    made: tuple[Batch, ...],
    recruiting: Recruiting | None,
) -> Step:
    """One thing to do: what keeps people waiting comes first."""
    done = enrolment_in_words(state)
    if recruiting is not None and (step := _of_recruiter(study, done, recruiting)):
        return step
    if not user.has_perm("survey.change_enrolmentwindow", study):  # type: ignore[union-attr]
        return Step(done)
    if state is None or state.phase is Phase.CLOSED:
        return Step(
            done,
            "say from when until when it is open, and for how many people.",
            ("Open the study", opening_address(study)),
        )
    if state.phase is Phase.FULL:
        return Step(
            done,
            "look at what came, or open more places.",
            ("Change the places", opening_address(study)),
        )
    if state.invited_only and not any(batch.made > batch.used for batch in made):
        invitations = reverse("workspace:invitations", args=[study.slug])
        return Step(done, "make a link for each person.", ("Make invitations", invitations))
    watch = reverse("workspace:watch", args=[study.slug])
    return Step(done, "give people their link.", ("See who comes", watch))


def _of_recruiter(study: Study, done: str, recruiting: Recruiting) -> Step | None:
    if recruiting.codes_are_few:
        left = recruiting.codes
        return Step(
            f"{done} {left} personal code{'s are' if left != 1 else ' is'} left.",
            "add codes, or whoever completes is asked to come back.",
            ("Add codes", reverse("workspace:codes", args=[study.slug])),
        )
    if waiting := recruiting.mails.waiting:
        return Step(
            f"{done} {waiting} mail{'s wait' if waiting != 1 else ' waits'} to be sent.",
            "send the rest.",
            ("Go to the mails", reverse("workspace:mailings", args=[study.slug])),
        )
    return None


def enrolment_in_words(state: EnrolmentState | None) -> str:
    """Who may begin now, in a sentence."""
    if state is None:
        return "The study was never opened, so nobody can begin."
    places = f"{state.taken - state.idle} of {state.quota} places are taken."
    match state.phase:
        case Phase.NOT_YET:
            return f"The study opens on {state.opens_at:%-d %B %Y, %H:%M} UTC."
        case Phase.CLOSED:
            return f"The study is closed. {places}"
        case Phase.FULL:
            return "The study is open, and every place is taken."
        case Phase.OPEN:
            who = "for people with an invitation" if state.invited_only else "for everybody"
            return f"The study is open {who}. {places}"
