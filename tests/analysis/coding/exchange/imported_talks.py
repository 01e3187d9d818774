"""Two talks, coded in another program, as they are chosen, reviewed and imported."""

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile

from analysis.models import Codebook, Coding, CodingRound, Transcript
from tests.analysis.coding.exchange.foreign_projects import (
    ADA,
    BO,
    MEMO,
    MOOD,
    NOISE,
    OTHER,
    OVERLAP,
    selection,
)
from tests.analysis.coding.reviews import answered
from tests.analysis.coding_world import InterviewWorld, browser

CHOOSE, REVIEW = "/admin/analysis/transcript/project/", "/admin/analysis/transcript/project/review/"
ADAS = selection("It was 🐦 the data", NOISE, ADA, memo=MEMO)
BOS = selection("größer, said Anna", NOISE, BO) + selection("I see", MOOD, BO)
ADAS_TOO = selection("the classes are alike", OVERLAP, ADA, of=OTHER)
NAMES = {"Anna Schmidt": "[Person 1]"}
CONSENTED = "2026-05-04"


def sent(interviews: InterviewWorld, content: bytes, **changed: str) -> dict[str, object]:
    file = SimpleUploadedFile("talks.qdpx", content)
    study = str(interviews.study.pk)
    return {"file": file, "study": study, "title": "Talks", "slug": "talks", **changed}


def words(page: bytes) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())


def imported(
    interviews: InterviewWorld, content: bytes, *, read: str = "everything", **changed: str
) -> str:
    """Choose and review; the text of the page that it ends on."""
    rita = browser(interviews.rita)
    page = rita.post(CHOOSE, sent(interviews, content, **changed)).content.decode()
    review = {**answered(page, NAMES), "read": read, "consented_on": CONSENTED}
    return words(rita.post(REVIEW, review, follow=True).content)


def quotes(round_: CodingRound) -> set[tuple[str, str, str, str]]:
    codings = Coding.objects.filter(round=round_).select_related("unit", "theme", "coder")
    return {
        (
            coding.coder.name if coding.coder else "",
            coding.theme.name,
            coding.unit.text[coding.start : coding.end],
            coding.memo,
        )
        for coding in codings
    }


def nothing_is_there() -> bool:
    tables = (Codebook.objects.filter(slug="talks"), Transcript.objects, CodingRound.objects)
    return not any(table.exists() for table in tables) and not Coding.objects.exists()
