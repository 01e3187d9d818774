"""Notes that codings refer to are memos; of others it is said that they were left out."""

from analysis.coding.exchange.notes import memo_of, not_memos, notes_of
from core.xml_text import parsed

PROJECT = parsed(
    b"""
    <Project xmlns="urn:QDA-XML:project:1.0">
      <Sources><TextSource><PlainTextSelection>
        <NoteRef targetGUID="{A}"/>
        <Coding><Description>Described.</Description><NoteRef targetGUID="a"/>
          <NoteRef targetGUID="b"/></Coding>
      </PlainTextSelection></TextSource></Sources>
      <Notes>
        <Note guid="A"><PlainTextContent>One.&#13;
Two.</PlainTextContent></Note>
        <Note guid="b" richTextPath="internal://b.docx"/>
        <Note guid="c"><PlainTextContent>Of nothing.</PlainTextContent></Note>
      </Notes>
    </Project>
    """,
    "The project",
    root="{urn:QDA-XML:project:1.0}Project",
)
NOTES = {"a": "One.\nTwo.", "b": "", "c": "Of nothing."}


def test_notes_are_named_by_guids_however_these_are_written() -> None:
    assert notes_of(PROJECT, {}, "x.qdpx") == NOTES


def test_descriptions_and_notes_of_a_coding_are_one_memo_in_which_nothing_stands_twice() -> None:
    selection = PROJECT.find(".//{*}PlainTextSelection")
    coding = PROJECT.find(".//{*}Coding")
    assert selection is not None
    assert coding is not None
    assert memo_of([coding, selection], NOTES) == "Described.\n\nOne.\nTwo."


def test_notes_without_a_coding_and_without_words_are_told() -> None:
    assert [
        remark.split(" that")[0].split(" whose")[0] for remark in not_memos(PROJECT, NOTES)
    ] == [
        "Left out: 1 notes",
        "Left out: 1 memos",
    ]
