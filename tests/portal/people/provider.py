"""A provider of accounts as OpenID Connect describes one, on this machine and for one person.

`told` is what it says about them. It speaks HTTP in a thread of its own, so that the portal walks
the whole way: discovery, authorization, token, userinfo.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET, CODE, TOKEN = "waymark", "a secret of both sides, long enough", "code-1", "token-1"


class Provider:
    def __init__(self, port: int):
        self.url = f"http://127.0.0.1:{port}"
        self.told: dict = {"sub": "42"}
        self.asked: list[tuple[str, dict]] = []

    def settings(self) -> dict:
        """What the portal's settings make of OIDC_NAME and its sisters."""
        app = {
            "provider_id": "oidc",
            "name": "Example ID",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": self.url},
        }
        return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}

    def answer(self, path: str, query: dict, headers) -> tuple[int, dict, dict | None]:
        """Status, headers, JSON."""
        self.asked.append((path, query))
        match path:
            case "/.well-known/openid-configuration":
                return 200, {}, self.discovery()
            case "/authorize":
                back = {"code": CODE, "state": query["state"]}
                return 302, {"Location": f"{query['redirect_uri']}?{urlencode(back)}"}, None
            case "/token" if query.get("code") == CODE and query.get("code_verifier"):
                return 200, {}, {"access_token": TOKEN, "token_type": "bearer"} | self.id_token()
            case "/userinfo" if headers.get("Authorization") == f"Bearer {TOKEN}":
                return 200, {}, self.told
        return 400, {}, {"error": "invalid_request"}

    def discovery(self) -> dict:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def id_token(self) -> dict:
        claims = {"iss": self.url, "aud": CLIENT, "iat": time(), "exp": time() + 60, **self.told}
        return {"id_token": jwt.encode(claims, SECRET, algorithm="HS256")}


@contextmanager
def provider_running() -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            address = urlsplit(self.path)
            self.reply(address.path, address.query)

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.reply(urlsplit(self.path).path, body)

        def reply(self, path, query):
            flat = {name: values[0] for name, values in parse_qs(query).items()}
            status, headers, content = provider.answer(path, flat, self.headers)
            body = json.dumps(content).encode() if content is not None else b""
            self.send_response(status)
            for name, value in {**headers, "Content-Type": "application/json"}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """A test says what went wrong, not the server."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(server.server_port)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
