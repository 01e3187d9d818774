"""The table of roles in the documentation is that of the code."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Permission

from survey.members.roles import IN_WORDS, PERMISSIONS, Role
from tests.folders import PROJECT

PAGES = PROJECT / "docs"


def expected_table() -> Iterator[str]:
    """Each permission as Django names it, and which roles have it."""
    yield f"| Permission | {' | '.join(role.label for role in Role)} |"
    yield f"|---|{'---|' * len(Role)}"
    for name in sorted(set[str]().union(*PERMISSIONS.values())):
        app, codename = name.split(".")
        words = Permission.objects.get(content_type__app_label=app, codename=codename).name
        marks = ("yes" if name in PERMISSIONS[role] else "" for role in Role)
        yield f"| {words.removeprefix('Can ')} (`{name}`) | {' | '.join(marks)} |"


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_reference_lists_what_each_role_may() -> None:
    page = (PAGES / "reference" / "roles.md").read_text(encoding="utf-8")
    table = [line for line in page.splitlines() if line.startswith("|")]
    assert table == list(expected_table())


def test_the_guide_says_of_each_role_what_its_page_says() -> None:
    page = (PAGES / "how-to" / "let-people-in.md").read_text(encoding="utf-8")
    said = dict(line.strip("| ").split(" | ") for line in page.splitlines() if " | " in line)
    words = {role.label: text for role, text in IN_WORDS.items()}
    assert {role: text for role, text in said.items() if role in words} == words
