"""Where the site is, below which path, and which proxies are believed."""

from ipaddress import ip_network

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config.addresses import OURS, proxies, site_address, site_path
from tests.permissions.routes import all_routes


def env(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> environ.Env:
    monkeypatch.setenv(name, value)
    return environ.Env()


@pytest.mark.parametrize(
    ("given", "path"),
    [("", ""), ("/", ""), ("/study", "/study"), ("study/", "/study"), (" /lab/a-b ", "/lab/a-b")],
)
def test_a_path_is_taken_as_people_write_it(
    monkeypatch: pytest.MonkeyPatch, given: str, path: str
) -> None:
    assert site_path(env(monkeypatch, "NEEDFINDER_PATH", given)) == path


@pytest.mark.parametrize("given", ["/a b", "https://study.example.org/", "/a//b", "/ü", "/../x"])
def test_what_is_no_path_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="is no path: write it as /study"):
        site_path(env(monkeypatch, "NEEDFINDER_PATH", given))


def test_a_path_that_begins_like_our_own_addresses_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    firsts = {route.split("/")[0] for route in all_routes()} - {""}
    assert firsts | {"static"} == set(OURS)
    for first in firsts:
        with pytest.raises(ImproperlyConfigured, match=r"begins like addresses of|is no path"):
            site_path(env(monkeypatch, "NEEDFINDER_PATH", f"/{first}/x"))


def test_proxies_are_addresses_and_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    given = env(monkeypatch, "NEEDFINDER_PROXIES", "10.0.0.7, 172.16.0.0/12,")
    assert proxies(given) == (ip_network("10.0.0.7"), ip_network("172.16.0.0/12"))
    with pytest.raises(ImproperlyConfigured, match=r"such as 172\.16\.0\.0/12"):
        proxies(env(monkeypatch, "NEEDFINDER_PROXIES", "proxy.example.org"))


@pytest.mark.parametrize(
    ("given", "hosts", "address"),
    [
        ("", ["study.example.org", "www.example.org"], "https://study.example.org"),
        ("", [".example.org", "study.example.org"], "https://study.example.org"),
        ("", ["*"], ""),
        ("https://www.example.org:8443/", ["study.example.org"], "https://www.example.org:8443"),
    ],
)
def test_mails_name_the_first_host_that_is_one_or_the_address_that_is_given(
    monkeypatch: pytest.MonkeyPatch, given: str, hosts: list[str], address: str
) -> None:
    assert site_address(env(monkeypatch, "NEEDFINDER_ADDRESS", given), hosts) == address


@pytest.mark.parametrize("given", ["study.example.org", "https://a b", "https://example.org/lab"])
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="NEEDFINDER_ADDRESS"):
        site_address(env(monkeypatch, "NEEDFINDER_ADDRESS", given), [])
