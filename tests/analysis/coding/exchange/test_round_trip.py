"""A compared round goes out as a .qdpx and comes back into an empty study without a loss."""

import json
from datetime import date
from itertools import accumulate
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.coding.cases.gather import gather_cases
from analysis.coding.codebooks.areas import add_area
from analysis.coding.codebooks.contents import live_codebook
from analysis.coding.desk.apply_codes import Segment, apply_theme, write_memo
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.exchange.compared_rounds import project_of
from analysis.coding.exchange.destination import Destination
from analysis.coding.exchange.project import as_plain, from_plain
from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.store import StoredProject, store_project
from analysis.coding.exchange.writing import project_file
from analysis.coding.rounds.agreement import round_agreement
from analysis.coding.rounds.comparison import comparisons
from analysis.coding.rounds.consensus import decide
from analysis.coding.rounds.plan import plan_round
from analysis.coding.rounds.results import codebook_results
from analysis.coding.rounds.stages import begin_consensus, begin_independent, close
from analysis.coding.transcripts.interview_conduct import Held
from analysis.coding.transcripts.turns import Turn
from analysis.coding.visibility import revealed
from analysis.models import (
    Attribute,
    AttributeValue,
    Coding,
    CodingRound,
    Memo,
    Stage,
    Transcript,
    Verdict,
)
from analysis.statistics.themes.occurrences import ThemeFrequency
from survey.interviews.models import Interviewee
from survey.models import Study
from survey.population import Population
from tests.analysis.coding.exchange.strict_reader import require_readable
from tests.analysis.coding_world import BY, SAID, CodingWorld, InterviewWorld
from tests.interview_world import interview_version
from tests.world import NOON

pytestmark = pytest.mark.django_db


Layer = set[tuple[str, int, int, int, str, str, str]]


@pytest.fixture
def empty(db: None) -> Study:
    return interview_version(study="empty").study


IN: Any = {"read_all": True, "consented_on": date(2026, 5, 4), "by": "rita", "now": NOON}


def back(compared: CodingRound, study: Study) -> StoredProject:
    read = read_project_file(project_file(project_of(compared).project).content)
    assert read.remarks == ()
    return store_project(read, Destination(study, None, "back", "Back"), {}, **IN)


def layers(compared: CodingRound) -> Layer:
    """Every coding: participant, text, start, end, whose, theme, memo."""
    codings = revealed(compared).select_related("unit__case", "coder__user", "theme")
    return {
        (
            made.unit.case.label,
            made.unit.position,
            made.start,
            made.end,
            made.coder.name if made.coder else "consensus",
            made.theme.key,
            made.memo,
        )
        for made in codings
    }


def _counts(frequency: ThemeFrequency) -> tuple[str, int, float | None, int]:
    return frequency.theme.key, frequency.cases, frequency.share, frequency.segments


def closed(coding: CodingWorld) -> CodingRound:
    """The first case was coded together; in the second both found one theme and one alone."""
    coding.__dict__["round"] = plan_round(
        coding.codebook,
        title="First",
        cases=coding.cases,
        joint=coding.cases[:1],
        coders=[coding.ann, coding.ben],
        now=NOON,
    )
    together = coding.code(coding.ann, "class_overlap")
    write_memo(coding.part(coding.ann), together.guid, "We agree.", seen="")
    begin_independent(coding.round, now=NOON)
    mine = coding.code(coding.ann, "mislabeled_data", case=1, segment=Segment(1, 3))
    write_memo(coding.part(coding.ann), mine.guid, "Grüße 🐦\nzwei", seen="")
    coding.code(coding.ben, "mislabeled_data", case=1, unit_index=1)
    coding.code(coding.ben, "class_overlap", case=1)
    compared = coding.compare()
    begin_consensus(compared, now=NOON)
    theme = coding.guid("class_overlap")
    decide(compared, coding.cases[1], theme, Verdict.ACCEPT, by=coding.ann, now=NOON, reason="Yes.")
    close(compared, now=NOON)
    return CodingRound.objects.get(pk=compared.pk)


def test_codings_memos_coders_cases_and_the_consensus_come_back(
    coding: CodingWorld, empty: Study
) -> None:
    out = closed(coding)
    (row,) = back(out, empty).rounds
    assert layers(row) == layers(out)
    assert [coder.name for coder in row.coders.all()] == ["ann", "ben"]
    assert not row.coders.filter(user__isnull=False).exists()
    joint = list(row.members.filter(joint=True).values_list("case__label", flat=True))
    assert joint == [coding.cases[0].label]
    assert live_codebook(row.codebook).areas == live_codebook(coding.codebook).areas


