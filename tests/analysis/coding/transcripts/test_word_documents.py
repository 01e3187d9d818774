"""Word documents give every word once, and say what of them is not read."""

import pytest

from analysis.coding.transcripts import word_documents
from analysis.coding.transcripts.turns import ReadTranscript, Turn
from analysis.coding.transcripts.word_documents import WORD
from core import zip_files as archive
from tests.analysis.coding.transcripts.reading_files import (
    NAMESPACES,
    SAMPLES,
    document,
    document_of,
    paragraph,
    read,
    refusal,
    said,
    sample,
)


def test_documents_are_read_like_text() -> None:
    content = document(
        "Interviewer: What do you do?", "And since when?", "P1: I build models:\tmany."
    )
    assert said("a.docx", content) == [
        ("Interviewer", "What do you do?\nAnd since when?"),
        ("P1", "I build models:\tmany."),
    ]


def test_documents_that_are_traps_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entity = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d xmlns="{WORD[1:-1]}">&x;</d>'
    )
    trap = archive.packed([("word/document.xml", entity.encode())])
    assert "declares entities or a document type" in refusal("a.docx", trap)
    assert "damaged or no ZIP archive" in refusal("a.docx", b"words")
    other = archive.packed([("word/document.xml", b"<a/>")])
    assert "Save it as .docx in Word or LibreOffice." in refusal("a.docx", other)
    assert "is not valid XML" in refusal("a.docx", archive.packed([("x", b"")]))
    small = archive.Bounds(files=99, file=100, whole=100, remedy="save it smaller.")
    monkeypatch.setattr(word_documents, "BOUNDS", small)
    assert "unpacks to" in refusal("a.docx", document("x"))


def test_a_text_box_is_read_once_and_is_no_part_of_the_paragraph_around_it() -> None:
    assert sample("documents/text-box.docx").turns == (
        Turn("I", None, None, "What do you see?"),
        Turn("P2", None, None, "inside the box"),
    )
    choice = f"<mc:Choice>{paragraph('P2: in it')}</mc:Choice>"
    box = f"<mc:AlternateContent>{choice}</mc:AlternateContent>"
    content = document_of(
        f"<w:p><w:r><w:t>I: around</w:t></w:r>{box}<w:r><w:t> it</w:t></w:r></w:p>"
    )
    assert said("a.docx", content) == [("I", "around it"), ("P2", "in it")]


def test_moved_text_is_read_where_it_went_and_deleted_text_is_not_and_both_are_told() -> None:
    moved = sample("documents/tracked-move.docx")
    assert [turn.text for turn in moved.turns] == ["I begin.\nThen moved words"]
    assert moved.remarks == (
        "1 deleted passage was left out.",
        "1 old place of a moved passage was left out.",
    )
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    new = f"<w:p>{mark}<w:ins><w:r><w:t>P1: new</w:t></w:r></w:ins></w:p>"
    inserted = read("a.docx", document_of(new))
    assert (inserted.turns[0].text, inserted.remarks) == ("new", ())


def test_signs_between_words_are_kept() -> None:
    runs = "<w:t>P1: a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
    assert said("a.docx", document_of(f"<w:p><w:r>{runs}</w:r></w:p>")) == [("P1", "a\tb\nc-d")]


def test_what_is_not_read_is_told() -> None:
    def notes(name: str, *texts: str) -> str:
        inner = "".join(f"<w:{name}>{paragraph(text)}</w:{name}>" for text in texts)
        return f"<w:{name}s {NAMESPACES}><w:{name}/>{inner}</w:{name}s>"

    picture = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
        "</w:drawing></w:r><w:r><w:sym/></w:r></w:p><w:altChunk/>"
    )
    content = document_of(
        paragraph("P1: All of it.") + picture,
        footnotes=notes("footnote", "one", "two"),
        endnotes="damaged",
        comments=notes("comment", "why"),
        header1=f"<w:hdr {NAMESPACES}>{paragraph('Secret')}</w:hdr>",
        footer1=f"<w:ftr {NAMESPACES}>{paragraph('')}</w:ftr>",
    )
    assert read("a.docx", content).remarks == (
        "1 embedded document was left out.",
        "1 sign of a special font was left out.",
        "1 picture was left out.",
        "2 footnotes were left out.",
        "1 comment was left out.",
        "Headers and footers of the pages were left out.",
    )


