"""Files of other programs, damaged in every way, are read or refused in one sentence."""

import json
import re
from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.coding.exchange.interviews import interviews_of
from analysis.coding.exchange.reading import read_codebook_file, read_project_file
from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.store import store_transcript, turns_of
from analysis.coding.transcripts.turns import LONGEST_SPEAKER, Turn
from analysis.errors import AnalysisError
from core.control_characters import control_character
from core.zip_files import packed, unpacked
from tests.analysis.coding.transcripts.reading_files import SAMPLES
from tests.analysis.coding_world import InterviewWorld
from tests.world import NOON

FILES = {file.name: file.read_bytes() for file in sorted(SAMPLES.rglob("*.*"))}
FILES["monologue.txt"] = b"P1: so\n" + b"and then\n" * 5_000
REFUSED = {"whisper_huge_int.json", "whisper_nul.json", "whisper_surrogate.json"}
INNER = {".docx": "word/document.xml", ".qdpx": "project.qde"}
"""The part of an archive that is damaged inside it, where its checksum hides nothing."""
NUMBERS = ["9" * 10_000, "1e400", "NaN", "-Infinity", "-1", "0.5"]
WORDS = ['""', '"\\u0000"', '"\\ud83d"', '"\\u0085"', "[]", "{}", "null", "true", '"a: b"']
BYTES = [b"\0", b"\xff", b"\r", b"\n", b"\t", b":", b"<", b">", b"&#0;", b"-->", b"\xed\xa0\xbd"]
BYTES += [b"&#" + b"9" * 5_000 + b";", b"\xff\xfe", b"\xef\xbb\xbf", b"<v a"]


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """The bytes flipped, cut, doubled, or with pieces of other files and odd signs in them."""
    for _time in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 40)))
        another = FILES[draw(st.sampled_from(sorted(FILES)))]
        at = draw(st.integers(0, len(another)))
        piece = draw(
            st.one_of(
                st.just(b""),
                st.sampled_from(BYTES),
                st.binary(max_size=4),
                st.just(content[start:end] * 2),
                st.just(another[at : at + 60]),
            )
        )
        content = content[:start] + piece + content[end:]
        if draw(st.integers(0, 5)) == 0:
            content = content[:start]
    return content


@st.composite
def with_odd_values(draw: st.DrawFn, content: bytes) -> bytes:
    """JSON of which values are others, or are gone."""
    whole = json.loads(content, parse_int=float)
    odd: dict[str, str] = {}
    for number in range(draw(st.integers(1, 3))):
        holder, key = draw(st.sampled_from(places_in(whole) or [({}, "text")]))
        if draw(st.booleans()) and isinstance(holder, dict):
            holder.pop(key, None)
        elif key in holder or isinstance(holder, list):
            holder[key] = f"@{number}@"
            odd[f'"@{number}@"'] = draw(st.sampled_from(NUMBERS + WORDS))
    text = json.dumps(whole)
    for mark, value in odd.items():
        text = text.replace(mark, value)
    return text.encode()


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Every place inside a value of JSON: what holds it, and its key or index there."""
    if not isinstance(value, dict | list):
        return []
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    return [place for key, part in inner for place in [(value, key), *places_in(part)]]


@st.composite
def with_other_elements(draw: st.DrawFn, content: bytes) -> bytes:
    """XML in which all elements of one name, or one attribute, have another name of the file."""
    names = sorted(set(re.findall(rb"(?<=<)[\w:]+|(?<= )[\w:]+(?==\")", content)))
    old, new = draw(st.sampled_from(names)), draw(st.sampled_from(names))
    return re.sub(rb"(?<=[</ ])%s(?=[ >/=])" % re.escape(old), new, content)


@st.composite
def changed(draw: st.DrawFn, name: str) -> bytes:
    content = FILES[name]
    ending = Path(name).suffix
    if ending == ".json" and draw(st.booleans()):
        return draw(with_odd_values(content))
    if ending in INNER and draw(st.booleans()):
        parts = unpacked(content, name)
        inner = parts.pop(INNER[ending])
        change = draw(st.sampled_from([damaged, with_other_elements]))
        return packed([(INNER[ending], draw(change(inner))), *parts.items()])
    return draw(damaged(content))


def read_and_checked(name: str, content: bytes) -> None:
    read = read_transcript(name, content)
    assert read.turns
    assert all(map(is_storable, read.turns))
    assert all(remark.endswith(".") for remark in read.remarks)


def is_storable(turn: Turn) -> bool:
    times = [time for time in (turn.start, turn.end) if time is not None]
    return (
        bool(turn.text.strip())
        and len(turn.speaker) <= LONGEST_SPEAKER
        and control_character(f"{turn.speaker}{turn.text}") is None
        and all(isinstance(time, float | int) and isfinite(time) and time >= 0 for time in times)
        and times == sorted(times)
    )


def read_project(name: str, content: bytes) -> None:
    interviews_of(read_project_file(content, file_name=name))


def read_qdc(name: str, content: bytes) -> None:
    read_codebook_file(content, slug="interviews", title="Interviews", file_name=name)


def reader(name: str, folder: Path) -> Callable[[bytes], None]:
    def read_yaml(_name: str, content: bytes) -> None:
        file = folder / "codebook.yaml"
        file.write_bytes(content)
        read_codebook(file)

    of_ending = {".qdpx": read_project, ".qdc": read_qdc, ".yaml": read_yaml}
    read = of_ending.get(Path(name).suffix, read_and_checked)
    return lambda content: read(name, content)


@pytest.mark.parametrize("name", FILES)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_in_a_sentence(
    name: str, tmp_path: Path, data: st.DataObject
) -> None:
    content = data.draw(changed(name))
    try:
        reader(name, tmp_path)(content)
    except AnalysisError as problem:
        assert str(problem).endswith((".", "?")), problem
        assert control_character(str(problem)) is None
        if Path(name).suffix not in {".qdpx", ".qdc"}:
            assert name in str(problem)


@pytest.mark.parametrize("name", FILES)
def test_the_files_themselves_are_read_or_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    if name in REFUSED:
        with pytest.raises(AnalysisError, match=rf"^{name}, segment 1: .*\.$"):
            reader(name, tmp_path)(FILES[name])
    else:
        reader(name, tmp_path)(FILES[name])


@pytest.mark.any_database
@pytest.mark.django_db
def test_what_is_read_is_stored_as_it_is(interviews: InterviewWorld) -> None:
    person = interviews.person()
    for name in sorted(set(FILES) - REFUSED):
        if Path(name).suffix not in {".qdpx", ".qdc", ".yaml"}:
            turns = read_transcript(name, FILES[name]).turns
            transcript, _key = store_transcript(person, name, turns, {}, now=NOON)
            assert turns_of(transcript) == turns
