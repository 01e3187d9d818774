"""An HTTP client that keeps cookies and follows redirects, as a browser does."""

import http.client
from abc import ABC, abstractmethod
from time import perf_counter
from urllib.parse import urlencode, urlsplit


class HttpClient:
    """`pages` holds the seconds from each submit to the next page, `applies` those of an Apply.

    `names` holds for each of the pages the last part of the address that was sent.
    """

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.pages: list[float] = []
        self.names: list[str] = []
        self.applies: list[float] = []
        self.requests = 0
        self.address = self.text = ""

    def get(self, address: str) -> None:
        """Open a page, following redirects."""
        self._follow(*self._ask("GET", address))

    def submit(self, answers: dict[str, object]) -> None:
        self.names.append(urlsplit(self.address).path.rstrip("/").rpartition("/")[2])
        start = perf_counter()
        self._follow(*self.send(answers))
        self.pages.append(perf_counter() - start)

    def apply(self, setting: dict[str, object]) -> None:
        """Send an Apply, then follow to the page that shows it; both are timed."""
        self.names.append("Apply")
        start = perf_counter()
        answer = self.send(setting)
        self.applies.append(perf_counter() - start)
        self._follow(*answer)
        self.pages.append(perf_counter() - start)

    def send(self, answers: dict[str, object]) -> tuple[int, str, str]:
        return self._ask("POST", self.address, urlencode(answers, doseq=True))

    def _follow(self, status: int, location: str, body: str) -> None:
        while status in {302, 303, 307}:
            status, location, body = self._ask("GET", location)
        if status != 200:
            raise AssertionError(f"{status} at {self.address}: {body[:500]}")
        self.text = body

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str, str]:
        parts = urlsplit(address)
        self.address = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, self.address, body, headers)
        self.requests += 1
        response = self.connection.getresponse()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, response.headers.get("Location", ""), response.read().decode()


class ParticipantClient(HttpClient, ABC):
    @abstractmethod
    def take_part(self) -> None:
        """Walk from the first page of a study to its last."""
