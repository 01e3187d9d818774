"""Notes that codings refer to are memos on them; what nothing refers to is about all of it."""

from analysis.coding.exchange.notes import about_all, memo_of, notes_of, without_words
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
TEXTS = {"a": "One.\nTwo.", "b": "", "c": "Of nothing."}
NOTES = notes_of(PROJECT, {}, set(), "x.qdpx")


def test_notes_are_named_by_guids_however_these_are_written() -> None:
    assert {guid: note.text for guid, note in NOTES.items()} == TEXTS


def test_descriptions_and_notes_of_a_coding_are_one_memo_in_which_nothing_stands_twice() -> None:
    selection = PROJECT.find(".//{*}PlainTextSelection")
    coding = PROJECT.find(".//{*}Coding")
    assert selection is not None
    assert coding is not None
    assert memo_of([coding, selection], NOTES) == "Described.\n\nOne.\nTwo."


def test_notes_that_nothing_names_are_about_all_and_those_without_words_are_told() -> None:
    assert about_all(PROJECT, NOTES) == ("c",)
    assert list(without_words(PROJECT, NOTES)) == [
        "Left out: 1 memos whose words are not in the file as plain text."
    ]
