"""Who gets which status: the cells of the permission table, by role."""

from tests.permissions.people import PEOPLE

VISITORS = PEOPLE[:3]
STAFF = PEOPLE[3:]
MANAGERS = ("lead", "researcher", "superuser")
"""Of studies, of their rounds of coding and of what is found in them."""

LOG_IN = "log-in"
"""The status of a redirect to the log-in."""

Statuses = dict[str, str]
"""For every one of `PEOPLE`, the status that they get, or `LOG_IN`."""


def everybody(status: int | str) -> Statuses:
    return dict.fromkeys(PEOPLE, str(status))


def visitors(status: int | str, *, staff: int) -> Statuses:
    """One status for whoever has no account, and one for every account."""
    return dict.fromkeys(VISITORS, str(status)) | dict.fromkeys(STAFF, str(staff))


def staff(status: int) -> Statuses:
    """Every account gets this; anybody else is asked to log in."""
    return visitors(LOG_IN, staff=status)


def only(*roles: str, status: int = 200, others: int = 403) -> Statuses:
    """These roles get the status, and other accounts another one; anybody else has to log in."""
    return but(staff(others), dict.fromkeys(roles, status))


def but(most: Statuses, some: dict[str, int]) -> Statuses:
    """The statuses of most people, with those of some people in their place."""
    assert some.keys() <= set(PEOPLE), some.keys() - set(PEOPLE)
    return most | {role: str(status) for role, status in some.items()}
