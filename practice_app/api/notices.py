"""The privacy page and the terms, as HTML that reads with no script; answered to everybody alike."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from practice_app import notices
from practice_app.http.cookies import cookie_of
from practice_app.locales.choosing import COOKIE, nearest, negotiate

router = APIRouter(include_in_schema=False)
Tag = Annotated[str, Query(max_length=64)]
VARIES = {"Vary": "Accept-Language, Cookie"}


def _answer(kind: Literal["privacy", "terms"], request: Request, lang: str) -> HTMLResponse:
    """Write the page in the language that is asked for, else in the reader's."""
    locale = nearest(lang) or negotiate(request.headers.get("accept-language", ""), cookie_of(request.headers, COOKIE))
    return HTMLResponse(notices.written(kind, locale), headers=VARIES)


@router.get("/privacy")
def privacy(request: Request, lang: Tag = "") -> HTMLResponse:
    """Say what is stored, where, for how long."""
    return _answer("privacy", request, lang)


@router.get("/terms")
def terms(request: Request, lang: Tag = "") -> HTMLResponse:
    """Say what one can count on, and what is asked of one."""
    return _answer("terms", request, lang)
