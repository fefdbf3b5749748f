"""Where a request comes from: one answer for the sockets of pages and for REST.

An origin is a scheme, a host and a port. Our own is the host that was asked for, under the scheme people use: what
``PUBLIC_URL`` says of that host, else what the proxy in front says (``X-Forwarded-Proto``), else the connection's own.
A proxy's word needs no trust here: this guards against pages of other sites, and no browser lets a page write that
header.
"""

import string
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from practice_app.settings import get_settings

Origin = tuple[str, str, int]
"""Scheme, host, port."""
_PORTS: Final = {"http": 80, "https": 443}
_LETTERS: Final = frozenset(string.ascii_letters + string.digits + ".-_~:[]")
_PLAIN: Final = {"ws": "http", "wss": "https"}


def is_own(connection: HTTPConnection) -> bool:
    """Tell whether a page of ours sent this; what names no origin was sent by no page."""
    said = connection.headers.get("origin")
    return said is None or parsed(said) in _own(connection)


def scheme(connection: HTTPConnection) -> str:
    """Tell whether people reach us by http or https."""
    public = parsed(get_settings().public_url)
    if public and public[1] == host(connection.headers):
        return public[0]
    own: str = connection.scope.get("scheme") or "http"
    return _forwarded(connection.headers) or _PLAIN.get(own, own)


def is_secure(connection: HTTPConnection) -> bool:
    """Tell whether people reach us by https: then cookies go no other way."""
    return "https" in (scheme(connection), get_settings().public_url.partition(":")[0])


def address(connection: HTTPConnection) -> str:
    """Tell the origin a browser has us under, also behind a tunnel that speaks TLS for us and does not say so."""
    name = connection.headers.get("host") or connection.url.netloc
    page = connection.headers.get("origin")
    return page if page in (f"https://{name}", f"http://{name}") else f"{scheme(connection)}://{name}"


def host(headers: Headers) -> str | None:
    """Read the name that was asked for, without its port; None when it can't be one."""
    found = parsed(f"http://{headers.get('host', '')}")
    return found[1] if found else None


@lru_cache(maxsize=256)
def parsed(text: str) -> Origin | None:
    """Read an origin as browsers write it; None when it is none."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or not _LETTERS.issuperset(text.partition("://")[2]):
        return None
    return parts.scheme, parts.hostname, port or _PORTS[parts.scheme]


def _own(connection: HTTPConnection) -> set[Origin]:
    """The origins whose pages are ours."""
    found = (f"{scheme(connection)}://{connection.headers.get('host', '')}", get_settings().public_url)
    return {origin for origin in map(parsed, found) if origin}


def _forwarded(headers: Headers) -> str | None:
    """What the proxies say: the one that people talk to, as far as we know how many there are."""
    said = [word.strip().lower() for word in headers.get("x-forwarded-proto", "").split(",") if word.strip()]
    if not said:
        return None
    hops = max(1, get_settings().trusted_proxy_hops)
    nearest = said[-hops] if len(said) >= hops else said[0]
    return nearest if nearest in _PORTS else None
