"""Where to go after signing in: a path of this site, whatever was asked for; as components/accounts/destination.js.

What a browser may read as another site (``//host``, ``/\\host``, ``/.//host``) or as several lines is none.
"""

from urllib.parse import urlsplit

HOME = "/"
LONGEST = 500
HIDDEN = ("%2f", "%5c", "%0", "%1", "//", "\\")


def own_path(asked: str) -> str:
    """Give the path with its query, or home."""
    if (
        not asked.startswith("/")
        or len(asked) > LONGEST
        or not asked.isascii()
        or not asked.isprintable()
        or " " in asked
    ):
        return HOME
    path = asked.partition("#")[0].partition("?")[0]
    if any(sign in path.lower() for sign in HIDDEN) or any(part in (".", "..") for part in _parts(path)):
        return HOME
    try:
        return asked if not urlsplit(asked).netloc else HOME
    except ValueError:
        return HOME


def _parts(path: str) -> list[str]:
    return path.lower().replace("%2e", ".").split("/")
