"""The page that is answered to every request, as a WSGI application."""

import json
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from wsgiref.types import StartResponse, WSGIEnvironment

from config.maintenance.sent_form import LARGEST, Fields, sent_fields

RETRY_AFTER = 30
"""Seconds after which a program may ask again, as where storage fails."""

PARTICIPANTS = ("/take-part/", "/studies/")
"""Where what was sent is given back. On other pages it could be a password or a file."""

HERE = Path(__file__).parent
STYLE = (HERE / "page.css").read_text(encoding="utf-8")
PAGE = Template((HERE / "page.html").read_text(encoding="utf-8"))
BODIES = {
    name: Template((HERE / f"{name}.html").read_text(encoding="utf-8"))
    for name in ("kept", "sent", "away")
}
POLICY = {
    "default-src": "'none'",
    # The page has no file beside it: nothing but this server answers.
    "style-src": f"'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = [
    ("Content-Security-Policy", "; ".join(f"{name} {value}" for name, value in POLICY.items())),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "strict-origin"),  # with none at all, the form sent again is refused
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Retry-After", str(RETRY_AFTER)),
]
STATUS = {"status": "maintenance"}
REFUSAL = {"detail": "The server is away for a moment. Ask again later."}


class Maintenance:
    """`prefix` is the path that Needfinder lies below, such as /study; empty for none."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix.rstrip("/")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", "")).removeprefix(self.prefix)
        if path == "/healthz" or path.startswith("/api/"):
            kind, text = "application/json", json.dumps(STATUS if path == "/healthz" else REFUSAL)
        else:
            kind, text = "text/html; charset=utf-8", _page(environ, path)
        content = text.encode("utf-8", "replace")
        length = ("Content-Length", str(len(content)))
        start_response("503 Service Unavailable", [("Content-Type", kind), length, *HEADERS])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]


def _page(environ: WSGIEnvironment, path: str) -> str:
    was_sent = environ["REQUEST_METHOD"] == "POST"
    fields = _sent(environ) if was_sent and path.startswith(PARTICIPANTS) else None
    name = "away" if not was_sent else "sent" if fields is None else "kept"
    inputs = "\n".join(_hidden(*field) for field in fields or ())
    return PAGE.substitute(style=STYLE, body=BODIES[name].substitute(fields=inputs))


def _sent(environ: WSGIEnvironment) -> Fields | None:
    length = str(environ.get("CONTENT_LENGTH") or "0")
    if not length.isdecimal() or int(length) > LARGEST:
        return None
    body = environ["wsgi.input"].read(int(length))
    return sent_fields(str(environ.get("CONTENT_TYPE", "")), body)


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
