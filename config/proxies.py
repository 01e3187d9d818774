"""What a request says of itself that only a proxy knows: how it came, and below which path."""

from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

from config.addresses import Network

VISITORS = (
    "REMOTE_ADDR",
    "REMOTE_HOST",
    "REMOTE_PORT",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)
"""Where the address of a visitor stands. Nothing of ours reads it, so nothing of ours gets it."""

THIS_MACHINE = {"", "localhost", "127.0.0.1", "::1"}
"""Nothing and a name stand for a socket, whichever server runs."""


class BehindProxy:
    """A WSGI application in front of Django's, the same under every server.

    A proxy that is trusted says by `X-Forwarded-Proto` whether somebody came by HTTPS. `path` is
    taken off an address where the proxy left it there.
    """

    def __init__(
        self, application: Callable[..., Iterable[bytes]], path: str, trusted: tuple[Network, ...]
    ) -> None:
        self.application = application
        self.path = path
        self.trusted = trusted

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        scheme = environ.pop("HTTP_X_FORWARDED_PROTO", "").strip().lower()
        if scheme in {"http", "https"} and self._is_trusted(environ.get("REMOTE_ADDR", "")):
            environ["wsgi.url_scheme"] = scheme
        for name in VISITORS:
            environ.pop(name, None)
        address: str = environ.get("PATH_INFO", "")
        if self.path and (address + "/").startswith(self.path + "/"):
            environ["PATH_INFO"] = address[len(self.path) :] or "/"
        return self.application(environ, start_response)

    def _is_trusted(self, peer: str) -> bool:
        if peer in THIS_MACHINE or peer.startswith("unix:"):
            return True
        try:
            address = ip_address(peer.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None) or address
        return mapped.is_loopback or any(mapped in network for network in self.trusted)
