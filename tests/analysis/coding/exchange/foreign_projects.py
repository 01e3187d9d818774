"""A project as other programs write it: CR LF, braces, capitals, memos in files, no labels."""

from analysis.coding.exchange.guids import guid_of
from core.zip_files import packed

ADA, BO = guid_of("ada"), guid_of("bo")
CAUSES, NOISE, OVERLAP, MOOD = (guid_of(key) for key in ("causes", "noise", "overlap", "mood"))
FIRST, SECOND, MEMO = guid_of("first"), guid_of("second"), guid_of("memo")
TALK = (
    "\ufeffInterviewer: Hello.\r\n"
    "Anna Schmidt: It was 🐦 the data.\r\nAnd größer, said Anna Schmidt.\r\n"
    "Interviewer: I see, Anna Schmidt.\r\n"
)
OTHER = "Nothing to add.\r\n\r\nBut the classes are alike."
XML = f"""<?xml version="1.0" encoding="utf-8"?>
<Project name="Talks" origin="Another program 3" basePath="C:\\Users\\ada" creatingUserGUID="{ADA}"
    creationDateTime="2026-03-01T10:00:00Z" xmlns="urn:QDA-XML:project:1.0">
  <Users><User guid="{{{ADA.upper()}}}" name="Ada" id="A"/><User guid="{BO}" name="Bo"/></Users>
  <CodeBook><Codes>
    <Code guid="{CAUSES}" name="Causes" isCodable="false" color="#FF0000">
      <Code guid="{NOISE}" name="Noise" isCodable="true">
        <Description>Wrong labels</Description></Code>
      <Code guid="{OVERLAP}" name="Class overlap" isCodable="true"/>
    </Code>
    <Code guid="{MOOD}" name="Mood" isCodable="true"/>
  </Codes></CodeBook>
  <Variables><Variable guid="{guid_of("age")}" name="Age" typeOfVariable="Integer"/></Variables>
  <Cases><Case guid="{guid_of("case")}" name="Anna Schmidt"><SourceRef targetGUID="{FIRST}"/></Case>
  </Cases>
  <Sources>
    <TextSource guid="{FIRST}" name="Talk with Anna Schmidt" plainTextPath="internal://{FIRST}.TXT"
        richTextPath="internal://{FIRST}.docx" creatingUser="{ADA}">
      <!--first selections-->
      <NoteRef targetGUID="{guid_of("about")}"/>
    </TextSource>
    <TextSource guid="{SECOND}" name="Second">
      <PlainTextContent>{OTHER.replace(chr(13), "&#xD;")}</PlainTextContent>
      <!--second selections-->
    </TextSource>
    <PictureSource guid="{guid_of("picture")}" path="internal://x.png"/>
  </Sources>
  <Notes>
    <Note guid="{MEMO}" name="Memo 1" plainTextPath="internal://{MEMO}.txt"/>
    <Note guid="{guid_of("about")}" name="About"><PlainTextContent>Long.</PlainTextContent></Note>
  </Notes>
</Project>
"""


def selection(
    words: str, code: str, user: str, *, memo: str = "", inclusive: bool = False, of: str = TALK
) -> str:
    """As a file has it: positions in the text with its mark and its line ends."""
    text = of.removeprefix("\ufeff")
    start = text.index(words)
    end = start + len(words) - inclusive
    name = words.replace("\r\n", "&#13;&#10;")
    note = f'<NoteRef targetGUID="{memo}"/>' if memo else ""
    return (
        f'<PlainTextSelection guid="{guid_of(words, code, user)}" name="{name}" '
        f'startPosition="{start}" endPosition="{end}" creatingUser="{user}">'
        f'<Coding guid="{guid_of("c", words, code, user)}" creatingUser="{user}">'
        f'<CodeRef targetGUID="{code}"/>{note}</Coding></PlainTextSelection>'
    )


def project(first: str = "", second: str = "", change: tuple[str, str] = ("", "")) -> bytes:
    """The project with these selections, and with other words somewhere in its XML."""
    xml = XML.replace("<!--first selections-->", first)
    xml = xml.replace("<!--second selections-->", second)
    assert change[0] in xml
    files = {
        "project.qde": xml.replace(*change) if change[0] else xml,
        f"Sources/{FIRST}.txt": TALK,
        f"Sources/{MEMO}.txt": "\ufeffAnna Schmidt is sure.\r\n",
    }
    return packed((path, words.encode()) for path, words in files.items())
