"""What is entered at Prolific for a study, as its study file says it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from survey.design.definition import SurveyDefinition
from survey.design.panel import INSTEAD, Ending, Panel

PARAMETERS = "PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}"
"""Of the study's address, which Prolific fills in for each person."""

ENDINGS: dict[Ending, str] = {
    "completion": "Completed",
    "screened_out": "Cannot take part",
    "declined": "Did not consent",
    "stopped": "Began and stopped, or had everything deleted",
    "full": "Could not begin: full, or not open",
    "already": "Began before",
}


@dataclass(frozen=True)
class Entry:
    """A field of Prolific's form, and what goes into it."""

    field: str
    value: str


@dataclass(frozen=True)
class CompletionPath:
    """Where somebody goes back to. `code` is empty where the address holds none.

    `instead` names the ending whose address this is, where the study file gives none.
    """

    key: Ending
    ending: str
    address: str | None
    code: str
    instead: str


def study_link(address: str) -> str:
    return f"{address}?{PARAMETERS}"


def entries(study: SurveyDefinition, address: str, *, places: int) -> tuple[Entry, ...]:
    """The fields in the order in which Prolific asks for them."""
    description = "\n\n".join([*_paragraphs(study.summary), *_paragraphs(_offer(study))])
    return (
        Entry("Title", study.title),
        Entry("Description", description),
        Entry("Devices", "Desktop, tablet and mobile"),
        Entry("Study link", study_link(address)),
        Entry("How to record Prolific IDs", "I'll use URL parameters"),
        Entry("Places", str(places)),
        Entry("Estimated completion time, in minutes", str(study.duration_minutes)),
    )


def _paragraphs(text: str) -> list[str]:
    """Paragraphs of one line each, as a form takes them."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def _offer(study: SurveyDefinition) -> str:
    return study.compensation.offer or ""


def completion_paths(panel: Panel) -> Iterator[CompletionPath]:
    for key, ending in ENDINGS.items():
        address = panel.address(key)
        yield CompletionPath(
            key=key,
            ending=ending,
            address=address,
            code=code_in(address),
            instead=ENDINGS[_source(panel, key)] if address and getattr(panel, key) is None else "",
        )


def _source(panel: Panel, key: Ending) -> Ending:
    """The ending that has an address of its own, whose address this one's is."""
    while getattr(panel, key) is None:
        key = INSTEAD[key]
    return key


def code_in(address: str | None) -> str:
    """The completion code in an address of Prolific."""
    codes = parse_qs(urlsplit(address or "").query).get("cc", [])
    return codes[0] if codes else ""
