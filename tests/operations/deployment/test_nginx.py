"""Nginx takes the generated site, and what it says by itself are sentences."""

import base64
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.deployment.server_of_files import DOMAIN, ServerOfFiles, server_of_files


def require_nginx() -> None:
    if shutil.which("nginx") is None and not Path("/usr/sbin/nginx").exists():
        if os.environ.get("CI"):
            pytest.fail("nginx is not here, which is mandatory under CI")
        pytest.skip("nginx is not here")


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerOfFiles]:
    """Nginx in front of nothing: neither the application nor its stand-in answers."""
    require_nginx()
    with server_of_files(tmp_path_factory.mktemp("away"), None) as server:
        server.start_nginx(server.out / "needfinder.nginx")
        yield server


def test_http_leads_to_https_and_the_answer_to_the_certificates_authority_does_not(
    away: ServerOfFiles,
) -> None:
    head = f"GET /studies/x/?a=b HTTP/1.1\r\nHost: {DOMAIN}\r\nConnection: close\r\n\r\n"
    answer = away.send(head.encode(), tls=False)
    assert answer.startswith("HTTP/1.1 301")
    assert f"Location: https://{DOMAIN}:{away.https}/studies/x/?a=b\r\n" in answer
    challenge = head.replace("/studies/x/?a=b", "/.well-known/acme-challenge/x")
    assert away.send(challenge.encode(), tls=False).startswith("HTTP/1.1 404")


def test_another_name_is_refused(away: ServerOfFiles) -> None:
    head = b"GET / HTTP/1.1\r\nHost: 192.0.2.1\r\nConnection: close\r\n\r\n"
    assert away.send(head, tls=False).startswith("HTTP/1.1 400")
    assert away.ask("/", host="other.example.org").split()[1] in {"400", "421"}


@pytest.mark.parametrize(
    ("request_of", "status", "sentence"),
    [
        ({"address": "/"}, 502, "Wait half a minute, then try again."),
        ({"address": "/x" + "y" * 9000}, 414, "The address is longer than this server reads."),
        ({"address": "/", "headers": f"X-Long: {'y' * 9000}\r\n"}, 400, "Open the address again"),
        (
            {"address": "/take-part/abc/", "method": "POST", "body": b"x" * 3_200_000},
            413,
            "nothing of it was stored.",
        ),
    ],
    ids=["away", "address", "header", "body"],
)
def test_what_nginx_answers_by_itself_says_what_to_do(
    away: ServerOfFiles, request_of: dict[str, object], status: int, sentence: str
) -> None:
    answer = away.ask(**request_of)  # type: ignore[arg-type]
    assert answer.split()[1] == str(status)
    assert sentence in answer
    assert '<html lang="en">' in answer
    assert "nginx" not in answer.partition("\r\n\r\n")[2]
    assert ("Retry-After: 30\r\n" in answer) == (status == 502)


def test_its_pages_are_styled_under_a_policy_that_forbids_all_else(away: ServerOfFiles) -> None:
    answer = away.ask("/")
    style = re.search(r"<style>(.*?)</style>", answer, flags=re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"Content-Security-Policy: default-src 'none'; style-src 'sha256-{digest}'\r\n"
    assert policy in answer


@pytest.mark.parametrize(
    ("address", "at_once"),
    [("/admin/login/", 11), ("/studies/s/consent/", 6), ("/studies/s/inclusion/", 6)],
)
def test_forms_that_cost_or_close_a_study_are_slowed_down_and_pages_are_not(
    away: ServerOfFiles, address: str, at_once: int
) -> None:
    for _ in range(at_once):
        assert away.ask(address, method="POST", body=b"a=b").split()[1] == "502"
    refused = away.ask(address, method="POST", body=b"a=b")
    assert refused.split()[1] == "429"
    assert "Wait a minute" in refused
    assert "Retry-After: 60\r\n" in refused
    assert away.ask(address).split()[1] == "502"


@pytest.mark.parametrize(
    "options", [("--path", "/study"), ("--beside-other-sites", "--beginnings", "60")]
)
def test_other_sites_that_the_command_writes_are_valid(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    require_nginx()
    with server_of_files(tmp_path, None, *options) as server:
        server.start_nginx(server.out / "needfinder.nginx")
        if "--path" in options:
            assert server.ask("/").startswith("HTTP/1.1 404")
            assert server.ask("/study/").startswith("HTTP/1.1 502")
            location = f"Location: https://{DOMAIN}:{server.https}/study/\r\n"
            assert location in server.ask("/study")
