"""What people write is shown as words on every page and in every table, whatever it looks like."""

import csv
import io
from collections.abc import Iterator

import pytest

from analysis.models import Coding, CodingRound, Theme
from tests.fuzzing.forms import of_a_consensus
from tests.permissions.asking import ask
from tests.permissions.markup import asked_elsewhere, inline_code
from tests.permissions.people import Everything, everything
from tests.permissions.table import table

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.django_db(databases=["default", "recruitment"]),
    pytest.mark.usefixtures("refusals_unlogged"),
]

NASTY = (
    "=cmd|'/C calc'!A0 <script>alert(1)</script><img src=//e.example/x onerror=alert(1)> {{7*7}} "
    "{% now 'Y' %} ![](http://e.example/x) [a](javascript:alert(1)) \\input{/etc/passwd} \u202etxt"
)


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Everything:
    """In an answer, a theme, a memo and the title of a round, one compared and one still coded."""
    monkeypatch.setattr("tests.permissions.people.WORDS", NASTY)
    world = everything()
    Theme.objects.filter(pk=world.theme.pk).update(name=NASTY[:100], definition=NASTY)
    Coding.objects.update(memo=NASTY)
    CodingRound.objects.update(title=NASTY[:100])
    return world


def pages(world: Everything) -> Iterator[tuple[str, dict[str, str], str]]:
    """Address, headers and text of everything that anybody may read."""
    compared = next(form.address for form in of_a_consensus(world)).split("comparison/")[0]
    for person in ("superuser", "coder", "participant A"):
        for route, methods in table().items():
            if methods["GET"][person] == "200":
                answer = ask(world, route, person, "GET")
                yield route, answer.headers, answer.text
    for part in ("comparison/", "agreement/", "exports/", "agreement.csv", "matrix.csv", "change/"):
        response = world.client("superuser").get(compared + part)
        assert response.status_code == 200, part
        yield compared + part, dict(response.headers), response.content.decode()


@pytest.mark.slow
def test_no_page_runs_fetches_or_computes_what_somebody_wrote(planted: Everything) -> None:
    shown = 0
    for address, headers, text in pages(planted):
        kind, policy = headers.get("Content-Type", ""), headers["Content-Security-Policy"]
        if kind.startswith(("text/html", "image/svg")):
            assert "<script>alert" not in text, address
            assert inline_code(text, policy) == asked_elsewhere(text) == [], address
            if "&lt;script&gt;alert(1)" in text:
                shown += "{{7*7}}" in text
        elif kind.startswith("text/csv"):
            cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))], address
    assert shown >= 5
