"""The report on interviews, from the sample to the checklist."""

import pytest

from analysis.coding.transcripts.translations.write import Origin, add_translation
from analysis.coding.transcripts.turns import Turn
from analysis.design_spaces.cite import Cited, cite
from analysis.design_spaces.write import AxisContent, LevelContent, add_axis, add_level, add_trace
from analysis.report.writers import written
from survey.interviews.write import erase_interviewee
from tests.analysis.report.contents import TEXT_FORMATS, column, section, sentences, table
from tests.analysis.report.interviews.world import WORDS, CodedInterviews
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def world() -> CodedInterviews:
    return CodedInterviews()


def test_a_study_in_which_nobody_is_coded_yet_has_a_report_without_themes(
    world: CodedInterviews,
) -> None:
    report = world.report()
    assert "No coding round is closed yet" in sentences(report)
    assert [part.key for part in report.sections] == [
        "sample",
        "process",
        "reflexivity",
        "limits",
        "coreq",
        "methods",
    ]


def test_sections_stand_in_the_order_of_reading(world: CodedInterviews) -> None:
    world.closed()
    assert [part.key for part in world.report().sections] == [
        "sample",
        "process",
        "themes",
        "agreement",
        "reflexivity",
        "limits",
        "coreq",
        "methods",
    ]


def test_the_sample_shows_every_attribute_of_the_study_file(world: CodedInterviews) -> None:
    world.closed()
    sample = table(world.report(), "participants")
    assert [column.title for column in sample.columns] == [
        "Participant",
        "Location",
        "Role",
        "Experience",
        "Reached by",
        "Interviews",
    ]
    assert sample.rows[1] == ("P2", "Norway", "User", None, None, 1)
    assert table(world.report(), "interviews").rows[0][2:6] == (
        "2026-06-01",
        "by video call",
        31,
        "en",
    )


def test_the_sample_says_how_long_the_interviews_lasted(world: CodedInterviews) -> None:
    """The world's conversations took 31, 32 and 33 minutes."""
    world.closed()
    said = sentences(world.report())
    assert "The interviews lasted from 31 to 33 minutes, 32 on average." in said


def test_a_code_counts_for_its_themes_and_by_group(world: CodedInterviews) -> None:
    """P1 (a developer) and P2 (a user) hold “Wrong”, which stands beneath Noise and Odd."""
    world.closed()
    counts = {row[1]: row for row in table(world.report(), "theme_counts").rows}
    titles = [part.full_title for part in table(world.report(), "theme_counts").columns]
    assert titles[4:6] == [
        "Participants, by group: User (of 1)",
        "Participants, by group: Developer (of 2)",
    ]
    assert counts["Noise ★"][2] == 2
    assert counts["Noise ★"][4:6] == (1, 1)
    assert counts["Odd"][4:6] == (1, 1)
    assert counts["Size"][4:6] == (0, 1)


def test_each_theme_has_its_participants_and_their_words(world: CodedInterviews) -> None:
    world.closed()
    report = world.report()
    described = {row[0]: row for row in table(report, "area_causes_themes").rows}
    assert described["Noise ★"][2:] == (2, "P1, P2")
    assert table(report, "area_causes_codes").rows[0][:2] == ("Noise", "Wrong")
    quotes = table(report, "area_causes_quotes").rows
    assert quotes == (
        ("Noise", "Wrong", f"“{WORDS}”", "P1"),
        ("Noise", "Wrong", f"“{WORDS}”", "P2"),
    )


def test_themes_are_laid_against_participants_and_every_choice(world: CodedInterviews) -> None:
    world.closed()
    report = world.report()
    by_person = {row[0]: row[1:] for row in table(report, "themes_by_participant").rows}
    assert by_person["Noise ★"] == ("●", "●", "", 2)
    assert by_person["Size"] == ("", "", "●", 1)
    by_role = {row[0]: row[1:] for row in table(report, "themes_by_role").rows}
    assert by_role["Noise ★"] == (1, 1)
    assert by_role["Size"] == (0, 1)


