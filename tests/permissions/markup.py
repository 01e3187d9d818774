"""What a policy without inline code would stop, found in a page before a browser finds it."""

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

DATA = ("application/json", "application/ld+json")


class _Inline(HTMLParser):
    def __init__(self, policy: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self._policy = policy

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "script" and "src" not in attributes and attributes.get("type") not in DATA:
            self.inline.append("<script>")
        for name, value in attrs:
            where = (value or "").strip().lower()
            if name == "style" or name.startswith("on") or where.startswith("javascript:"):
                self.inline.append(f'<{tag} {name}="{value}">')

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":
            digest = b64encode(sha256(data.encode()).digest()).decode()
            if f"'sha256-{digest}'" not in self._policy:
                self.inline.append("<style>")


def inline_code(page: str, policy: str = "") -> list[str]:
    """Inline scripts, handlers and styles, but for a style that the policy names by its digest."""
    parser = _Inline(policy)
    parser.feed(page)
    return parser.inline


class _Asked(HTMLParser):
    """What a browser fetches by itself, and where a form goes; links wait for somebody to click."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            is_fetched = name in {"src", "srcset", "poster", "data", "action", "formaction"}
            where = (value or "").strip().lower()
            if where.startswith("data:image/"):  # embedded: nobody is asked
                continue
            if (is_fetched or (tag in {"link", "base"} and name == "href")) and (
                "//" in where.partition("?")[0]
            ):
                self.addresses.append(where)


def asked_elsewhere(page: str) -> list[str]:
    """Addresses on other hosts that opening the page, or a form on it, would ask."""
    parser = _Asked()
    parser.feed(page)
    return parser.addresses
