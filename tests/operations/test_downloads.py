"""Who took what data out of which study, and when, is in the log before the first byte leaves."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from operations.downloads import note_attachments
from operations.models import Change
from survey.studies.downloads import note_download
from survey.studies.models import Study
from tests.operations.newest_change import newest
from tests.world import World

pytestmark = pytest.mark.django_db

ATTACHED = {"Content-Disposition": 'attachment; filename="memos.csv"'}


def downloads() -> list[Change]:
    return list(Change.objects.filter(kind="downloaded"))


def asked(
    study: Study | None, view: Callable[[HttpRequest], HttpResponse], method: str = "GET"
) -> HttpResponse:
    request = RequestFactory().generic(method, "/admin/somewhere/")
    request.study = study  # type: ignore[attr-defined]
    return note_attachments(view)(request)


def test_a_download_is_noted_with_its_study_and_its_details(world: World) -> None:
    note_download(world.founding.study, "data package", {"population": "people"})
    change = newest()
    assert (change.kind, change.study) == ("downloaded", "tda-needfinding")
    assert (change.what, change.which) == ("download", "data package")
    assert change.details == {"population": "people"}
    assert "run by" in change.by


def test_a_file_that_no_page_noted_is_noted_by_its_name(world: World) -> None:
    asked(world.founding.study, lambda _request: HttpResponse(headers=ATTACHED))
    assert [(one.which, one.details) for one in downloads()] == [
        ("memos.csv", {"address": "/admin/somewhere/"})
    ]


def test_a_file_that_its_page_noted_is_noted_once(world: World) -> None:
    study = world.founding.study

    def view(_request: HttpRequest) -> HttpResponse:
        note_download(study, "data package")
        return HttpResponse(headers=ATTACHED)

    asked(study, view)
    asked(study, view)
    assert [one.which for one in downloads()] == ["data package", "data package"]


def test_pages_refusals_and_what_is_about_no_study_are_not_noted(world: World) -> None:
    study = world.founding.study
    asked(study, lambda _request: HttpResponse("a page"))
    asked(study, lambda _request: HttpResponse(status=404, headers=ATTACHED))
    asked(study, lambda _request: HttpResponse(headers=ATTACHED), "HEAD")
    asked(None, lambda _request: HttpResponse(headers=ATTACHED))
    assert downloads() == []
