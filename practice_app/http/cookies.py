"""The one reader of the Cookie header, for REST and sockets alike.

Browsers send what anybody has set for this host, in any form; the readers of the standard library give up at the first
strange name, and take quadratic time for a value full of backslashes.
"""

from starlette.datastructures import Headers


def cookie(header: str, name: str) -> str:
    """Give the value of one cookie as it was sent; empty when there is none.

    The first of several counts: browsers send the one that was set for the longest path first (RFC 6265, 5.4).
    """
    for pair in header.split(";"):
        given, separator, value = pair.partition("=")
        if separator and given.strip() == name:
            return value.strip().removeprefix('"').removesuffix('"')
    return ""


def cookie_of(headers: Headers, name: str) -> str:
    """Give the value of one cookie of a request, which may bring them in several headers (HTTP/2)."""
    return cookie("; ".join(headers.getlist("cookie")), name)
