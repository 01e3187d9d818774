"""Whatever is done to the shipped study file, reading it ends in a study or in sentences."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.design.path import participant_path
from survey.design.problems import StudyFileError
from survey.design.reading import read_study, stored_definition
from tests.world import FOUNDING

TEXT = FOUNDING.read_text()
LINES = TEXT.splitlines(keepends=True)
WORDS = [
    "",
    "null",
    "[]",
    "{}",
    "- a",
    "key: key",
    "  ",
    "\t",
    "&a",
    "*a",
    "!!binary",
    "'",
    '"',
    "|",
    "0",
    "-1",
    "1e999",
    ".inf",
    "nan",
    "yes",
    "\u202e",
    "\U0001f426",
    "\0",
    "\\ud800",
    '"\\ud800"',
    "{file: ../../x.md}",
    "extends: study.yaml",
    "x" * 60_000,
    "?",
    "---",
]

words = st.sampled_from(WORDS) | st.text(max_size=12)
lines = st.integers(0, len(LINES) - 1)


@st.composite
def broken_studies(draw: st.DrawFn) -> str:
    """The shipped file with lines deleted, doubled, moved or given another value."""
    text = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        at, word = draw(lines) % len(text), draw(words)
        key, colon, _value = text[at].partition(": ")
        match draw(st.sampled_from(["delete", "double", "move", "value", "insert", "indent"])):
            case "delete":
                del text[at]
            case "double":
                text.insert(at, text[at])
            case "move":
                text.insert(draw(lines) % len(text), text.pop(at))
            case "value":
                text[at] = f"{key}{colon}{word}\n"
            case "insert":
                text.insert(at, word + "\n")
            case "indent":
                text[at] = "  " + text[at]
    return "".join(text)


def read_or_refuse(folder: Path, content: bytes) -> None:
    file = folder / "tda-needfinding" / "study.yaml"
    file.write_bytes(content)
    try:
        study = read_study(file, bundles={"fashion", "iris", "loan"})
    except StudyFileError as error:
        assert error.problems
        assert all(problem.message and problem.remedy for problem in error.problems)
        assert all(problem.location.line >= 0 for problem in error.problems)
        str(error).encode()
    else:
        assert stored_definition(study.content) == study.definition
        assert participant_path(study.survey, list(study.survey.scenarios))


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=broken_studies())
def test_a_mutated_study_is_read_or_refused_in_sentences(study_folder: Path, text: str) -> None:
    read_or_refuse(study_folder, text.encode("utf-8", "surrogatepass"))


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, len(TEXT) - 1), byte=st.binary(min_size=1, max_size=3))
def test_a_byte_more_or_another_is_no_traceback(study_folder: Path, at: int, byte: bytes) -> None:
    content = TEXT.encode()
    read_or_refuse(study_folder, content[:at] + byte + content[at + len(byte) :])


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_any_bytes_are_read_or_refused(study_folder: Path, content: bytes) -> None:
    read_or_refuse(study_folder, content)
