"""What the pages of a preview share: who looks at them, what was tried, and the words filled in."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from survey.design.path import PathPage, Section
from survey.participation.page_texts import Asked, asked_with
from survey.participation.page_visits import planned_progress
from survey.preview.frame import COOKIE, Preview
from survey.preview.trials import submitted_of
from survey.preview.tried import TriedSettings


def tried_in(request: HttpRequest, preview: Preview) -> TriedSettings:
    return TriedSettings.read(request.COOKIES.get(COOKIE, ""), preview.study)


def context_of(preview: Preview, page: PathPage) -> dict[str, Any]:
    """What every page of the path is given."""
    return {
        "participant": preview.visitor(timezone.now()),
        "page": page,
        "progress": planned_progress(preview.study, preview.walk.path, page),
    }


def on_to(preview: Preview, page: PathPage) -> HttpResponse:
    return redirect(preview.address(preview.walk.after(page).name))


def words_of(preview: Preview, page: PathPage, tried: TriedSettings) -> Asked:
    """The page with its placeholders filled in: settings as tried, answers as what they are to."""
    of_trial = page.section is Section.FOLLOW_UP
    submitted = submitted_of(preview.walk, page.scenario or "", tried) if of_trial else None
    return asked_with(page, submitted, _no_answers)


def _no_answers(keys: frozenset[str]) -> Mapping[str, str]:
    return {key: f"[the answer to {key}]" for key in keys}
