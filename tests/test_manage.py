"""What the command line does before a command begins."""

import pytest

from manage import Commands


@pytest.mark.parametrize(
    ("name", "checks"), [("load_study", ()), ("report", ()), ("serve", "__all__")]
)
def test_only_a_command_that_shows_pages_has_them_all_checked(name: str, checks: object) -> None:
    """The checks import every page, which takes as long as all else that a command begins with."""
    commands = Commands(["manage.py", name, "--help"])
    assert commands.fetch_command(name).requires_system_checks == checks
