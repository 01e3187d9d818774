"""Reads under which address the site is, and which proxies may say how a request came."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network

import environ
from django.core.exceptions import ImproperlyConfigured

OURS = (
    *("accessibility", "admin", "analysis", "api", "favicon.ico", "healthz", "join", "metrics"),
    *("pictures", "static", "studies", "take-part"),
)
"""How our own addresses begin: below a path of the same name, nobody could tell them apart."""

PATH = re.compile(r"(?:/[A-Za-z0-9_-]+)+")

ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?")

Network = IPv4Network | IPv6Network


def site_path(env: environ.Env) -> str:
    """NEEDFINDER_PATH, such as /study, without a slash at its end; empty for a host of one's own.

    Raises ImproperlyConfigured where it cannot be a path.
    """
    given: str = env.str("NEEDFINDER_PATH", default="").strip().rstrip("/")
    path = "/" + given.lstrip("/") if given else ""
    if path and not PATH.fullmatch(path):
        raise ImproperlyConfigured(
            f"NEEDFINDER_PATH={given!r} is no path: write it as /study, of letters, digits, - and "
            "_, with slashes between."
        )
    if path and path.split("/")[1] in OURS:
        raise ImproperlyConfigured(
            f"NEEDFINDER_PATH={given!r} begins like addresses of Needfinder itself. Choose another "
            "word, such as /study."
        )
    return path


def proxies(env: environ.Env) -> tuple[Network, ...]:
    """NEEDFINDER_PROXIES: proxies elsewhere than on this machine. Raises ImproperlyConfigured."""
    given: list[str] = env.list("NEEDFINDER_PROXIES", default=[])
    try:
        return tuple(ip_network(one.strip()) for one in given if one.strip())
    except ValueError as problem:
        raise ImproperlyConfigured(
            f"NEEDFINDER_PROXIES: {problem}. Write addresses or networks with commas between, such "
            "as 172.16.0.0/12."
        ) from problem


def site_address(env: environ.Env, hosts: list[str]) -> str:
    """Where the site is for mails, such as https://study.example.org, without its path.

    NEEDFINDER_ADDRESS, or else the first of the hosts that is one; empty where only patterns are
    named. Raises ImproperlyConfigured.
    """
    given: str = env.str("NEEDFINDER_ADDRESS", default="").strip().rstrip("/")
    if given and not ADDRESS.fullmatch(given):
        raise ImproperlyConfigured(
            f"NEEDFINDER_ADDRESS={given!r}: write it as https://study.example.org, with a port "
            "where there is one, and without the path."
        )
    named = [f"https://{host}" for host in hosts if not host.startswith(("*", "."))]
    return given or (named[0] if named else "")
