"""A marker in everything that somebody writes, to look for after it was deleted."""

from tests.survey.walker import BACKGROUND, ERROR, REASONS, Walker

MARKER = "zq-marker-77"


def plant(walker: Walker) -> None:
    """The marker in every free text up to the second follow-up, and in a draft there."""
    walker.send({**BACKGROUND, "gender__other": MARKER, "sector__other": MARKER})
    for scenario in ("the first", "the second"):
        while not walker.page.endswith("the_error"):
            walker.go_on_to_next()
        walker.send(dict.fromkeys(ERROR, f"{MARKER} {scenario}"))
        if scenario == "the first":
            walker.send(dict.fromkeys(REASONS, MARKER))
    walker.client.post(walker.address() + "draft/", dict.fromkeys(REASONS, MARKER))


def leave(walker: Walker, **wish: str) -> str:
    return walker.client.post(walker.home + "leave/", wish).content.decode()
