"""Accounts and members: everybody but the first one comes in by a link."""

from checks.walkthrough.without_a_shell.somebody import PASSWORD, Somebody


def first_administrator(root: Somebody, setup_code: str) -> None:
    root.open("/admin/")
    root.look("first-start")
    root.page.get_by_label("Setup code").fill(setup_code)
    _make_account(root, "Make the account")
    root.look("home")


def let_in_researcher(root: Somebody, rita: Somebody) -> None:
    """A link to an account, and then the right to make studies."""
    root.follow("People")
    root.look("accounts")
    root.page.get_by_label("For whom").fill(rita.name)
    root.press("Make a link")
    root.look("link")
    _join(root, rita)
    rita.look("home-before")
    root.follow("Back to the people")
    root.follow(rita.name, "main")
    root.look("account")
    root.press("Let make studies")
    root.look("account-of-a-researcher")


def invite(rita: Somebody, other: Somebody, role: str) -> None:
    """A link into the study with a role, for somebody who has no account yet."""
    rita.follow("People", ".beside")
    rita.look(f"invite-a-{role}")
    form = rita.page.locator("form", has=rita.page.get_by_role("button", name="Make a link"))
    form.get_by_label("For whom").fill(other.name)
    form.get_by_label(f"{role}:").check()
    rita.press("Make a link")
    rita.look("link")
    _join(rita, other)
    other.look(f"first-page-of-a-{role}")


def _join(host: Somebody, guest: Somebody) -> None:
    guest.open(host.page.locator("code.once").inner_text())
    guest.look("join")
    _make_account(guest, "Make the account and join")


def _make_account(who: Somebody, button: str) -> None:
    who.page.get_by_label("User name").fill(who.name)
    for label in ("Password:", "Password again"):
        who.page.get_by_label(label, exact=label.endswith(":")).fill(PASSWORD)
    who.press(button)
