"""Two people changed one file: both texts beside each other, and a choice."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from django.http import HttpRequest, HttpResponse

from survey.studies.drafts.find import draft_of, files_of
from survey.studies.models import Study
from workspace.frame.pages import study_page

LINES_AROUND = 2
"""How many lines that are the same are shown before and after a difference."""


class Line(NamedTuple):
    """A line of the difference; `number` is that in the text it is from, 0 for a gap."""

    kind: Literal["same", "mine", "stored", "gap"]
    number: int
    text: str


def line_difference(mine: str, stored: str) -> Iterator[Line]:
    """What differs between two texts, with the lines around it."""
    own, other = mine.splitlines(), stored.splitlines()
    groups = list(
        SequenceMatcher(None, own, other, autojunk=False).get_grouped_opcodes(LINES_AROUND)
    )
    for number, group in enumerate(groups):
        if number or group[0][1] > 0:
            yield Line("gap", 0, "")
        for tag, begin, end, other_begin, other_end in group:
            if tag == "equal":
                yield from (Line("same", at + 1, own[at]) for at in range(begin, end))
                continue
            yield from (Line("mine", at + 1, own[at]) for at in range(begin, end))
            yield from (Line("stored", at + 1, other[at]) for at in range(other_begin, other_end))


def conflict_page(
    request: HttpRequest, study: Study, path: str, mine: str, why: str
) -> HttpResponse:
    draft = draft_of(study)
    stored = files_of(study).get(path, b"").decode()
    text = mine.replace("\r\n", "\n")
    context: dict[str, Any] = {
        "why": why,
        "path": path,
        "mine": text,
        "stored": stored,
        "lines": list(line_difference(text, stored)),
        "draft": draft,
    }
    title = f"Two texts of {path}"
    return study_page(request, study, "drafts/conflict.html", title, status=409, **context)
