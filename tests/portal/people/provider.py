"""Providers of accounts on this machine, for one person: OpenID Connect and GitHub.

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

    def answer(self, path: str, query: dict, headers) -> tuple[int, dict, object]:
        """Status, headers, and what becomes JSON, or the text of a form."""
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


class GitHub(Provider):
    """Its own dialect of OAuth: no discovery, a token as a form, addresses in a list of their own,
    and refusals with status 200. `has_agreed` is whether the person pressed "Authorize"."""

    def __init__(self, port: int):
        super().__init__(port)
        self.told = {"id": 42, "login": "ada-l", "name": "Ada L", "email": None}
        self.addresses: list[dict] = []
        self.has_agreed = True

    def settings(self) -> dict:
        """What the portal's settings make of GITHUB_CLIENT_ID and its sister."""
        app = {"client_id": CLIENT, "secret": SECRET}
        return {"github": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}

    def answer(self, path: str, query: dict, headers) -> tuple[int, dict, object]:
        self.asked.append((path, query))
        is_known = headers.get("Authorization") == f"token {TOKEN}"
        match path:
            case "/login/oauth/authorize":
                said = {"code": CODE} if self.has_agreed else {"error": "access_denied"}
                back = urlencode({**said, "state": query["state"]})
                return 302, {"Location": f"{query['redirect_uri']}?{back}"}, None
            case "/login/oauth/access_token":
                return 200, {}, urlencode(self.token(query))
            case "/api/v3/user" if is_known:
                return 200, {}, self.told
            case "/api/v3/user/emails" if is_known:
                return 200, {}, self.addresses
        return 401, {}, {"message": "Requires authentication"}

    def token(self, query: dict) -> dict:
        sent = (query.get("code"), query.get("client_secret"), bool(query.get("code_verifier")))
        if sent != (CODE, SECRET, True):
            return {"error": "bad_verification_code"}
        return {"access_token": TOKEN, "scope": "user:email", "token_type": "bearer"}


@contextmanager
def provider_running(make=Provider) -> Iterator[Provider]:
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
            is_form = isinstance(content, str)
            body = (
                b"" if content is None else (content if is_form else json.dumps(content)).encode()
            )
            kind = "application/x-www-form-urlencoded" if is_form else "application/json"
            self.send_response(status)
            for name, value in {**headers, "Content-Type": kind}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """A test says what went wrong, not the server."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = make(server.server_port)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
