"""A connection to a proxy on this computer, by the name that its certificate is for."""

import http.client
import socket
import ssl
from typing import Any


class ByName(http.client.HTTPSConnection):
    """Asks 127.0.0.1 for the site of `domain`, as a browser would; any certificate is taken."""

    def __init__(self, domain: str, port: int) -> None:
        self.any_certificate = ssl.create_default_context()
        self.any_certificate.check_hostname = False
        self.any_certificate.verify_mode = ssl.CERT_NONE
        super().__init__(domain, port, timeout=60, context=self.any_certificate)

    def connect(self) -> None:
        plain = socket.create_connection(("127.0.0.1", self.port), self.timeout)
        self.sock = self.any_certificate.wrap_socket(plain, server_hostname=self.host)

    def request(
        self, method: str, url: str, body: Any = None, headers: Any = None, **_: Any
    ) -> None:
        """Also says, as browsers do, from which site a form comes."""
        origin = {"Origin": f"https://{self.host}:{self.port}"} if method == "POST" else {}
        super().request(method, url, body, {**(headers or {}), **origin})
