"""Every address, asked for by everybody: who gets in, what comes along, and what it changes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import resolve

from tests.permissions.asking import Answer, ask
from tests.permissions.markup import asked_elsewhere, inline_code
from tests.permissions.people import PEOPLE, STRANGER, WORDS, Everything, everything
from tests.permissions.routes import all_routes
from tests.permissions.statuses import LOG_IN, MANAGERS
from tests.permissions.table import PARTICIPANTS, PUBLIC, table
from tests.permissions.workspace import SHOW_ANSWERS

METHODS = ("PUT", "PATCH", "DELETE")

# Where no link is in the address, they ask exactly what anybody asks.
WITH_A_LINK = ("participant A", "participant B")

# Whatever is at such an address, with its version, stays as it is, and is no person's.
NAMED_BY_CONTENT = {
    "pictures/<str:digest>.<str:suffix>",
    "api/bundles/<str:digest>/",
    "api/bundles/<str:digest>/errors/<path:error>/trial/",
    "admin/analysis/codinground/<int:pk>/desk/colours.css",
}

# About accounts and bundles, which belong to no study.
OF_NO_STUDY = (
    "admin/<",
    "admin/attribution/",
    "admin/auth/",
    "admin/help/",
    "admin/new-password/",
    "admin/operations/",
    "admin/people/",
    "admin/r/",
    "api/bundles/",
)
# The schema and the help are the same for everybody, and name a study that ships as an example.
OF_THEIR_OWN = {
    "admin/help/",
    "admin/help/<path:name>/",
    "admin/logout/",
    "admin/study.schema.json",
}

both_databases = pytest.mark.django_db(databases=["default", "recruitment"])

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("refusals_unlogged")]

SEE_MOST = ("participant A", "superuser")
"""For whom each page is made up, so that every database has a say in its queries."""

# That somebody is there is noted, as are downloads, sessions are looked after, and flags are made
# for whoever looks for them; reading changes nothing else.
CHANGED_BY_READING = (
    "survey_participant",
    "django_session",
    "operations_change",
    "analysis_storedflag",
    "analysis_flagcheck",
    "analysis_textdigest",
)


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    """A new route needs a row in tests/permissions/table.py: who may what with it."""
    assert sorted(table()) == all_routes()


@both_databases
@pytest.mark.parametrize(
    "person",
    [
        pytest.param(person, marks=() if person in SEE_MOST else pytest.mark.any_database)
        for person in PEOPLE
    ],
)
def test_everybody_gets_what_the_table_says_and_no_more(person: str) -> None:
    world = everything()
    wrong = []
    for route, methods in table().items():
        for method, statuses in methods.items():
            if person in WITH_A_LINK and "<slug:token>" not in route:
                assert statuses[person] == statuses["anonymous"], route
                continue
            answer = ask(world, route, person, method)
            breaches = problems(world, route, person, method, answer, statuses[person])
            wrong += [f"{method} {route} by {person}: {problem}" for problem in breaches]
    assert not wrong, "\n".join(wrong)


@pytest.mark.any_database
@both_databases
def test_nobody_meets_a_study_that_is_not_theirs() -> None:
    """Not by its address or by one of its rows, and not on a page that is about no study."""
    world = everything()
    secrets = (
        *world.secrets(),
        "small-interviews",
        world.founding.study.slug,
        world.founding.definition.title,
    )
    wrong = []
    for route in table():
        if not route.startswith(("admin/", "analysis/", "api/")) or route in OF_THEIR_OWN:
            continue
        is_of_a_study = "<" in route and not route.startswith(OF_NO_STUDY)
        for method in ("GET", "POST"):
            answer = ask(world, route, STRANGER, method)
            if is_of_a_study and answer.status not in {"404", "405"}:
                wrong.append(f"{method} {route}: {answer.status}")
            shown = [secret for secret in secrets if secret in answer.text]
            wrong += [f"{method} {route} shows {secret}" for secret in shown]
    assert not wrong, "\n".join(wrong)


def problems(
    world: Everything, route: str, person: str, method: str, answer: Answer, expected: str
) -> Iterator[str]:
    if answer.status != expected:
        yield f"{answer.status} instead of {expected}"
    yield from wrong_headers(route, answer.headers)
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        yield from inline_code(answer.text, answer.headers.get("Content-Security-Policy", ""))
        yield from (f"asks {address}" for address in asked_elsewhere(answer.text))
    if person != "participant A":
        may_read = {WORDS} if route in SHOW_ANSWERS and person in MANAGERS else set()
        secrets = set(world.secrets()) - may_read
        yield from (f"tells {secret}" for secret in secrets if secret in answer.text)
    if method == "GET":
        yield from (
            statement for statement in answer.written if not may_be_changed_by_reading(statement)
        )


def may_be_changed_by_reading(sql: str) -> bool:
    return any(f'"{table}"' in sql for table in CHANGED_BY_READING)


def wrong_headers(route: str, headers: dict[str, str]) -> Iterator[str]:
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"policy {policy!r}"
    is_private = route in PUBLIC | PARTICIPANTS and not route.startswith("pictures/")
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin" if is_private else "same-origin",
    }
    for name, value in wanted.items():
        if headers.get(name) != value:
            yield f"{name} is {headers.get(name)}"
    if route not in NAMED_BY_CONTENT and "no-store" not in headers.get("Cache-Control", ""):
        yield "may be kept by caches"


def who_may_most(route: str) -> str:
    return "participant A" if route.startswith("take-part/") else "superuser"


@pytest.mark.any_database
@both_databases
@pytest.mark.usefixtures("unrendered")
def test_nothing_is_changed_by_a_form_without_its_token() -> None:
    world = everything()
    for route in table():
        answer = ask(world, route, who_may_most(route), "POST", enforce_csrf_checks=True)
        assert answer.status in {"403", "405"}, f"{route}: {answer.status}"
        assert answer.written == [], route


@pytest.mark.any_database
@both_databases
@pytest.mark.usefixtures("unrendered")
def test_nothing_is_changed_by_a_method_that_no_form_sends() -> None:
    """Each address by one of them in turn, and by all where its view is a class."""
    world = everything()
    for number, route in enumerate(table()):
        address = world.address(route, who_may_most(route))
        for method in METHODS if is_of_methods(address) else METHODS[number % len(METHODS) :][:1]:
            answer = ask(world, route, who_may_most(route), method)
            assert answer.status == LOG_IN or int(answer.status) < 500, f"{route}: {answer.status}"
            changed = [
                statement
                for statement in answer.written
                if not may_be_changed_by_reading(statement)
            ]
            assert changed == [], f"{method} {route}: {changed}"


def is_of_methods(address: str) -> bool:
    """Whether the view is a class, which may have a function of its own for any method."""
    view: Any = resolve(address).func
    return hasattr(view, "view_class") or hasattr(view, "cls")
