"""Our cookies by https: named `__Host-…`, which a browser takes from this very host and by https alone.

By http, as on one's own machine, they have their plain names. A sign-in from before they were named so is still read
under its plain name, once, and gets the new one with the answer; one made since is not: whoever can set cookies for us
from a neighbouring host could sign people in as themselves.
"""

import secrets
from typing import Any, Final

from starlette.requests import HTTPConnection
from starlette.responses import Response

from practice_app.http import origin
from practice_app.http.cookies import cookie_of

SESSION: Final = "woodshed_session"
HINT: Final = "woodshed_hint"
"""Says to the page's first script that someone is signed in, so that it draws no landing page; it opens nothing."""
PREFIX: Final = "__Host-"
SINCE: Final = "2."
"""How the secret of a sign-in begins that never had another name by https."""
DEVICE_AGE_S: Final = 30 * 24 * 3600


def fresh() -> str:
    """Make the secret of a new sign-in."""
    return SINCE + secrets.token_urlsafe(32)


def name(connection: HTTPConnection, plain: str) -> str:
    """Tell how a cookie of ours is called where this came from."""
    return PREFIX + plain if origin.is_secure(connection) else plain


def read(connection: HTTPConnection, plain: str) -> str:
    """Give the value of a cookie of ours; empty when there is none."""
    guarded, value = (cookie_of(connection.headers, one) for one in (PREFIX + plain, plain))
    if guarded or not origin.is_secure(connection):
        return guarded or value
    return "" if value.startswith(SINCE) else value


def put(connection: HTTPConnection, response: Response, plain: str, value: str, age_s: int, **how: Any) -> None:
    """Have the browser keep a cookie; ``how``: ``httponly``, or the ``path`` that it has by http."""
    how = {"samesite": "lax", **how}
    if not origin.is_secure(connection):
        response.set_cookie(plain, value, age_s, **how)
        return
    path = how.pop("path", "/")
    response.set_cookie(PREFIX + plain, value, age_s, secure=True, **how)
    if cookie_of(connection.headers, plain):
        response.delete_cookie(plain, path, secure=True)


def drop(response: Response, plain: str, path: str = "/") -> None:
    """Have the browser forget a cookie, under either name."""
    response.delete_cookie(plain, path)
    response.delete_cookie(PREFIX + plain, secure=True)


def renamed(connection: HTTPConnection) -> list[str]:
    """Headers that give a sign-in from before its new name; none where there is nothing to do."""
    old = cookie_of(connection.headers, SESSION)
    if not old or old != read(connection, SESSION) or not origin.is_secure(connection):
        return []
    answer = Response()
    put(connection, answer, SESSION, old, DEVICE_AGE_S, httponly=True)
    if cookie_of(connection.headers, HINT):
        put(connection, answer, HINT, "1", DEVICE_AGE_S)
    return answer.headers.getlist("set-cookie")