def test_interviews_memos_attributes_colours_and_deep_areas_come_back(
    interviews: InterviewWorld, empty: Study
) -> None:
    coding, book, study = interviews, interviews.codebook, interviews.study
    area = book.areas.all()[0]
    add_area(book, name="Inside", description="Deep.", parent=area.guid, **BY)
    theme = coding.theme("class_overlap")
    theme.area, theme.colour = book.areas.get(name="Inside"), "#123456"
    theme.save()
    turns = [
        Turn("I", 0, 3, "Why?"),
        Turn("Anna: B", 62.5, None, "So.\n\nIt is the data: 🐦."),
        Turn("", None, None, "Hm: I see."),
    ]
    how = Held(date(2026, 6, 1), "video_call", 45)
    talk = coding.talk("P1", "Talk · one", turns, language="de", held=how)
    coding.talk("P1", "== Two ==", SAID)
    coding.talk("P2", "Other", SAID)
    coding.__dict__["cases"] = gather_cases(study, Population.PEOPLE)
    role = Attribute.objects.create(study=study, key="role", name="Rolle 🐦")
    AttributeValue.objects.create(attribute=role, case=talk.case, value="nurse")
    for subject in ({"theme": theme}, {"case": talk.case}, {}):
        memo = {"study": study, "by": "rita", "written_at": NOON, "changed_at": NOON, **subject}
        Memo.objects.create(text=f"On {subject or 'all'}.\n\nTwo.", **memo)
    hidden = plan_round(
        book, title="Blind", cases=coding.cases[:1], coders=[coding.ann], now=NOON
    ).coders.get()
    Memo.objects.create(
        study=study, theme=theme, coder=hidden, by="ann", written_at=NOON, changed_at=NOON, text="?"
    )
    coding.code(coding.ann, "class_overlap", unit_index=1, segment=Segment(3, 9))
    known = {"P2": {"Experience": "2 years", "Weather": "Rain"}}
    out = project_of(coding.compare(), known)
    again = CodingRound.objects.get(pk=coding.round.pk)
    assert out == project_of(again, known)
    written = project_file(out.project).content
    assert len(out.project.notes) == 3
    require_readable(written)
    read = read_project_file(written)
    assert read.remarks == ()
    to = Destination(empty, None, "back", "Back")
    stored = store_project(from_plain(json.loads(json.dumps(as_plain(read)))), to, {}, **IN)
    there = Transcript.objects.filter(case__study=empty)
    rows = there.values_list("case__label", "position", "title", "language", "mode", "minutes")
    assert list(rows) == [
        ("P1", 1, "Talk · one", "de", "video_call", 45),
        ("P1", 2, "== Two ==", "en", "", None),
        ("P2", 1, "Other", "en", "", None),
    ]
    back_talk = there.get(title="Talk · one")
    assert back_talk.held_on == date(2026, 6, 1)
    assert [(unit.speaker, unit.starts_at, unit.turn) for unit in back_talk.units.all()] == [
        ("I", 0, "Why?"),
        ("Anna B", 62.5, "So.\n\nIt is the data: 🐦."),
        ("", None, "Hm: I see."),
    ]
    (made,) = revealed(stored.rounds[0])
    assert made.unit.turn[made.start : made.end] == "\n\nIt i"
    (value,) = back_talk.case.attribute_values.all()
    assert (value.attribute.name, value.value) == ("Rolle 🐦", "nurse")
    second = Interviewee.objects.get(study=empty, label="P2")
    assert second.attributes == {"experience": 2.0}
    typed = AttributeValue.objects.filter(case__interviewee=second)
    assert [(one.attribute.name, one.value) for one in typed] == [("Weather", "Rain")]
    memos = Memo.objects.filter(study=empty)
    assert {(memo.theme and memo.theme.key, memo.case_id, memo.by) for memo in memos} == {
        ("class_overlap", None, "rita (imported)"),
        (None, back_talk.case.pk, "rita (imported)"),
        (None, None, "rita (imported)"),
    }
    assert {memo.written_at for memo in memos} == {NOON}
    assert all(memo.text.endswith(".\n\nTwo.") for memo in memos)
    back_book = live_codebook(stored.codebook)
    inside = next(area for area in back_book.areas if area.name == "Inside")
    assert back_book.path(inside) == (area.name, "Inside")
    assert stored.codebook.themes.get(key="class_overlap").colour == "#123456"


def test_a_theme_that_is_new_in_the_round_goes_along(coding: CodingWorld, empty: Study) -> None:
    for user in (coding.ann, coding.ben):
        new = propose_theme(coding.part(user), name="Weather", definition="Rain")
        apply_theme(coding.part(user), coding.unit(), new.guid, now=NOON)
    out = project_of(coding.compare())
    assert "Themes that are new in this round (2) are codes outside of every area." in (
        out.not_carried
    )
    read = read_project_file(project_file(out.project).content)
    to = Destination(empty, None, "back", "Back")
    (row,) = store_project(read, to, {}, **IN).rounds
    themes_of_coders = {(made.coder.name, made.theme.name) for made in revealed(row) if made.coder}
    assert themes_of_coders == {("ann", "Weather"), ("ben", "Weather (2)")}


