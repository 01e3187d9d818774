"""Whatever data or results leave by any address are in the log of changes, once each."""

from typing import Any

import pytest

from tests.permissions.asking import Answer, ask
from tests.permissions.people import everything
from tests.permissions.table import table

pytestmark = [
    pytest.mark.slow,
    pytest.mark.any_database,
    pytest.mark.usefixtures("refusals_unlogged", "quick_report", "unrendered"),
    pytest.mark.django_db(databases=["default", "recruitment"]),
]

DATA = ("text/csv", "application/zip", "application/json", "application/pdf", "audio/")

NOT_NOTED = {
    # Participants' own, on their own link.
    "take-part/<slug:token>/my-answers.json",
    # The same for every study and everybody.
    "admin/study.schema.json",
    "admin/autocomplete/",
    "admin/jsi18n/",
    "api/schema/",
    # How the server is, without a study in it.
    "healthz",
    # What trials show was computed from public data; nobody took part in it.
    "api/bundles/",
    "api/bundles/<str:digest>/",
    "api/bundles/<str:digest>/errors/<path:error>/trial/",
    # The study's own file and numbers of people, as its pages show them.
    "api/studies/",
    "api/studies/<slug:slug>/",
    "api/studies/<slug:slug>/counts/",
    "api/studies/<slug:slug>/tables/",
    "api/studies/<slug:slug>/versions/",
    "api/studies/<slug:slug>/versions/<str:label>/",
}

SENT: dict[str, dict[str, Any]] = {
    "analysis/studies/<slug:slug>/export/": {"who": "people", "formats": ["xlsx"]},
    "analysis/studies/<slug:slug>/export/archive/": {"who": "people", "licence": ""},
    "admin/analysis/studyreport/<path:object_id>/change/": {"formats": ["html"]},
}
"""Forms that are answered by a file."""

KNOWN = {
    "admin/operations/change/csv/",
    "admin/studies/<slug:slug>/log/changes.csv",
    "admin/survey/interviewee/of/<slug:slug>/<str:population>/participants.csv",
    "admin/analysis/codebook/<int:pk>/memos/<str:population>/memos.csv",
    "admin/analysis/codebook/<int:pk>/results/<str:population>/themes.csv",
    "admin/analysis/designspacetrace/<int:pk>/trace.csv",
    "api/studies/<slug:slug>/tables/<str:name>/",
    *SENT,
}
"""Some that have to be among those looked at."""


@pytest.fixture
def quick_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of a report without its statistics, which other tests compute."""

    class Report:
        stem = "report"

    monkeypatch.setattr("analysis.report.writers.written", lambda *_: {"report.html": b"report"})
    monkeypatch.setattr("analysis.report.of_study.report_of", lambda *_, **__: Report())
    monkeypatch.setattr("analysis.report.writers.html.html", lambda _report: "a report")
    monkeypatch.setattr("analysis.report.page.report_of", lambda *_: Report())


def is_download(answer: Answer) -> bool:
    kind = answer.headers.get("Content-Type", "")
    attached = answer.headers.get("Content-Disposition", "").startswith("attachment")
    return answer.status == "200" and (attached or kind.startswith(DATA))


def notes(answer: Answer) -> int:
    return sum(sql.startswith('INSERT INTO "operations_change"') for sql in answer.written)


def test_each_download_of_a_study_is_noted_once_and_no_page_is() -> None:
    world = everything()
    wrong, noted = [], set()
    for route in table():
        person = "participant A" if route.startswith("take-part/") else "superuser"
        for method, form in [("GET", None), *([("POST", SENT[route])] if route in SENT else [])]:
            answer = ask(world, route, person, method, form=form)
            expected = int(is_download(answer) and route not in NOT_NOTED)
            if notes(answer) != expected:
                wrong.append(f"{method} {route}: {notes(answer)} entries instead of {expected}")
            if notes(answer):
                noted.add(route)
    assert wrong == []
    assert noted >= KNOWN
