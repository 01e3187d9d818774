"""Files as other programs really write them are read, and nothing is lost that is not told."""

import pytest

from analysis.coding.exchange.destination import Destination
from analysis.coding.exchange.read_cases import LONGEST_VALUE, LONGEST_VARIABLE
from analysis.coding.exchange.reading import read_codebook_file, read_project_file
from analysis.coding.exchange.store import store_project
from analysis.coding.visibility import revealed
from analysis.models import Attribute, AttributeValue, Memo
from tests.analysis.coding_world import InterviewWorld
from tests.folders import PROJECT
from tests.interview_world import interview_version
from tests.world import NOON

FILES = PROJECT / "tests" / "analysis" / "coding" / "exchange" / "files"


def codebook(name: str) -> tuple[dict[str, str], tuple[str, ...]]:
    content = (FILES / name).read_bytes()
    book, remarks = read_codebook_file(content, slug="b", title="B")
    colours = {}
    for area, theme in book.placed():
        path = book.path(area) if area else ()
        colours["/".join((*path, theme.name))] = theme.colour
        for code in theme.codes:
            colours["/".join((*path, theme.name, code.name))] = code.colour
    return colours, remarks


def test_codebooks_are_read_with_their_colours_and_sets_are_told() -> None:
    assert codebook("codes.qdc") == (
        {
            "Understanding/Why-questions": "#FF0000",
            "Understanding/Opacity": "#00FF00",
            "Trust & reliance": "#0000FF",
        },
        ("Left out: 1 sets, which have no place here.",),
    )
    assert codebook("made-by-taguette.qdc") == (
        {"Actions": "", "Actions.Relabel data 🧠": "", "interesting": ""},
        ("Left out: 0 sets, which have no place here.",),
    )
    colours, remarks = codebook("odd-colours.qdc")
    assert colours == {
        "Parent codable": "#0A141E",
        "Parent codable/Child": "#FF0000",
        "Child (2)": "",
    }
    assert remarks == (
        "Left out: 0 sets, which have no place here.",
        "There are several codes called Child; one became Child (2).",
    )


@pytest.mark.any_database
@pytest.mark.django_db
def test_a_project_of_qualcoder_comes_in_with_all_it_can_hold(interviews: InterviewWorld) -> None:
    """Counted in its project.qde: 8 selections, 2 notes and a description of all, 1 annotation."""
    read = read_project_file((FILES / "made-by-qualcoder.qdpx").read_bytes())
    assert read.remarks == (
        "Left out: 2 values of variables for cases without a text.",
        "1 notes on passages without a code became memos on their participants.",
    )
    to = Destination(interviews.study, None, "qc", "QualCoder")
    stored = store_project(
        read, to, {}, read_all=True, consented_on=NOON.date(), by="rita", now=NOON
    )
    book = stored.codebook
    deep = book.themes.get(name="Tiefe Ebene 🧠")
    assert deep.colour == "#123456"
    assert deep.area is not None
    assert deep.area.parent == book.areas.get(name="Understanding")
    made = revealed(stored.rounds[0]).select_related("unit")
    assert made.count() == 9  # one of the eight reaches over two turns
    assert made.filter(memo="Memo über Zeilen 🙃").count() == 1
    memos = Memo.objects.filter(study=to.study)
    assert {memo.text for memo in memos.filter(case__isnull=False)} == {
        "an annotation",
        "file memo here",
    }
    on_study = sorted(memo.text.partition("\n")[0] for memo in memos.filter(case=None))
    assert on_study == ["Day 1", "round 1 memo", "study"]
    assert [value.value for value in AttributeValue.objects.all()] == ["Round 1"]


def test_values_fit_into_their_columns() -> None:
    assert Attribute._meta.get_field("name").max_length == LONGEST_VARIABLE
    assert AttributeValue._meta.get_field("value").max_length == LONGEST_VALUE


@pytest.mark.any_database
@pytest.mark.django_db
def test_values_of_cases_come_in_as_attributes(db: None) -> None:
    read = read_project_file((FILES / "one-interview.qdpx").read_bytes())
    assert read.remarks == ("Left out: 1 sets, which have no place here.",)
    version = interview_version(attributes={"domain": {"title": "Domain"}}, groups=None)
    to = Destination(version.study, None, "one", "One")
    store_project(read, to, {}, read_all=True, consented_on=NOON.date(), by="rita", now=NOON)
    values = AttributeValue.objects.filter(attribute__study=to.study, attribute__name="role")
    titles = values.values_list("case__label", "value")
    assert set(titles) == {("P01", "doctor"), ("P02", "doctor")}