def table(*rows: tuple[str, ...]) -> str:
    def cell(text: str) -> str:
        return f"<w:tc>{''.join(map(paragraph, text.split('|')))}</w:tc>"

    lines = ["".join(map(cell, row)) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def test_a_row_of_a_table_of_speakers_is_a_turn() -> None:
    assert said("a.docx", (SAMPLES / "documents/speaker-table.docx").read_bytes()) == [
        ("P3", "I start here."),
        ("Interviewer", "What do you do when a model errs?"),
        ("P3", "I look at the labels."),
    ]
    assert [turn.speaker for turn in sample("transcripts/P3_labels.docx").turns] == [
        *("I", "P3", "I", "P3", "P3", "I", "P3"),
    ]
    rows = table(
        ("Nr", "Zeit", "Sprecher", "Text"),
        ("1", "0:03", "Brandt:", "Why?"),
        ("2", "0:05", "Weber", "So: that.|Rule: none."),
        ("3", "", "", "And more."),
        ("4", "1:00:09", "Brandt", "Ah."),
    )
    assert read("a.docx", document_of(rows)).turns == (
        Turn("Brandt", 3, None, "Why?"),
        Turn("Weber", 5, None, "So: that.\nRule: none.\nAnd more."),
        Turn("Brandt", 3609, None, "Ah."),
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("Goal", "Speed"), ("Data", "Old: yes")], "Goal\tSpeed\nData\tOld: yes"),
        (
            [("Goal", "Speed"), ("a long sentence, really.", "b")],
            "Goal\tSpeed\na long sentence, really.\tb",
        ),
        ([("P1", "x"), ("P2",)], "P1\tx\nP2"),
        ([("one|two", "three")], "one\ntwo\nthree"),
    ],
)
def test_the_cells_of_any_other_table_go_on_with_the_turn(
    rows: list[tuple[str, ...]], expected: str
) -> None:
    content = document_of(paragraph("P9: See:") + table(*rows))
    assert said("a.docx", content) == [("P9", f"See:\n{expected}")]


def test_headings_of_teams_are_labels_and_its_title_and_notices_are_told() -> None:
    teams = sample("transcripts/P3_teams.docx")
    assert [(turn.speaker, turn.start) for turn in teams.turns] == [
        ("Brandt, Helena", 3),
        ("Weber, Nora", 11),
        ("Brandt, Helena", 24),
        ("Weber, Nora", 26),
        ("Weber, Nora", 41),
    ]
    assert "Interview P3" not in repr(teams.turns)
    assert teams.remarks == ("2 lines were left out, which the program added around the talk.",)
    heard = document(
        "So we began.", "Ada Bo  0:03\nWhy?", "Bo stopped transcription", "Bo  0:09\nSo."
    )
    assert read("a.docx", heard) == ReadTranscript(
        (
            Turn("", None, None, "So we began."),
            Turn("Ada Bo", 3, None, "Why?"),
            Turn("Bo", 9, None, "So."),
        ),
        (
            "1 line was left out, which the program added around the talk.",
            "What stands above the first label has no speaker.",
        ),
    )


@pytest.mark.parametrize(
    ("start", "end"), [("<w:p>", "</w:p>"), ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")]
)
def test_paragraphs_and_tables_are_read_however_deep_they_lie(start: str, end: str) -> None:
    """`checks.robustness.expensive_input` times five times as many levels."""
    nested = document_of(10_000 * start + paragraph("P1: deep") + 10_000 * end)
    assert said("a.docx", nested) == [("P1", "deep")]
