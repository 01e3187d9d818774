"""Somebody who may read answers finds a participant, reads on, and narrows the list."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analysis.models import Exclusion, ExclusionStep
from analysis.records.assess import assess
from analysis.records.exclude import exclude
from analysis.records.flagging import flag_for_a_moment
from analysis.records.models import Reason
from analysis.records.participant_filters import ParticipantFilter, narrowed, neighbours
from survey.members.roles import Role
from survey.models import CheckAttempt, Study
from survey.population import Population
from tests.analysis.conftest import Studied
from tests.analysis.participation import go_through
from tests.interview_world import interview_version
from tests.roles import account, with_role
from tests.world import NOON, World

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]

HERE = "/admin/studies/tda-needfinding/read/"


def text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def numbers(page: str) -> list[int]:
    """The participants of a list, from top to bottom."""
    found = re.findall(r'read/(?:people|simulated)/(\d+)/[^"]*">[PS]\d', page)
    return [int(number) for number in found]


def test_people_and_simulated_participants_are_listed_apart_the_newest_first(
    researcher: Client, studied: Studied
) -> None:
    page = text(researcher, HERE)
    assert numbers(page) == [6, 4, 3, 2, 1]  # eve, the fifth, withdrew
    assert "Synthetic" not in page
    assert "0 of 4 participants who are done were assessed." in page
    assert "Read P1" in page
    simulated = text(researcher, f"{HERE}simulated/")
    assert numbers(simulated) == [1]
    assert "Synthetic" in simulated


def test_the_list_is_narrowed_by_flag_state_scenario_and_assessment(
    researcher: Client, studied: Studied, rosa: User
) -> None:
    for _attempt in range(2):
        CheckAttempt.objects.create(
            participant=studied.bo, chosen={}, passed=False, attempted_at=NOON
        )
    assess(studied.ada, by=rosa, now=NOON)
    exclude(studied.cem, Reason.LOW_QUALITY, by=rosa, now=NOON)
    for asked, expected in (
        ("flag=check_attempts", [2]),
        ("flag=any", [3, 2, 1]),
        ("flag=none", [4]),
        ("state=active", [6]),
        ("state=stopped", [4, 3]),
        ("assessed=not_yet", [4, 2]),
        ("assessed=fine", [1]),
        ("assessed=excluded", [3]),
        ("assessed=excluded&state=completed", []),
        ("state=nonsense&version=9&first=nobody&flag=%01", [6, 4, 3, 2, 1]),
    ):
        assert numbers(text(researcher, f"{HERE}?{asked}")) == expected, asked
    by_first = [numbers(text(researcher, f"{HERE}?first={key}")) for key in ("image", "tabular")]
    assert sorted(by_first[0] + by_first[1]) == [1, 2, 3, 4, 6]
    page = text(researcher, f"{HERE}?assessed=excluded")
    assert "excluded: low-quality answers" in page
    assert f"{HERE}people/3/?assessed=excluded" in page


def test_whoever_reads_on_stays_within_what_was_filtered(studied: Studied) -> None:
    chosen = ParticipantFilter(state="completed")
    rows = narrowed(studied.study, Population.PEOPLE, chosen)
    assert vars(neighbours(rows, 2)) == {"before": None, "after": 1}
    assert vars(neighbours(rows, 4)) == {"before": None, "after": 2}
    assert vars(neighbours(rows, 1)) == {"before": 2, "after": None}


def test_the_number_of_queries_does_not_grow_with_participants(
    researcher: Client, studied: Studied, world: World
) -> None:
    def queries() -> int:
        text(researcher, HERE)  # makes the flags
        with CaptureQueriesContext(connection) as captured:
            text(researcher, HERE)
        return len(captured)

    few = queries()
    for name in ("one", "two", "three"):
        go_through(world.join(name))
    assert queries() == few


def test_many_flags_left_can_be_made_by_a_button(
    researcher: Client, studied: Studied, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.records.flagging.AT_ONCE", 1)
    monkeypatch.setattr("workspace.read.pages.flag_for_a_moment", _once)
    assert "Of 3 participants the flags are not made yet" in text(researcher, HERE)
    monkeypatch.undo()
    assert researcher.post(f"{HERE}people/flags/").headers["Location"] == HERE
    assert "flags are not made yet" not in text(researcher, HERE)


def _once(study: Study, population: Population, **_: object) -> int:
    return flag_for_a_moment(study, population, seconds=0)


def test_several_are_excluded_after_a_page_that_lists_them(
    researcher: Client, studied: Studied
) -> None:
    asked = {"participant": ["1", "2", "6", "x", "99"], "query": "state=completed"}
    page = researcher.post(f"{HERE}people/exclude/", asked)
    words = page.content.decode()
    assert "Exclude 2 participants" in words
    assert "P6." in words[words.index("Left out, as they are still taking part") :]
    assert not Exclusion.objects.exists()
    missing = researcher.post(f"{HERE}people/exclude/", asked | {"confirmed": "yes"})
    assert missing.status_code == 422
    sent = {"participant": ["1", "2"], "query": "", "confirmed": "yes", "reason": "low_quality"}
    done = researcher.post(f"{HERE}people/exclude/", sent | {"note": "one word each"})
    assert done.headers["Location"] == HERE
    steps = ExclusionStep.objects.values_list("participant__number", "reason", "note")
    assert sorted(steps) == [(n, "low_quality", "one word each") for n in (1, 2)]
    assert "2 participants are excluded" in text(researcher, HERE)


def test_without_anybody_ticked_the_way_back_is_shown(researcher: Client, studied: Studied) -> None:
    page = researcher.post(f"{HERE}people/exclude/").content.decode()
    assert "Nobody is ticked who could be excluded." in page


def test_the_log_of_exclusions_leads_to_the_participant(
    researcher: Client, studied: Studied, rosa: User
) -> None:
    exclude(studied.ada, Reason.LOW_QUALITY, by=rosa, now=NOON)
    page = text(researcher, "/admin/analysis/exclusionstep/?study=tda-needfinding")
    assert f'href="{HERE}people/1/"' in page
    assert "low-quality answers" in page
    assert researcher.get("/admin/analysis/exclusionstep/add/").status_code == 403


def test_a_study_of_interviews_leads_to_its_own_participants(researcher: Client, db: None) -> None:
    slug = interview_version().study.slug
    led = researcher.get(f"/admin/studies/{slug}/read/")
    assert led.status_code == 302
    assert researcher.get(led.headers["Location"]).status_code == 200


@pytest.mark.parametrize("role", [Role.CODER, Role.RECRUITER, Role.AUDITOR])
def test_no_other_role_reads_a_participant(studied: Studied, role: Role) -> None:
    client = with_role(role)
    for address in (HERE, f"{HERE}simulated/", f"{HERE}people/1/", f"{HERE}people/1/erase/"):
        assert client.get(address).status_code == 403, address
    for address in (f"{HERE}people/exclude/", f"{HERE}people/1/assess/", f"{HERE}people/flags/"):
        assert client.post(address).status_code == 403, address


def test_for_members_of_another_study_there_is_no_such_study(studied: Studied) -> None:
    client = Client()
    client.force_login(account("stranger", Role.LEAD, study=interview_version().study))
    for address in (HERE, f"{HERE}people/1/", f"{HERE}people/1/erase/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{HERE}people/1/assess/", {"verdict": "fine"}).status_code == 404
