"""The most expensive file that each reader of files takes or refuses, and the seconds it costs.

`python -m checks.robustness.expensive_input [READER]`. Files lie at the limits of what may be
uploaded, or just beyond a limit inside. The check fails where one takes more than a second of CPU
time, or is refused by anything but a sentence of ours. With READER, such as .docx, only that one.
"""

import os
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from uuid import UUID

os.environ |= {"NEEDFINDER_MODE": "test", "DJANGO_SETTINGS_MODULE": "config.settings"}

MOST_SECONDS = 1.0
Case = tuple[str, Callable[[], object]]


def main(only: str) -> int:
    import django

    django.setup()
    from core.errors import NeedfinderError

    slow = 0
    for name, read in cases():
        if only not in name:
            continue
        began = time.process_time()
        try:
            read()
            answer = "read"
        except NeedfinderError as problem:
            answer = str(problem).replace("\n", " ")
        except Exception as problem:
            answer, slow = f"FAULT {type(problem).__name__}: {problem}", slow + 1
        seconds = time.process_time() - began
        slow += seconds > MOST_SECONDS
        print(f"{'SLOW' if seconds > MOST_SECONDS else '    '} {seconds:6.2f} s  {name}", end="")
        print(f": {answer[:110]}", flush=True)
    return 1 if slow else 0


def cases() -> Iterator[Case]:
    yield from transcripts()
    yield from word_documents()
    yield from codebooks()
    yield from projects()
    yield from tables()
    yield from studies()


