"""The versions of a study, and what is done of its design."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from operations.models import Change
from survey.population import Population
from survey.studies.bundles_needed import missing_bundles
from survey.studies.enrolment_window import EnrolmentState, Phase, enrolment_state
from survey.studies.models import Study, StudyKind, StudyVersion
from workspace.frame.tabs import Step


@dataclass(frozen=True)
class ListedVersion:
    """A version with who took part in it. `loaded_by` is empty where the log does not say."""

    version: StudyVersion
    title: str
    loaded_by: str
    people: int
    registered_at: datetime | None


def listed_versions(study: Study) -> list[ListedVersion]:
    """Every version, the newest first, in three queries."""
    people = Q(participants__population=Population.PEOPLE)
    if study.kind == StudyKind.INTERVIEWS:
        people = Q(interviewees__population=Population.PEOPLE)
    related = "interviewees" if study.kind == StudyKind.INTERVIEWS else "participants"
    versions = study.versions.select_related("study", "preregistration").annotate(
        people=Count(related, filter=people)
    )
    versions = versions.order_by("-loaded_at", "-pk")  # which counting takes away
    loaded = _loaded_by(study)
    return [
        ListedVersion(
            version,
            version.definition.title,
            loaded.get(str(version), ""),
            version.people,
            plan.registered_at if (plan := getattr(version, "preregistration", None)) else None,
        )
        for version in versions
    ]


def _loaded_by(study: Study) -> dict[str, str]:
    """Who loaded each version last, as the log of changes names them."""
    noted = Change.objects.filter(study=study.slug, what="study version").order_by("number")
    return {which: by.removeprefix("account ") for which, by in noted.values_list("which", "by")}


def design_step(study: Study, listed: list[ListedVersion], *, now: datetime) -> Step:
    """What is done of the design, and what comes next: load, register, open, or nothing."""
    if study.archived_at:
        return Step("The study is archived. Its versions can be read and not changed.")
    if not listed:
        return Step(
            "No version is loaded yet.",
            "edit the draft until it checks without problems, then load it.",
            ("Edit the draft", reverse("workspace:draft", args=[study.slug])),
        )
    newest = listed[0]
    state = enrolment_state(study, now=now)
    done = " ".join(_done(study, listed, state))
    return Step(done, *_next(study, newest, state))


def _done(study: Study, listed: list[ListedVersion], state: EnrolmentState | None) -> list[str]:
    newest, number = listed[0], len(listed)
    loaded = f"Version {newest.version.label} is loaded"
    sentences = [f"{loaded}, the newest of {number}." if number > 1 else f"{loaded}."]
    has_plan = newest.version.definition.plan is not None
    if newest.registered_at:
        sentences.append("Its plan is registered.")
    elif has_plan:
        sentences.append("Its plan is not registered.")
    if study.kind == StudyKind.SURVEY:
        is_open = state is not None and state.phase in {Phase.OPEN, Phase.FULL}
        sentences.append("The study is open." if is_open else "The study is not open.")
    return sentences


def _next(
    study: Study, newest: ListedVersion, state: EnrolmentState | None
) -> tuple[str, tuple[str, str] | None]:
    version, slug = newest.version, study.slug
    if missing := missing_bundles(version):
        named = ", ".join(missing)
        return f"load what it shows: {named}.", ("Load bundles", reverse("workspace:bundles"))
    if version.definition.plan and not newest.registered_at and not newest.people:
        return (
            "preview it, walk through it as a pilot, then register its plan.",
            ("Read and register the plan", reverse("workspace:plan", args=[slug])),
        )
    if study.kind == StudyKind.INTERVIEWS:
        return "", None
    if state is None or state.phase is Phase.NOT_YET:
        return "open it.", ("Open the study", reverse("workspace:opening", args=[slug]))
    if state.phase is Phase.OPEN:
        return "invite people.", ("Go to Recruit", reverse("workspace:recruit", args=[slug]))
    return "", None
