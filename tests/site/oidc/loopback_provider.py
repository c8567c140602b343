"""An OpenID Connect provider on this machine: it asks for what the standard says, and lies when it is told to."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID = "arborist-at-the-provider"
CLIENT_SECRET = "the client's secret + %"
WAY_BACK = "http://testserver/sign-in/oidc/callback"
Claims = dict[str, Any]
Answer = tuple[int, str]


def make_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


@dataclass
class LoopbackProvider:
    """`person` has signed in to it. `forge` makes the token instead of it, `answers` are said instead of its own."""

    issuer: str
    person: Claims = field(default_factory=lambda: {"sub": "ada-at-the-provider"})
    key: RSAKey = field(default_factory=lambda: make_key("first"))
    forge: "Forge | None" = None
    answers: dict[str, Answer] = field(default_factory=dict)
    more: Claims | None = None
    """What it tells at its userinfo endpoint, if it has one."""
    described: Claims = field(default_factory=dict)
    """What it says of itself beside the truth."""
    asked: list[str] = field(default_factory=list)
    gate: threading.Event | None = None
    """An answer takes until it is set, though something of it comes all the time."""
    stop: Callable[[], None] = lambda: None
    """Nobody listens at its address any more after it."""
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def sign(self, claims: Claims) -> str:
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def answer(self, method: str, path: str, fields: dict[str, str], authorization: str) -> Answer:
        """A status with JSON, or with an address to go to."""
        self.asked.append(path)
        if path in self.answers:
            return self.answers[path]
        match method, path:
            case "GET", "/.well-known/openid-configuration":
                return 200, json.dumps(self._describe())
            case "GET", "/authorize":
                return self._authorize(fields)
            case "POST", "/token":
                return self._redeem(fields, authorization)
            case "GET", "/jwks":
                return 200, json.dumps({"keys": [self.key.as_dict(private=False)]})
            case "GET", "/userinfo" if authorization == "Bearer an-access-token":
                return 200, json.dumps(self.more)
        return 404, "{}"

    def _describe(self) -> Claims:
        endpoints = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        if self.more is not None:
            endpoints["userinfo_endpoint"] = "userinfo"
        addresses = {name: f"{self.issuer}/{path}" for name, path in endpoints.items()}
        return {"issuer": self.issuer, "id_token_signing_alg_values_supported": ["RS256"]} | addresses | self.described

    def _authorize(self, fields: dict[str, str]) -> Answer:
        assert fields["response_type"] == "code"
        assert fields["client_id"] == CLIENT_ID
        assert fields["redirect_uri"] == WAY_BACK
        assert fields["code_challenge_method"] == "S256"
        assert "openid" in fields["scope"].split()
        assert min(len(fields[name]) for name in ("state", "nonce", "code_challenge")) >= 20
        code = f"code-{len(self._codes)}"
        self._codes[code] = fields
        return 302, f"{WAY_BACK}?{urlencode({'code': code, 'state': fields['state']})}"

    def _redeem(self, fields: dict[str, str], authorization: str) -> Answer:
        asked = self._codes.pop(fields["code"], None)
        verifier = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        if authorization != f"Basic {base64.b64encode(f'{CLIENT_ID}:{CLIENT_SECRET}'.encode()).decode()}":
            return 401, json.dumps({"error": "invalid_client"})
        if (
            asked is None
            or fields["redirect_uri"] != asked["redirect_uri"]
            or base64.urlsafe_b64encode(verifier).decode().rstrip("=") != asked["code_challenge"]
        ):
            return 400, json.dumps({"error": "invalid_grant"})
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "nonce": asked["nonce"], "iat": now, "exp": now + 300}
        token = self.forge(self, claims | self.person) if self.forge else self.sign(claims | self.person)
        return 200, json.dumps({"access_token": "an-access-token", "token_type": "Bearer", "id_token": token})


Forge = Callable[[LoopbackProvider, Claims], str]


@contextmanager
def open_provider() -> Iterator[LoopbackProvider]:
    """Until the end, or until it is stopped."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply("GET", urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._reply("POST", self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _reply(self, method: str, query: str) -> None:
            fields = {name: values[0] for name, values in parse_qs(query).items()}
            authorization = self.headers.get("Authorization", "")
            status, said = provider.answer(method, urlsplit(self.path).path, fields, authorization)
            self.send_response(status)
            self.send_header("Location" if status == 302 else "Content-Type", said if status == 302 else "text/plain")
            self.end_headers()
            while provider.gate and not provider.gate.wait(0.01):
                self.wfile.write(b" ")
            self.wfile.write(said.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()

        def stop() -> None:
            server.shutdown()
            server.server_close()
            thread.join()

        provider = LoopbackProvider(f"http://127.0.0.1:{server.server_port}", stop=stop)
        try:
            yield provider
        finally:
            stop()