def transcripts() -> Iterator[Case]:
    from analysis.coding.transcripts.reading import LARGEST_FILE, read_transcript
    from analysis.coding.transcripts.suggestions import suggestions
    from analysis.coding.transcripts.turns import MOST_LINES

    def case(name: str, text: str, what: str) -> Case:
        return f"{name}, {what}", lambda: read_transcript(name, text.encode()[:LARGEST_FILE])

    few = MOST_LINES - 10
    yield case("a.txt", "Ann: yes\n" + "so\n" * few, "one label, then short lines")
    yield case("a.txt", "so\n" * few, "short lines without a label")
    yield case("a.txt", "".join(f"P{n}: yes\n" for n in range(few)), "a label on every line")
    yield case("a.txt", "Ann: yes\n" * few, "the same label on every line")
    yield case("a.txt", "word " * 4_000_000, "one long line")
    yield case("a.txt", ("A" * 70 + ": ") * 270_000, "colons in one line")
    yield case("a.txt", "[00:00:01] Ann B. C. D.: yes\n\n" * (few // 2), "times and labels")
    yield case("a.txt", "1\n" + "a\n" * 1_000_000, "more lines than are read")
    cue = "00:01.000 --> 00:02.000\n"
    yield case("a.vtt", "WEBVTT\n\n" + f"{cue}yes\n\n" * (few // 3), "cues")
    yield case("a.vtt", f"WEBVTT\n\n{cue}" + "<v Ann>a" * 2_400_000, "voices in one cue")
    yield case("a.vtt", f"WEBVTT\n\n{cue}" + "<v " * 6_000_000, "voices never closed")
    yield case("a.vtt", f"WEBVTT\n\n{cue}" + "&" * 19_000_000, "signs never ended")
    yield case("a.vtt", f"WEBVTT\n\n{cue}" + "&amp;" * 3_900_000, "signs")
    yield case("a.vtt", f"WEBVTT\n\n{cue}" + "<i " * 6_000_000, "tags never closed")
    yield case("a.vtt", f"WEBVTT\n\n{cue}" + "yes\n" * (few - 5), "lines in one cue")
    yield case("a.srt", f"1\n{cue}yes\n\n".replace(".", ",") * (few // 4), "cues")
    spoken = f"1\n{cue}Ann: yes\n\n".replace(".", ",")
    yield case("a.srt", spoken * (few // 4), "cues of one speaker")
    segment = '{"start": 0, "end": 1, "text": "a"},'
    yield case("a.json", '{"segments": [' + segment * 500_000 + "{}]}", "segments")
    yield case("a.json", '{"segments": ' + "[" * 19_000_000, "nested lists")
    yield case("a.json", '{"segments": ' + "[" * 900 + "]" * 900 + "}", "lists one in another")
    yield case("a.json", '{"segments": [' + "{}," * 6_000_000 + "{}]}", "empty segments")
    yield case("a.json", '{"a": ' + "9" * 19_000_000 + "}", "one number")
    yield case("a.json", '{"a": "' + "\\u0041" * 3_000_000 + '"}', "escapes")
    yield case("a.tsv", "start\tend\ttext\n" + "0\t1\ta\n" * few, "rows")
    yield case("a.tsv", "start\tend\ttext\n" + "\t" * 19_000_000, "one row of tabs")

    def names(text: str) -> Callable[[], object]:
        return lambda: suggestions(read_transcript("a.txt", text.encode()).turns)

    yield (
        "names of a long talk",
        names("".join(f"Ann: I met {chr(65 + n % 26)}ob{n} there.\n" for n in range(10_000))),
    )


def word_documents() -> Iterator[Case]:
    from analysis.coding.transcripts.reading import read_transcript

    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def case(what: str, body: str, **parts: str) -> Case:
        head = f'<w:document xmlns:w="{word}"><w:body>'
        files = {"word/document.xml": f"{head}{body}</w:body></w:document>"}
        content = archive(files | {f"word/{key}.xml": text for key, text in parts.items()})
        return f"a.docx, {what}", lambda: read_transcript("a.docx", content)

    run = "<w:r><w:t>Ann: yes</w:t></w:r>"
    yield case("50,000 paragraphs in one another", "<w:p>" * 50_000 + run + "</w:p>" * 50_000)
    table = "<w:tbl><w:tr><w:tc>"
    closed = "</w:tc></w:tr></w:tbl>"
    yield case("20,000 tables in one another", table * 20_000 + run + closed * 20_000)
    yield case("paragraphs", f"<w:p>{run}</w:p>" * 95_000)
    yield case("empty paragraphs", "<w:p/>" * 590_000)
    yield case("8 million paragraphs", "<w:p/>" * 8_000_000)
    yield case("runs in one paragraph", f"<w:p>{run * 145_000}</w:p>")
    yield case("line breaks in one paragraph", f"<w:p>{run}{'<w:br/>' * 590_000}</w:p>")
    yield case(
        "a table of 55,000 rows",
        f"<w:tbl>{f'<w:tr><w:tc><w:p>{run}</w:p></w:tc></w:tr>' * 55_000}</w:tbl>",
    )
    yield case("deletions", f"<w:p>{run}{'<w:del><w:t>a</w:t></w:del>' * 145_000}</w:p>")
    yield case(
        "deletions in one another", "<w:del>" * 50_000 + "<w:t>a</w:t>" + "</w:del>" * 50_000
    )
    notes = f'<w:footnotes xmlns:w="{word}">' + "<w:footnote/>" * 590_000 + "</w:footnotes>"
    yield case("footnotes", f"<w:p>{run}</w:p>", footnotes=notes)
    attributes = " ".join(f"a{number}=''" for number in range(1_190_000))
    yield case("attributes", f"<w:p {attributes}>{run}</w:p>")
    for what, content in (
        ("300 MB of zeros", zeros(6)),
        ("20,000 files", many_files(20_000)),
        ("150,000 files", many_files(150_000)),
    ):
        yield f"a.docx, {what}", partial(read_transcript, "a.docx", content)


def codebooks() -> Iterator[Case]:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from analysis.coding.codebooks.codebook_file import read_codebook
    from analysis.coding.codebooks.forms import LARGEST_CODEBOOK
    from analysis.coding.exchange.codebook_csv import read_codebook_csv
    from analysis.coding.exchange.reading import read_codebook_file

    def in_yaml(text: str) -> Callable[[], object]:
        def read() -> object:
            with TemporaryDirectory() as folder:
                file = Path(folder) / "a.yaml"
                file.write_text(text[:LARGEST_CODEBOOK])
                return read_codebook(file)

        return read

    head = "codebook: a\ntitle: A\nareas:\n"
    yield (
        "codebook.yaml, 30,000 areas",
        in_yaml(head + "".join(f"- {{key: a{n}, name: A{n}}}\n" for n in range(30_000))),
    )
    yield "codebook.yaml, 1 MB of dashes", in_yaml(head + "- a\n" * 249_000)
    yield "codebook.yaml, 1 MB of brackets", in_yaml(head + "[" * 990_000)
    yield "codebook.yaml, one long word", in_yaml(head + "a" * 990_000)
    yield "codebook.yaml, many keys", in_yaml("".join(f"k{n}: a\n" for n in range(90_000)))
    yield "codebook.yaml, quotes never closed", in_yaml(head + '- "' + "a\n" * 490_000)
    yield "codebook.yaml, comments", in_yaml("#\n" * 499_000)
    themes = "".join(f"- {{key: t{n}, name: T{n}}}\n" for n in range(1_000))
    yield "codebook.yaml, 1,000 themes", in_yaml("codebook: a\ntitle: A\nthemes:\n" + themes)
    space = "urn:QDA-XML:codebook:1.0"

    def qdc(codes: str) -> Callable[[], object]:
        text = f'<CodeBook xmlns="{space}"><Codes>{codes}</Codes></CodeBook>'
        return lambda: read_codebook_file(text.encode(), slug="a", title="A", file_name="a.qdc")

    def code(number: int, inside: str = "") -> str:
        return f'<Code guid="{UUID(int=number)}" name="c{number}" isCodable="true">{inside}</Code>'

    yield "a.qdc, 8,000 codes", qdc("".join(map(code, range(8_000))))
    yield "a.qdc, 20,000 codes", qdc("".join(map(code, range(20_000))))
    yield "a.qdc, 8,000 codes of one GUID", qdc(code(1) * 8_000)
    yield (
        "a.qdc, 8,000 codes of one name",
        qdc(
            "".join(f'<Code guid="{UUID(int=n)}" name="c" isCodable="true"/>' for n in range(8_000))
        ),
    )
    yield "a.qdc, 50,000 levels", qdc("<Code>" * 50_000 + "</Code>" * 50_000)
    yield "a.qdc, 2 MB of empty codes", qdc("<Code/>" * 280_000)

    def table(text: str) -> Callable[[], object]:
        content = text.encode()[:LARGEST_CODEBOOK]
        return lambda: read_codebook_csv(content, slug="a", title="A", file_name="a.csv")

    yield "codebook.csv, 100,000 tags", table("tag\n" + "".join(f"t{n}\n" for n in range(100_000)))
    yield "codebook.csv, 1,000 tags", table("tag\n" + "".join(f"t{n}\n" for n in range(1_000)))
    within = "area,key,theme\n"
    rows = "".join(f"{' › '.join(map(str, range(400)))},k{n},t{n}\n" for n in range(1_200))
    yield "codebook.csv, areas of 400 levels", table(within + rows)
    yield "codebook.csv, one tag of 2 MB", table("tag\n" + "a." * 999_000)
    yield "codebook.csv, quotes never closed", table('tag\n"' + "a\n" * 999_000)


def projects() -> Iterator[Case]:
    from analysis.coding.exchange.reading import read_project_file

    space = "urn:QDA-XML:project:1.0"

    def case(what: str, inside: str, **files: str) -> Case:
        text = f'<Project xmlns="{space}" name="A">{inside}</Project>'
        content = {"project.qde": text} | {f"sources/{k}.txt": v for k, v in files.items()}
        packed = archive(content)
        return f"a.qdpx, {what}", lambda: read_project_file(packed, file_name="a.qdpx")

    code = f'<Code guid="{UUID(int=1)}" name="c" isCodable="true"/>'
    book = f"<CodeBook><Codes>{code}</Codes></CodeBook>"

    def source(number: int, inside: str = "", text: str = "a") -> str:
        guid = UUID(int=number)
        return (
            f'<TextSource guid="{guid}" name="t{number}"><PlainTextContent>{text}'
            f"</PlainTextContent>{inside}</TextSource>"
        )

    def selection(number: int, start: int = 0, end: int = 1) -> str:
        return (
            f'<PlainTextSelection guid="{UUID(int=number)}" startPosition="{start}" '
            f'endPosition="{end}"><Coding guid="{UUID(int=number + 10**9)}"><CodeRef '
            f'targetGUID="{UUID(int=1)}"/></Coding></PlainTextSelection>'
        )

    many = "".join(source(n) for n in range(10, 20_000))
    yield case("20,000 texts", f"{book}<Sources>{many}</Sources>")
    inside = "".join(selection(n) for n in range(100, 100_000))
    yield case("100,000 selections", f"{book}<Sources>{source(10, inside)}</Sources>")
    same = source(10) * 20_000
    yield case("20,000 texts of one GUID", f"{book}<Sources>{same}</Sources>")
    yield case(
        "one text of 40 MB", f"{book}<Sources>{source(10, text='a ' * 20_000_000)}</Sources>"
    )
    users = "".join(f'<User guid="{UUID(int=n)}" name="u"/>' for n in range(200_000))
    yield case("200,000 users", f"<Users>{users}</Users>{book}<Sources>{source(10)}</Sources>")
    lots = "".join(f'<Code guid="{UUID(int=n)}" name="c{n}"/>' for n in range(1, 20_000))
    yield case("20,000 codes", f"<CodeBook><Codes>{lots}</Codes></CodeBook>")
    notes = "".join(
        f'<Note guid="{UUID(int=n)}"><PlainTextContent>a</PlainTextContent></Note>'
        for n in range(100, 100_000)
    )
    yield case("100,000 notes", f"{book}<Sources>{source(10)}</Sources><Notes>{notes}</Notes>")
    variables = "".join(
        f'<Case guid="{UUID(int=n)}" name="c{n}"><SourceRef targetGUID="{UUID(int=10)}"/></Case>'
        for n in range(100, 50_000)
    )
    yield case("50,000 cases", f"{book}<Sources>{source(10)}</Sources><Cases>{variables}</Cases>")
    for what, packed in (("300 MB of zeros", zeros(6)), ("20,000 files", many_files(20_000))):
        yield f"a.qdpx, {what}", partial(read_project_file, packed, file_name="a.qdpx")


def tables() -> Iterator[Case]:
    from analysis.coding.attributes.table import LONGEST_TABLE as LONGEST_ATTRIBUTES
    from analysis.coding.attributes.table import read_table
    from survey.interviews.import_table import LONGEST_TABLE, _read
    from survey.recruitment.addresses import LARGEST, read_addresses

    def addresses(text: str) -> Callable[[], object]:
        return lambda: read_addresses(text[:LARGEST])

    yield "addresses, 60,000 in a list", addresses("".join(f"a{n}@b.org\n" for n in range(60_000)))
    yield "addresses, signs of an address", addresses("@" * 1_000_000)
    yield "addresses, lines without one", addresses("a\n" * 500_000)
    yield "addresses, lines with one sign", addresses("@\n" * 500_000)
    yield "addresses, one long name", addresses("a." * 499_000 + "@b.org")
    yield "addresses, one long host", addresses("a@" + "b." * 499_000)
    yield "addresses, a long host in each line", addresses(f"a@{'b-' * 120}.\n" * 4_100)
    yield "addresses, brackets", addresses("<" * 1_000_000)

    def attributes(text: str) -> Callable[[], object]:
        return lambda: read_table(text[:LONGEST_ATTRIBUTES])

    yield "attributes, rows", attributes("case;a\n" + "".join(f"{n};b\n" for n in range(120_000)))
    yield "attributes, columns", attributes("case;" + ";".join(map(str, range(140_000))) + "\na;b")
    yield "attributes, separators", attributes("case;a\n" + ";" * 990_000)

    def sample(text: str) -> Callable[[], object]:
        return lambda: _read(text[:LONGEST_TABLE])

    yield "sample table, rows", sample("number;language\n" + "a;en\n" * 390_000)
    yield "sample table, columns", sample(";" * 1_990_000)


def studies() -> Iterator[Case]:
    from survey.studies.drafts.check import check_draft
    from survey.studies.drafts.upload import LARGEST_UPLOAD, uploaded_files
    from survey.studies.models import Study

    def checked(text: str) -> Callable[[], object]:
        study = Study(slug="a")
        return lambda: check_draft(study, uploaded_files("study.yaml", text.encode()[:999_999]))

    head = "study: a\nversion: '1.0'\n"
    yield (
        "study.yaml, 30,000 scenarios",
        checked(head + "scenarios:\n" + "".join(f" s{n}: {{title: a}}\n" for n in range(30_000))),
    )
    yield "study.yaml, many keys", checked("".join(f"k{n}: a\n" for n in range(90_000)))
    yield "study.yaml, brackets", checked(head + "a: " + "[" * 990_000)
    yield "study.yaml, dashes", checked(head + "a:\n" + "- a\n" * 240_000)
    yield "study.yaml, one long text", checked(head + "title: " + "a " * 490_000)
    for what, packed in (("300 MB of zeros", zeros(6)), ("50,000 files", many_files(50_000))):
        yield f"study.zip, {what}", partial(uploaded_files, "a.zip", packed[:LARGEST_UPLOAD])


def archive(files: dict[str, str]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return stream.getvalue()


def zeros(files: int) -> bytes:
    """An archive of a few hundred kilobytes that unpacks to 50 MB for each file."""
    return archive({f"word/{number}.xml": "\0" * 49_999_999 for number in range(files)})


def many_files(number: int) -> bytes:
    return archive({f"word/{n}.xml": "" for n in range(number)})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
