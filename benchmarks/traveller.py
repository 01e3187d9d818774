"""A participant as a program: the standard library's HTTP client, one connection, cookies kept."""

import http.client
import re
from html import unescape
from time import perf_counter
from urllib.parse import urlencode, urlsplit

from tests.survey.walker import BACKGROUND, CHECK, ERROR, REASONS, SETTING, STATEMENTS, STUDY

HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|shown)" value="([^"]+)"')
EVERYTHING = {**BACKGROUND, **CHECK, **ERROR, **REASONS, "developed_models": "yes"}


class Traveller:
    """`pages` holds how long each submit took until the next page was there, in seconds."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.pages: list[float] = []
        self.applies: list[float] = []
        self.requests = 0
        self.address = self.text = ""

    def get(self, address: str) -> None:
        """Open a page, following wherever it leads."""
        self._follow(*self._ask("GET", address))

    def take_part(self) -> None:
        self.get(STUDY + "consent/")
        self._submit({**dict.fromkeys(STATEMENTS, "on"), "agree": "yes"})
        while not self.address.endswith("/compensation.compensation/"):
            if self.address.endswith(".trial/"):
                self._explore()
            else:
                self._submit(EVERYTHING)

    def _explore(self) -> None:
        trial = self.address
        for number in ("1", "5", "10"):
            self._apply({**SETTING, "number": number})
        self.get(f"{trial}?confirm=2")
        self._submit({"submit": "2"})

    def _apply(self, setting: dict[str, str]) -> None:
        """What the server takes for the Apply itself, then the page that shows it."""
        start = perf_counter()
        status, location, body = self._send({**setting, "apply": "yes"})
        self.applies.append(perf_counter() - start)
        self._follow(status, location, body)
        self.pages.append(perf_counter() - start)

    def _submit(self, answers: dict[str, object]) -> None:
        start = perf_counter()
        self._follow(*self._send(answers))
        self.pages.append(perf_counter() - start)

    def _send(self, answers: dict[str, object] | dict[str, str]) -> tuple[int, str, str]:
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(self.text)}
        return self._ask("POST", self.address, urlencode({**hidden, **answers}, doseq=True))

    def _follow(self, status: int, location: str, body: str) -> None:
        while status == 302:
            status, location, body = self._ask("GET", location)
        if status != 200:
            raise AssertionError(f"{status} at {self.address}: {body[:500]}")
        self.text = body

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str, str]:
        parts = urlsplit(address)
        self.address = parts.path + (
            f"?{parts.query}" if parts.query and "consent=" in parts.query else ""
        )
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        self.connection.request(method, target, body, headers)
        self.requests += 1
        response = self.connection.getresponse()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, response.headers.get("Location", ""), response.read().decode()
