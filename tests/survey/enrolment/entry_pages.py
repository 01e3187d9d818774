"""The pages by which somebody enters a study, and the addresses of the panel that sent them."""

import re
from typing import Any

from django.test import Client

from survey.simulation.walker import hidden_in
from tests.survey.walker import STATEMENTS, Walker

PANEL = "?PROLIFIC_PID=prolific-ann&STUDY_ID=9b2c&SESSION_ID=7d3e"
HOST = "https://panel.example/"
DONE, OUT = f"{HOST}done?code=DONE", f"{HOST}out?code=OUT"
NO, FULL = f"{HOST}no?code=NO", f"{HOST}full?code=FULL"
PAGE = f"/studies/by-panel/{PANEL}"


def consent(client: Client, address: str) -> Any:
    """From the page of the study to what follows the consent."""
    page = client.get(address).content.decode()
    take_part = re.search(r'<a href="([^"]+)" class="button" lang="en">Take part', page)
    assert take_part is not None, page
    link = take_part[1].replace("&amp;", "&")
    hidden = hidden_in(client.get(link))  # type: ignore[arg-type]
    ticked = dict.fromkeys(STATEMENTS, "on")
    return client.post(link, {**hidden, "agree": "yes", **ticked})


def include(client: Client, agreed: Any, answer: str = "yes") -> Any:
    """Send the form that came with the answer to a consent, to where it says."""
    action = re.search(r'action="([^"]+)"', agreed.content.decode())
    assert action is not None
    address = action[1].replace("&amp;", "&")
    return client.post(address, {**hidden_in(agreed), "developed_models": answer})


def begin(client: Client, address: str, answer: str = "yes") -> Any:
    return include(client, consent(client, address), answer)


def finish(client: Client, begun: Any) -> str:
    walker = Walker(client)
    walker.home = begun.headers["Location"]
    walker.finish()
    return walker.read()


def text(response: Any) -> str:
    return str(response.content.decode())


def led_to(page: str) -> set[str]:
    return {address for address in (DONE, OUT, NO, FULL) if address in page}
