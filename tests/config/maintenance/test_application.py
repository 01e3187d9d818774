"""While the server is away, every page says so, and what a participant typed is not lost."""

import json
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from config.maintenance.application import PARTICIPANTS, Maintenance
from config.maintenance.sent_form import LARGEST, MOST_FIELDS, sent_fields
from survey.urls import urlpatterns
from tests.permissions.markup import asked_elsewhere, inline_code
from tests.survey.walker import Walker
from tests.world import World

FORM = "application/x-www-form-urlencoded"
PAGE = "/take-part/abc/pages/closing.closing/"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
Answer = tuple[str, dict[str, str], str]


def ask(
    path: str,
    body: bytes | None = None,
    kind: str = FORM,
    *,
    method: str | None = None,
    prefix: str = "",
) -> Answer:
    """The status, headers and text, given according to PEP 3333, as its validator checks."""
    sent = b"" if body is None else body
    environ: dict[str, Any] = {
        "SCRIPT_NAME": "",
        "REQUEST_METHOD": method or ("GET" if body is None else "POST"),
        "PATH_INFO": path,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(sent)),
        "wsgi.input": BytesIO(sent),
        "QUERY_STRING": "",
    }
    setup_testing_defaults(environ)
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        begun.extend((status, headers))

    answer: Any = validator(Maintenance(prefix))(environ, start_response)
    text = b"".join(answer).decode()
    answer.close()
    return begun[0], dict(begun[1]), text


def kept_in(text: str) -> list[tuple[str, str]]:
    return [(unescape(name), unescape(value)) for name, value in HIDDEN.findall(text)]


@pytest.mark.parametrize("path", ["/", "/admin/", "/static/config/site.css", PAGE])
def test_every_address_answers_503_with_a_page_that_needs_nothing_else(path: str) -> None:
    status, headers, text = ask(path)
    assert status == "503 Service Unavailable"
    assert int(headers["Retry-After"]) > 0
    assert "Everything you submitted is safe" in text
    assert asked_elsewhere(text) == []
    assert "src=" not in text
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert ask(path, method="HEAD")[2] == ""


TYPED = [
    ("csrfmiddlewaretoken", "tOkEn"),
    ("why", 'It said "no".\r\n<script>alert(1)</script> & Ünï 🐦'),
    ("which", "first"),
    ("which", "second"),
    ("empty", ""),
]


@pytest.mark.parametrize("kind", [FORM, MULTIPART_CONTENT])
@pytest.mark.parametrize("prefix", ["", "/study"])
def test_what_was_typed_is_in_the_page_escaped_and_in_order(kind: str, prefix: str) -> None:
    body = urlencode(TYPED).encode()
    if kind == MULTIPART_CONTENT:
        part = '--{}\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
        body = "".join(part.format(BOUNDARY, *field) for field in TYPED).encode()
        body += f"--{BOUNDARY}--\r\n".encode()
    _status, headers, text = ask(prefix + PAGE, body, kind, prefix=prefix)
    assert kept_in(text) == TYPED
    assert "<script>" not in text
    assert "What you just sent is not stored yet" in text
    assert '<form method="post">' in text  # to the same address
    assert inline_code(text, headers["Content-Security-Policy"]) == []


def test_a_multipart_form_is_read_as_django_writes_it() -> None:
    body = encode_multipart(BOUNDARY, {"why": "Because\r\n--of--\r\nthis", "which": ["1", "2"]})
    assert sent_fields(MULTIPART_CONTENT, body) == [
        ("why", "Because\r\n--of--\r\nthis"),
        ("which", "1"),
        ("which", "2"),
    ]


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/survey/study/1/", "/join/abc/", "/"])
def test_pages_of_the_team_give_nothing_back_as_it_could_be_a_password(path: str) -> None:
    _status, _headers, text = ask(path, b"password=planted")
    assert "planted" not in text
    assert "What you just sent is not stored." in text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"why=planted" + b"x" * LARGEST, FORM),
        (b"planted", "text/plain"),
        (b'{"why": "planted"}', "application/json"),
        (b"planted", "multipart/form-data"),
        (b"&".join([b"why=planted"] * (MOST_FIELDS + 1)), FORM),
        (
            b'--x\r\nContent-Disposition: form-data; name="w"\r\n\r\nplanted\r\n' * 10_002,
            "multipart/form-data; boundary=x",
        ),
    ],
    ids=["too long", "text", "json", "no boundary", "too many", "too many parts"],
)
def test_what_cannot_be_given_back_is_said_to_be_not_stored(body: bytes, kind: str) -> None:
    _status, _headers, text = ask(PAGE, body, kind)
    assert "planted" not in text
    assert "What you just sent is not stored." in text


@pytest.mark.parametrize(
    "body", [b"\xff\x00=%ff%00", b"%=%&&=&=", b"--x", b"--x\r\n\r\n--x--", b""]
)
@pytest.mark.parametrize(
    "kind", [FORM, "multipart/form-data; boundary=x", 'multipart/form-data; boundary="\xe9"']
)
def test_input_that_no_browser_sends_gets_the_page_as_well(body: bytes, kind: str) -> None:
    assert ask(PAGE, body, kind)[0].startswith("503")


def test_a_file_is_left_out_and_the_rest_is_kept() -> None:
    part = '--x\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    body = part.format("file", '; filename="a.txt"', "planted") + part.format("why", "", "kept")
    kept = kept_in(ask(PAGE, f"{body}--x--\r\n".encode(), "multipart/form-data; boundary=x")[2])
    assert kept == [("why", "kept")]


def test_programs_are_answered_in_their_own_form() -> None:
    for path in ("/healthz", "/api/studies/"):
        status, headers, text = ask(path)
        assert status.startswith("503")
        assert headers["Content-Type"] == "application/json"
        assert json.loads(text)


def test_what_is_given_back_is_that_of_the_pages_of_participants() -> None:
    """`survey.urls` is what the page about failing storage goes by."""

    def addresses() -> Iterator[str]:
        for one in urlpatterns:
            yield f"/{one.pattern}"

    without_forms = {"/", "/accessibility/"}
    assert {path for path in addresses() if not path.startswith(PARTICIPANTS)} == without_forms


@pytest.mark.any_database
@pytest.mark.django_db
def test_once_the_server_is_back_it_accepts_the_form() -> None:
    """As a browser holds it: the cookie, and the token in the form."""
    World().open()
    walker = Walker(Client())
    walker.begin()
    walker.go_on_to("tutorial.check")
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(walker.address()).content.decode()
    token = dict(re.findall(r'name="(csrfmiddlewaretoken)" value="([^"]+)"', page))
    typed = {**token, "check_metric": "better", "check_whole_model": "trade"}
    kept = kept_in(ask(walker.address("tutorial.check"), urlencode(typed).encode())[2])
    assert browser.post(walker.address(), dict(kept)).status_code == 302
