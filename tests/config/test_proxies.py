"""A proxy is believed where it is trusted, and no address of a visitor goes any further."""

from collections.abc import Iterable
from ipaddress import ip_network
from typing import Any

import pytest

from config.proxies import VISITORS, BehindProxy

VISITOR = "203.0.113.9"


def passed_on(path: str = "", **environ: str) -> dict[str, Any]:
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        seen.update(environ)
        return []

    trusted = (ip_network("10.0.0.0/8"),)
    BehindProxy(application, path, trusted)({"wsgi.url_scheme": "http", **environ}, None)
    return seen


@pytest.mark.parametrize(
    ("peer", "scheme"),
    [
        ("", "https"),  # a socket
        ("localhost", "https"),
        ("127.0.0.1", "https"),
        ("127.4.0.1", "https"),
        ("::ffff:127.0.0.1", "https"),
        ("10.1.2.3", "https"),
        ("::ffff:10.1.2.3", "https"),
        (VISITOR, "http"),
        ("11.0.0.1", "http"),
        ("somebody", "http"),
    ],
)
def test_only_a_trusted_proxy_says_that_somebody_came_by_https(peer: str, scheme: str) -> None:
    seen = passed_on(REMOTE_ADDR=peer, HTTP_X_FORWARDED_PROTO="https")
    assert seen["wsgi.url_scheme"] == scheme
    assert "HTTP_X_FORWARDED_PROTO" not in seen


def test_what_is_no_scheme_is_not_one() -> None:
    assert passed_on(HTTP_X_FORWARDED_PROTO="javascript")["wsgi.url_scheme"] == "http"


def test_no_address_of_a_visitor_goes_further() -> None:
    seen = passed_on(**dict.fromkeys(VISITORS, VISITOR), HTTP_X_FORWARDED_PROTO="https")
    assert VISITOR not in str(seen)


@pytest.mark.parametrize(
    ("given", "inside"),
    [
        ("/lab/studies/a/", "/studies/a/"),
        ("/lab/", "/"),
        ("/lab", "/"),
        ("/studies/a/", "/studies/a/"),  # the proxy took it off
        ("/laboratory/", "/laboratory/"),
    ],
)
def test_the_path_is_taken_off_where_the_proxy_left_it(given: str, inside: str) -> None:
    assert passed_on("/lab", PATH_INFO=given)["PATH_INFO"] == inside
    assert passed_on("", PATH_INFO=given)["PATH_INFO"] == given