def test_the_agreement_is_the_same_and_says_where_it_is_from(
    coding: CodingWorld, empty: Study
) -> None:
    out = closed(coding)
    (row,) = back(out, empty).rounds
    before, after = round_agreement(out), round_agreement(row)
    assert before is not None
    assert after is not None
    assert row.stage == Stage.COMPARISON
    # By hand: of two themes in the second case one is shared, the third case has none: 1 / 2.
    coded_there, coded_here = before.measured[0], after.measured[0]
    assert coded_there.main.value == 0.5
    # The texts came as interviews, of which the study reports decisions: one of 2 * 34 differs.
    assert coded_here.main.measure.key == "presence_absence"
    assert coded_here.main.value == pytest.approx(1 - 1 / (2 * 34), abs=1e-12)
    parts = {"all", "area", "theme", "pair"}
    values = [
        [figure.value for figure in measured.figures if figure.over in parts]
        for measured in (coded_there, coded_here)
    ]
    assert values[0] == values[1]
    assert "came with a file" in coded_here.warnings[-1]


def test_an_imported_round_closes_and_counts_like_any_other(
    coding: CodingWorld, empty: Study
) -> None:
    out = closed(coding)
    (row,) = back(out, empty).rounds
    assert [item.in_consensus for case in comparisons(row) for item in case.items] == [True, True]
    begin_consensus(row, now=NOON)
    close(row, now=NOON)
    before = codebook_results(coding.codebook, Population.PEOPLE)
    after = codebook_results(row.codebook, Population.PEOPLE)
    assert [_counts(frequency) for frequency in before.themes] == [
        _counts(frequency) for frequency in after.themes
    ]
    assert len(after.cases) == len(before.cases) == 3
    (agreement,) = after.agreement
    assert [measured.basis for measured in agreement.measured] == ["as_coded", "reconciled"]
    assert agreement.reported.main.value == agreement.measured[0].main.value
    assert "came with a file" in agreement.reported.warnings[-1]


PIECES = st.lists(
    st.sampled_from(["a", "ü", "u\u0308", "🐦", "👩🏽‍🔬", " ", "\n", "\r\n"]),
    min_size=1,
    max_size=8,
).map(lambda pieces: [*pieces, "x"])


SPANS = st.lists(st.tuples(st.integers(0, 8), st.integers(1, 9)), max_size=4)


MEMOS = st.text("ab ü🐦\n", max_size=5).map(lambda words: words.strip() and f"{words}.")


@pytest.mark.any_database
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(PIECES, SPANS, MEMOS), min_size=1, max_size=3))
def test_segments_of_any_text_come_back_to_the_character(
    interviews: InterviewWorld,
    empty: Study,
    drawn: list[tuple[list[str], list[tuple[int, int]], str]],
) -> None:
    coding, expected = interviews, set()
    theme = coding.guid("class_overlap")
    with transaction.atomic():
        turns = [Turn("Anna", None, None, "".join(pieces)) for pieces, *_ in drawn]
        stored = coding.talk("P1", "Talk", turns)
        coding.__dict__["cases"] = (stored.case,)
        coding.__dict__["round"] = plan_round(
            coding.codebook, title="Talks", cases=[stored.case], coders=[coding.ann], now=NOON
        )
        part = coding.part(coding.ann)
        for unit, (pieces, spans, memo) in zip(stored.case.units.all(), drawn, strict=True):
            ends = [0, *accumulate(map(len, pieces))]
            # A line end is one character once it is out: by hand, not by what is tested.
            after = [0, *accumulate(1 if piece == "\r\n" else len(piece) for piece in pieces)]
            for first, many in spans:
                if (begin := min(first, len(pieces) - 1)) < (end := min(begin + many, len(pieces))):
                    segment = Segment(ends[begin], ends[end])
                    made, is_new = apply_theme(part, unit, theme, segment, now=NOON)
                    if is_new:
                        write_memo(part, made.guid, memo, seen="")
                    position = (stored.case.label, unit.position, after[begin], after[end])
                    expected.add((*position, "ann", "class_overlap", memo))
        (row,) = back(coding.compare(), empty).rounds
        assert layers(row) == expected
        for made in Coding.objects.filter(round=row).select_related("unit"):
            assert "\r" not in made.unit.text
        assert [unit.speaker for unit in row.members.get().case.units.all()] == ["Anna"] * len(
            drawn
        )
        transaction.set_rollback(True)
