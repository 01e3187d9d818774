"""What cannot work is refused in a sentence, before a file is written."""

import pytest

from operations.deployment.plan import Plan
from operations.errors import CannotDeploy

DOMAIN = "study.example.org"


@pytest.mark.parametrize(
    "domain",
    ["", "study", "study example.org", "https://study.example.org", "study.example.org/x", "-a.org",
     "Study.example.org", "study.example.org; return 200", f"{'a' * 64}.org", "stüdie.org"],
)  # fmt: skip
def test_what_is_no_domain_is_refused(domain: str) -> None:
    with pytest.raises(CannotDeploy, match=r"such as study\.example\.org"):
        Plan(domain=domain)


@pytest.mark.parametrize("path", ["/..", "/a/../b", "study", "/study/", "/a b", "/", "/{}", "/$x"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(CannotDeploy, match="such as /study"):
        Plan(domain=DOMAIN, path=path)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("folder", "srv/needfinder"),
        ("folder", "/srv/../etc"),
        ("folder", "/srv/need finder"),
        ("copies", "/srv/$HOME"),
        ("user", "root"),
        ("user", "need-finder"),
        ("user", "a; drop"),
        ("database", "mysql"),
        ("database_server", "127.0.0.1"),
        ("bind", "127.0.0.1:99999"),
        ("bind", "unix:/tmp/socket"),
        ("bind", "127.0.0.1:8001"),  # where the stand-in listens
        ("http", "0"),
        ("https", "example.org:443"),
        ("workers", 0),
        ("beginnings", -1),
        ("keep_copies", 0),
        ("admins", "a@example.org"),  # without a mail server
        ("certificate", "/etc/chain.pem"),  # without its key
        ("mail_server", "smtp.example.org"),
    ],
)
def test_what_cannot_work_is_refused(option: str, value: object) -> None:
    with pytest.raises(CannotDeploy) as refusal:
        Plan(**{"domain": DOMAIN, option: value})  # type: ignore[arg-type]
    assert str(refusal.value).endswith(".")


def test_mail_needs_a_sender_and_addresses_that_are_some() -> None:
    server = "smtp+tls://study:word@mail.example.org:587"
    with pytest.raises(CannotDeploy, match="--mail-from"):
        Plan(domain=DOMAIN, mail_server=server)
    with pytest.raises(CannotDeploy, match="'nobody' in --admins"):
        Plan(domain=DOMAIN, mail_server=server, mail_from="s@example.org", admins="a@b.org,nobody")


def test_a_refused_mail_server_is_not_repeated_since_it_holds_a_password() -> None:
    with pytest.raises(CannotDeploy) as refusal:
        Plan(domain=DOMAIN, mail_server="smtp+tls://study:pass word@mail.example.org")
    assert "pass word" not in str(refusal.value)


def test_addresses_of_the_site_name_a_port_that_is_not_the_usual_one() -> None:
    assert Plan(domain=DOMAIN).host == DOMAIN
    assert Plan(domain=DOMAIN, https="192.0.2.1:8443").host == f"{DOMAIN}:8443"
