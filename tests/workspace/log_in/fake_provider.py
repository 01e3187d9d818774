"""A small provider of OpenID Connect on this computer, with keys of its own."""

import base64
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "needfinder", "a secret of both"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


@dataclass
class FakeProvider:
    """`claims` are what it says of the person who signs on, over what it has to say."""

    issuer: str
    claims: dict[str, Any] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: KEY)
    asked: dict[str, str] = field(default_factory=dict)

    def settings(self, *domains: str) -> dict[str, Any]:
        return {
            "name": "Test University",
            "issuer": self.issuer,
            "client": CLIENT,
            "secret": SECRET,
            "domains": domains,
        }

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }

    def token(self, sent: dict[str, str]) -> dict[str, Any]:
        """What it gives for a code whose verifier fits the challenge it was asked with."""
        challenge = base64.urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest())
        if challenge.decode().rstrip("=") != self.asked["code_challenge"]:
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "person-1",
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked["nonce"],
        } | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return {"access_token": "unused", "token_type": "Bearer", "id_token": signed}

    def sign_on(
        self, browser: Client, begin: str = "/admin/single-sign-on/", **changed: str
    ) -> Any:
        """Follow the way there and back; `changed` are parameters that come back otherwise."""
        leaving = browser.get(begin)
        self.asked = {
            name: values[0]
            for name, values in parse_qs(urlsplit(leaving.headers["Location"]).query).items()
        }
        back = {"code": "a-code", "state": self.asked["state"]} | changed
        return browser.get(urlsplit(self.asked["redirect_uri"]).path, back)


@contextmanager
def serving() -> Iterator[FakeProvider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers = {
                "/.well-known/openid-configuration": provider.metadata(),
                "/keys": {"keys": [KEY.as_dict(private=False)]},
            }
            self._send(answers[self.path])

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send(provider.token({k: v[0] for k, v in parse_qs(body).items()}))

        def _send(self, answer: dict[str, Any]) -> None:
            content = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = FakeProvider(f"http://127.0.0.1:{server.server_port}")
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield provider
    server.shutdown()
    server.server_close()
