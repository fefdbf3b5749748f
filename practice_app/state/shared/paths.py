"""Paths of this site that come from outside: where to come back to after signing in."""

from typing import Final
from urllib.parse import quote, unquote

HOME: Final = "/"
LEAVING: Final = "/leaving"
"""Where whoever is leaving is told so, and can come back."""
_HIDDEN: Final = ("%2f", "%5c", "%0", "%1", "//", "\\")


def own_path(wanted: str) -> str:
    """Give a path of this site as it was asked for, else home.

    The same answers as ``components/accounts/destination.js``, where the browser's own reader of addresses decides;
    here nothing is resolved, and what would need it is refused (``testing/destinations.json`` is the table of both).
    """
    path = wanted.partition("#")[0].partition("?")[0]
    plain = wanted.isprintable() and path.startswith("/") and not any(part in path.lower() for part in _HIDDEN)
    climbs = any(unquote(part) in {".", ".."} for part in path.split("/"))
    return wanted if plain and not climbs else HOME


def sign_in_and_back(path: str) -> str:
    """The address of the sign-in page that leads back to a page of ours."""
    return f"/login?next={quote(own_path(path), safe='/')}"
