"""A server in use, as small as can be: what a release leaves behind for the next one.

Built by the project's own actions, once for each release and database, by `make_release`.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from django.contrib.auth.models import User
from django.utils import timezone

from analysis.coding.cases.gather import gather_cases
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.desk.apply_codes import Segment, apply_theme
from analysis.coding.rounds.plan import plan_round
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.statistics.themes.codebook import CodebookContent, ThemeContent
from attribution.queries import SHIPPED
from survey.design.path import PathPage
from survey.design.reading import StudyFile, read_study
from survey.leaving.withdraw import stop, withdraw
from survey.members.models import Member
from survey.members.roles import Role
from survey.models import Participant, StudyVersion
from survey.participation.page_visits import current_page
from survey.participation.submit import save_draft
from survey.population import Population
from survey.recruitment.actions import keep_contact
from survey.studies.load import open_study, store_version
from tests.interview_world import interview_version, interviewee
from tests.survey.steps import do_page, finish
from tests.world import FOUNDING, joined, load_shipped_effects

STUDY = {
    "extends": str(FOUNDING),
    "study": "carried-over",
    "version": "1.0",
    # No photographs: a release is to fit into a repository.
    "scenarios": {"image": {"title": "Recommending loans, once more", "bundle": "loan"}},
}
BUNDLES = ("loan", "iris")
CODEBOOK = CodebookContent(
    "reasons", "Reasons", themes=(ThemeContent("habit", "Habit"), ThemeContent("cost", "Cost"))
)
PLACES = 40


def build() -> dict[str, Any]:
    """What the next release has to find: private links by what became of each person."""
    for name in BUNDLES:
        load_shipped_effects(name)
    version = store_version(_study(), loaded_at=timezone.now()).version
    open_study(version.study, opens_at=timezone.now(), quota=PLACES, starts_a_minute=1000)
    people = {
        name: _join(version, name) for name in ("finished", "running", "stopped", "withdrawn")
    }
    now = timezone.now()
    finish(people["finished"], now=now)
    keep_contact(version.study.slug, "ada@example.org", day=date(2027, 1, 31))
    page = _go_to(people["running"], "closing.closing")
    save_draft(people["running"], page, {"remarks": "Half of a thought"}, now=timezone.now())
    _go_to(people["stopped"], "tutorial.check")
    stop(people["stopped"], now=now)
    links = {name: person.token for name, person in people.items()}
    withdraw(people["withdrawn"], now=now)
    _join(version, "pilot", population=Population.PILOTS)
    _code(version)
    _interview()
    return links


def _study() -> StudyFile:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "study.yaml"
        file.write_text(yaml.safe_dump(STUDY), encoding="utf-8")
        return read_study(file, bundles=SHIPPED)


def _join(version: StudyVersion, name: str, **options: Any) -> Participant:
    return joined(version, name, now=timezone.now(), **options)


def _go_to(participant: Participant, name: str) -> PathPage:
    while (page := current_page(participant)) and page.name != name:
        do_page(participant, page, timezone.now())
    assert page is not None, f"never came to {name}"
    return page


def _coders(version: StudyVersion) -> list[User]:
    coders = [
        User.objects.create_user(name, password=f"{name}-of-the-release", is_staff=True)
        for name in ("ann", "bob")
    ]
    for coder in coders:
        Member.objects.create(
            study=version.study, user=coder, role=Role.CODER, since=timezone.now()
        )
    return coders


def _code(version: StudyVersion) -> None:
    """A round in which one coder has coded something."""
    now = timezone.now()
    book = store_codebook(CODEBOOK, version.study, by="ann", now=now).codebook
    cases = gather_cases(version.study, Population.PEOPLE)
    planned = plan_round(book, title="First", cases=cases, coders=_coders(version), now=now)
    coder = planned.coders.order_by("pk").first()
    unit = cases[0].units.order_by("position").first()
    assert coder is not None
    assert unit is not None
    apply_theme(coder, unit, book.themes.order_by("pk")[0].guid, Segment(0, 3), now=now)


def _interview() -> None:
    version = interview_version()
    said = [Turn("A", None, None, "I would like to know why."), Turn("B", None, None, "So?")]
    store_transcript(interviewee("P1", version), "One", said, {}, now=timezone.now())
