"""Naver as it is, as far as signing in meets it, and Kakao's unlinking: OAuth 2 with no id_token, on a port of its own.

Numbers come as text, errors with status 200, the profile nested.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit


class Naver(ThreadingHTTPServer):
    """One person at a time comes: ``profile``; ``told`` is what it was told, ``away`` whether it answers at all."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.profile: dict[str, Any] = {}
        self.codes: dict[str, str] = {}
        self.told: list[dict[str, str]] = []
        self.deny = self.away = False

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    server: Naver

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a browser back, or give the profile."""
        parts = urlsplit(self.path)
        if parts.path == "/v1/nid/me":
            assert self.headers["authorization"].startswith("Bearer access-")
            self._json({"resultcode": "00", "message": "success", "response": self.server.profile})
            return
        asked = dict(parse_qsl(parts.query))
        code = token_urlsafe(8)
        self.server.codes[code] = asked["state"]
        denied = {"error": "access_denied", "error_description": "Canceled By User"}
        answer = (denied if self.server.deny else {"code": code}) | {"state": asked["state"]}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(answer)}")
        self.end_headers()

    def do_POST(self) -> None:
        """Give tokens, take them back."""
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        asked = dict(parse_qsl(body))
        if self.server.away:
            self.send_error(503)
            return
        if urlsplit(self.path).path == "/v1/user/unlink":
            self.server.told.append(asked | {"authorization": self.headers["authorization"]})
            self._json({"id": 1})
            return
        self._json(self._token(asked))

    def _token(self, asked: dict[str, str]) -> dict[str, str]:
        if asked["client_secret"] != "naver-secret":
            return {"error": "unauthorized_client", "error_description": "wrong"}
        if asked["grant_type"] == "delete":
            self.server.told.append(asked)
            return {"access_token": asked["access_token"], "result": "success"}
        if asked["grant_type"] == "refresh_token":
            return {"access_token": "access-again", "token_type": "bearer", "expires_in": "3600"}
        if self.server.codes.pop(asked["code"], None) != asked["state"]:
            return {"error": "invalid_request", "error_description": "no valid data in session"}
        access = f"access-{token_urlsafe(4)}"
        return {"access_token": access, "refresh_token": "refresh-1", "token_type": "bearer", "expires_in": "3600"}

    def _json(self, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def naver() -> Iterator[Naver]:
    """Let there be one."""
    server = Naver()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
