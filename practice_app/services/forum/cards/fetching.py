"""The beginning of a page that a stranger links to: nothing inside this house, no redirect unchecked, no long waiting.

A name is resolved here, every address that it has must be public, and the connection goes to the one that was looked
at, so that a name that answers otherwise a moment later leads nowhere.
"""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

LONGEST_URL: Final = 2_000
PATIENCE_S: Final = 4.0
WHOLE_S: Final = 10.0
"""For all of it, redirects included."""
LARGEST: Final = 262_144
MOST_REDIRECTS: Final = 3
PORTS: Final = {"http": 80, "https": 443}
AGENT: Final = "Woodshed link card"
_REDIRECTS: Final = {301, 302, 303, 307, 308}
_TRANSLATED: Final = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16"))
"""Addresses of IPv6 that stand for one of IPv4, whatever that is."""


class NotFetched(Exception):
    """There is nothing to be had there, or nothing that we would ask for."""


class Away(NotFetched):
    """Nobody answered in time; there may be something later."""


@dataclass(frozen=True)
class Fetched:
    """The beginning of a page, and how its letters are written as far as its server says."""

    url: str
    body: bytes
    charset: str


@step
def fetch(url: str) -> Fetched:
    """Get the beginning of a page; raise ``NotFetched``."""
    until = time.monotonic() + WHOLE_S
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url)
        with _asked(parts, until) as answer:
            if answer.status not in _REDIRECTS:
                return Fetched(url, *_page(answer, until))
            url = urljoin(url, answer.getheader("location") or "")
    raise NotFetched("redirects")


def _checked(url: str) -> SplitResult:
    """An address that may be asked: of the web, on its usual port, with nobody's password in it."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise NotFetched("address") from error
    if parts.scheme not in PORTS or not host or parts.username is not None or len(url) > LONGEST_URL:
        raise NotFetched("address")
    if not url.isascii() or any(sign <= " " for sign in url):
        raise NotFetched("address")
    if port not in (None, PORTS[parts.scheme]) and not _is_ours(parts):
        raise NotFetched("port")
    return parts


def _is_ours(parts: SplitResult) -> bool:
    """Whether the host of this Woodshed lets pages of this origin be fetched, wherever they lie."""
    return f"{parts.scheme}://{parts.netloc}" in get_settings().link_card_origins


def _place(parts: SplitResult) -> tuple[str, int]:
    """The address to connect to, once all that the name has were looked at."""
    port = parts.port or PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Away("name") from error
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not (_is_ours(parts) or all(map(is_public, addresses))):
        raise NotFetched("private")
    return addresses[0], port


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open net: nobody's own, and standing for no other."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and (found.ipv4_mapped or any(found in net for net in _TRANSLATED)):
        return False
    return found.is_global and not found.is_multicast


@contextmanager
def _asked(parts: SplitResult, until: float) -> Iterator[HTTPResponse]:
    """Ask once; whoever sends a byte at a time is hung up on when the time is over."""
    timer = None
    try:
        link = socket.create_connection(_place(parts), timeout=PATIENCE_S)
        if parts.scheme == "https":
            link = _tls().wrap_socket(link, server_hostname=parts.hostname, do_handshake_on_connect=False)
        timer = threading.Timer(max(0.0, until - time.monotonic()), _hang_up, [link])
        timer.start()
        if isinstance(link, ssl.SSLSocket):
            link.do_handshake()
        connection = HTTPConnection(parts.netloc, timeout=PATIENCE_S)
        connection.sock = link
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": AGENT, "Accept": "text/html", "Accept-Encoding": "identity", "Connection": "close"}
        connection.request("GET", path, headers=headers)
        try:
            yield connection.getresponse()
        finally:
            link.close()
    except (OSError, HTTPException, ValueError) as error:
        raise Away(type(error).__name__) from error
    finally:
        if timer:
            timer.cancel()


def _hang_up(link: socket.socket) -> None:
    with suppress(OSError):  # it may be closed already
        socket.socket.shutdown(link, socket.SHUT_RDWR)  # of one with TLS too what lies below


@lru_cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _page(answer: HTTPResponse, until: float) -> tuple[bytes, str]:
    if answer.status >= 500 or answer.status in (408, 429):
        raise Away(str(answer.status))
    kind = answer.headers.get_content_type()
    if answer.status != 200 or kind not in ("text/html", "application/xhtml+xml"):
        raise NotFetched(f"{answer.status} {kind}")
    body = b""
    while len(body) < LARGEST and (part := answer.read1(LARGEST - len(body))):
        body += part
        if time.monotonic() > until:
            raise Away("too slow")
    return body, answer.headers.get_content_charset() or ""
