"""Answers by question: who may read which, searched, narrowed, counted, and as a file."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analysis.coding.rounds.plan import plan_round
from analysis.records.exclude import exclude
from analysis.records.models import Reason
from operations.models import Change
from survey.members.roles import Role
from survey.models import Answer
from tests.analysis.coding_world import CodingWorld, account, browser
from tests.analysis.conftest import Studied
from tests.analysis.participation import go_through
from tests.roles import with_role
from tests.survey.conftest import BY_MAIL, opened
from tests.survey.steps import finish
from tests.world import NOON, World, joined

pytestmark = pytest.mark.django_db

HERE = "/admin/studies/tda-needfinding/read/answers/"
CAUSE = f"{HERE}scenarios/suspected_cause/"
GENDER = f"{HERE}around/gender/"


def text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def whose(page: str) -> list[str]:
    return re.findall(r'<p class="whose">\s*<a [^>]*>(\w+)</a>', page)


def say(participant: Any, scenario: str, words: str) -> None:
    """What somebody wrote, in place of what every participant of these tests writes."""
    Answer.objects.filter(
        participant=participant, scenario=scenario, question="suspected_cause"
    ).update(value=words)


def test_questions_come_in_the_order_of_the_path_and_lead_to_their_answers(
    researcher: Client, studied: Studied
) -> None:
    page = text(researcher, HERE)
    found = [re.search(rf"answers/\w+/{key}/", page) for key in ("gender", "suspected_cause")]
    last = re.search(r"answers/around/remarks/", page)
    places = [one.start() for one in [*found, last] if one]
    assert len(places) == 3
    assert places == sorted(places)
    for address in set(re.findall(rf'href="({HERE}\w+/\w+/)"', page)):
        assert researcher.get(address).status_code == 200, address


def test_every_answer_stands_beside_the_setting_submitted_by_the_order_of_beginnings(
    researcher: Client, studied: Studied
) -> None:
    page = text(researcher, CAUSE)
    # ada and bo in both scenarios, cem in one; the others wrote nothing or have not ended.
    assert whose(page) == ["P1", "P1", "P2", "P2", "P3"]
    assert "5 answers" in page
    assert page.count("submitted: ") == 5
    assert "/read/people/1/" in page
    assert "Grün “quoted”" in page
    assert studied.ada.token not in page


def test_the_simulated_are_read_apart(researcher: Client, studied: Studied) -> None:
    page = text(researcher, f"{CAUSE}?population=simulated")
    assert "Synthetic." in page
    assert whose(page) == ["S1", "S1"]
    assert researcher.get(f"{CAUSE}?population=pilots").status_code == 404


@pytest.mark.parametrize("typed", ["grun", "GRÜN", "gru\u0308n", "quoted GR"])
def test_words_are_found_whatever_their_case_and_accents(
    researcher: Client, studied: Studied, typed: str
) -> None:
    for address in (CAUSE, HERE):
        page = text(researcher, f"{address}?words={typed}")
        assert "<mark>Gr" in page
        assert whose(page)[0] == "P1"
    assert "There is no such answer." in text(researcher, f"{CAUSE}?words=zyzzyva")


def test_what_is_found_is_marked_and_nothing_in_it_becomes_markup(
    researcher: Client, studied: Studied
) -> None:
    say(studied.bo, "image", "<b>Ärger & <script>alert(1)</script></b>")
    page = text(researcher, f"{HERE}?words=arger")
    assert "&lt;b&gt;<mark>Ärger</mark> &amp; &lt;script&gt;" in page
    typed = text(researcher, f"{CAUSE}?words=%22%3E%3Cscript%3E")
    assert "<script>alert" not in typed
    assert "&quot;&gt;&lt;script&gt;" in typed


def test_answers_are_narrowed_by_scenario_setting_background_and_exclusion(
    researcher: Client, studied: Studied, rosa: User
) -> None:
    exclude(studied.bo, Reason.LOW_QUALITY, by=rosa, now=NOON)
    one_scenario = whose(text(researcher, f"{CAUSE}?scenario=image"))
    assert len(one_scenario) in (2, 3)
    assert whose(text(researcher, f"{CAUSE}?who=excluded")) == ["P2", "P2"]
    assert whose(text(researcher, f"{CAUSE}?who=analysed")) == ["P1", "P1", "P3"]
    assert "excluded: low-quality answers" in text(researcher, CAUSE)
    assert len(whose(text(researcher, f"{CAUSE}?level=action:upweighting"))) == 5
    assert whose(text(researcher, f"{CAUSE}?level=action:removal")) == []
    first = text(researcher, GENDER)
    (option,) = re.findall(r'href="\?option=(\w+)"', first)
    assert len(whose(text(researcher, f"{GENDER}?option={option}"))) == 3
    assert len(whose(text(researcher, f"{CAUSE}?background=gender:{option}"))) == 5
    # What no question offers counts as missing.
    assert len(whose(text(researcher, f"{CAUSE}?level=action:nothing&background=x:y"))) == 5


def test_closed_questions_are_counted_with_their_shares(
    researcher: Client, studied: Studied
) -> None:
    page = " ".join(text(researcher, GENDER).split())
    assert "3 answers" in page  # ada, bo and cem
    assert '<td class="number">3</td> <td class="number">100 %</td>' in page


def test_an_option_of_several_is_found_where_it_was_ticked(
    researcher: Client, studied: Studied
) -> None:
    types = f"{HERE}around/data_types/"
    page = text(researcher, types)
    ticked = re.findall(r'href="\?option=(\w+)"', page)
    assert len(ticked) == 2
    assert "other" in ticked
    for option in ticked:
        assert whose(text(researcher, f"{types}?option={option}")) == ["P1", "P2", "P3"]
    assert whose(text(researcher, f"{types}?words=robots")) == ["P1", "P2", "P3"]


def test_the_file_has_what_is_shown_and_its_download_is_noted(
    researcher: Client, studied: Studied
) -> None:
    say(studied.bo, "image", "=HYPERLINK(1)")
    response = researcher.get(f"{CAUSE}csv/?scenario=image")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert {"P1", "P2"} <= {row["participant"] for row in rows}
    (spoken,) = [row["answer"] for row in rows if row["participant"] == "P2"]
    assert spoken != "=HYPERLINK(1)"  # no spreadsheet computes it
    assert "HYPERLINK" in spoken
    noted = Change.objects.filter(kind=Change.Kind.DOWNLOADED).latest("pk")
    assert noted.study == "tda-needfinding"
    found = researcher.get(f"{CAUSE}csv/?words=hyperlink").content.decode()
    assert len(found.splitlines()) == 2
    simulated = researcher.get(f"{CAUSE}csv/?population=simulated")
    assert "synthetic" in simulated.headers["Content-Disposition"]


def test_identifying_answers_are_for_those_who_may_export_them(
    world: World, study_folder: Path
) -> None:
    folder = study_folder / "tda-needfinding" / "study.yaml"
    kept = folder.read_text()
    changed = kept.replace("- key: remarks\n", "- key: remarks\n        identifying: true\n", 1)
    assert changed != kept
    folder.write_text(changed)
    study = opened(world, study_folder, BY_MAIL)
    finish(joined(study, "ada"))
    here = HERE.replace("tda-needfinding", study.study.slug)
    researcher, lead = with_role(Role.RESEARCHER), with_role(Role.LEAD)
    assert "Withheld" in text(researcher, here)
    assert researcher.get(f"{here}around/remarks/").status_code == 403
    assert researcher.get(f"{here}around/remarks/csv/").status_code == 403
    assert "around/remarks" not in text(researcher, f"{here}?words=a")
    assert "could tell who somebody is" in text(lead, f"{here}around/remarks/")


@pytest.mark.parametrize("role", [Role.CODER, Role.RECRUITER, Role.AUDITOR])
def test_others_read_no_answers(studied: Studied, role: Role) -> None:
    client = with_role(role)
    for address in (HERE, CAUSE, f"{CAUSE}csv/"):
        assert client.get(address).status_code == 403


def test_members_of_another_study_meet_no_such_study(world: World, study_folder: Path) -> None:
    other = opened(world, study_folder, BY_MAIL).study
    client = with_role(Role.RESEARCHER, study=other)
    for address in (HERE, CAUSE, f"{CAUSE}csv/"):
        assert client.get(address).status_code == 404


def test_a_question_nobody_asks_is_not_there_and_nothing_can_be_sent(
    researcher: Client, world: World
) -> None:
    for address in ("scenarios/nothing/", "around/suspected_cause/", "nowhere/remarks/"):
        assert researcher.get(f"{HERE}{address}").status_code == 404
    assert researcher.post(HERE).status_code == 405


def some_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        text(client, address)
    return len(queries)


ADDRESSES = (HERE, f"{HERE}?words=grun", CAUSE, f"{CAUSE}?words=grun&who=analysed")


def test_the_number_of_queries_does_not_grow_with_people(
    researcher: Client, studied: Studied, world: World
) -> None:
    for address in ADDRESSES:
        text(researcher, address)  # what is kept in memory is read
    before = [some_queries(researcher, address) for address in ADDRESSES]
    assert max(before) <= 20
    for name in ("gus", "hal", "ida"):
        go_through(world.join(name))
    assert [some_queries(researcher, address) for address in ADDRESSES] == before


def test_codes_are_shown_once_their_round_is_compared(coding: CodingWorld) -> None:
    answer = coding.unit().answer
    assert answer is not None
    address = f"{HERE}scenarios/{answer.question}/"
    code = coding.code(coding.ann, coding.codebook.themes.all()[0].key)
    rita = browser(coding.rita)
    assert code.theme.name not in text(rita, address)
    coding.compare()
    assert f"{code.theme.name} (by 1 coder)" in text(rita, address)
    assert code.theme.name in rita.get(f"{address}csv/").content.decode()


def test_whoever_codes_somebody_blind_sees_no_codes_of_another_round_there(
    coding: CodingWorld,
) -> None:
    answer = coding.unit().answer
    assert answer is not None
    address = f"{HERE}scenarios/{answer.question}/"
    code = coding.code(coding.ann, coding.codebook.themes.all()[0].key)
    coding.compare()
    member = account("rita", Role.CODER)
    plan_round(
        coding.codebook,
        title="Again",
        cases=coding.cases[:1],
        coders=[member, coding.ben],
        now=NOON,
    )
    assert code.theme.name not in text(browser(coding.rita), address)