def test_the_process_tells_people_themes_and_agreement_of_a_round(world: CodedInterviews) -> None:
    """Three themes stand in the codebook; codes are not counted among them."""
    world.closed()
    report = world.report()
    rows = table(report, "coding_process_numbers").rows
    assert [row[1:8] for row in rows] == [
        (None, "P1, P2, P3", None, 2, 3, "as coded", 1.0),
        (None, "P1, P2, P3", None, 2, 3, "with themes reconciled", 1.0),
    ]
    measure = str(rows[0][-1])
    assert f"Agreement is {measure}, " in sentences(report)


def test_a_round_that_is_not_compared_shows_nothing(world: CodedInterviews) -> None:
    world.code(world.ann, "size")
    report = world.report()
    assert "No coding round was compared or closed yet." in sentences(report)
    assert WORDS not in str(report)


def test_whoever_withdrew_is_counted_and_never_quoted(world: CodedInterviews) -> None:
    world.closed()
    erase_interviewee(world.person("P1"), now=NOON)
    report = world.report()
    assert "1 person withdrew" in sentences(report)
    assert "P1" not in column(report, "participants", "number")
    quotes = table(report, "area_causes_quotes").rows
    assert {row[-1] for row in quotes} == {"P2"}


def test_coreq_says_of_each_of_its_32_items_where_it_stands(world: CodedInterviews) -> None:
    """The numbers and their order: Tong, Sainsbury & Craig (2007), table 1."""
    world.closed()
    items = table(world.report(), "coreq").rows
    assert [row[1] for row in items] == [str(number) for number in range(1, 33)]
    where = {row[1]: row[3] for row in items}
    assert where["2"] == "not stated"
    assert where["10"] == "study file, sampling"
    assert where["12"] == "section “The sample”"
    assert where["21"] == "section “The sample”"
    assert where["22"] == "section “Saturation”"


def test_every_format_is_written_the_same_twice(world: CodedInterviews) -> None:
    world.closed()
    first, second = (written(world.report(), (*TEXT_FORMATS, "xlsx")) for _ in range(2))
    assert first == second
    assert WORDS in first["report.html"].decode()


def test_keys_of_tables_and_sections_are_unique(world: CodedInterviews) -> None:
    world.closed()
    report = world.report()
    keys = [one.key for one in report.tables()]
    assert len(set(keys)) == len(keys)
    assert section(report, "themes").sections[0].key == "area_causes"


def test_a_quote_stands_beside_the_turn_in_its_other_language(world: CodedInterviews) -> None:
    transcript = world.cases[0].transcripts.get()
    german = [
        Turn("", None, None, text) for text in ("Zuerst die Daten.", "Warum?", "Falsch.", "Und?")
    ]
    add_translation(
        transcript,
        german,
        Origin("de", "DeepL"),
        code_translation=False,
        seen=transcript.digest,
        by="rita",
        now=NOON,
    )
    world.closed()
    quotes = table(world.report(), "area_causes_quotes")
    assert [column.key for column in quotes.columns] == [
        "theme",
        "code",
        "quote",
        "parallel",
        "who",
    ]
    assert [row[3] for row in quotes.rows] == ["“Zuerst die Daten.” (de)", None]
    assert table(world.report(), "interviews").rows[0][6] == "de, translated by DeepL"


def test_the_step_to_a_design_space_shows_which_codes_led_to_which_level(
    world: CodedInterviews,
) -> None:
    world.closed()
    trace = add_trace(world.codebook, "What to explain")
    axis = add_axis(trace, AxisContent("action", "Action"))
    level = add_level(axis, LevelContent("relabel", "Change label"))
    add_level(axis, LevelContent("remove", "Remove"))
    cite(level, {world.guid("wrong"): Cited("Wrong labels ask for other ones.")})
    report = world.report()
    keys = [part.key for part in report.sections]
    assert keys.index("design_space") == keys.index("agreement") + 1
    codes = table(report, "design_space_codes").rows
    assert [(row[0], row[2], row[4]) for row in codes] == [
        ("#1", "Wrong", "P1, P2"),
        ("#2", "Old", None),  # beneath the same theme
    ]
    levels = {figure.key: figure.table for figure in report.figures()}["design_space_figure"].rows
    assert levels[0][:4] == (
        "Action",
        "Change label",
        "#1",
        "#1: Wrong labels ask for other ones.",
    )
    assert "No code leads to “Remove” (Action)." in sentences(report)
