"""Pages that the server writes: plain HTML that reads without a script, in the language of who reads."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from practice_app import locales
from practice_app.http.cookies import cookie_of
from practice_app.locales import COOKIE, negotiate, regional
from practice_app.settings import get_settings

TEMPLATES = Path(__file__).parents[1] / "templates"
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' {0} data:; media-src 'self' {0};"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing on them runs, whatever somebody wrote about themselves."""
HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


def language_of(request: Request, otherwise: str = "") -> str:
    """Tell in which language whoever asks reads, as their region writes it; ``otherwise`` where nothing says so."""
    accepted, chosen = request.headers.get("accept-language", ""), cookie_of(request.headers, COOKIE)
    if not accepted and not chosen and otherwise:
        return locales.supported(otherwise)
    return regional(negotiate(accepted, chosen), accepted)


def page(
    name: str, locale: str, told: dict[str, Any], status: int, headers: dict[str, str], *, form: bool = False
) -> HTMLResponse:
    """Write a page from its template; ``form``: it has one, which comes back to us."""
    media = get_settings().media_origins
    policy = POLICY.format(media).replace("  ", " ").replace(" ;", ";")
    if form:
        policy = policy.replace("form-action 'none'", "form-action 'self'")
    said = HEADERS | {"Content-Security-Policy": policy} | headers
    return HTMLResponse(_templates().get_template(name).render(_words(locale) | told), status, said)


def document(name: str, locale: str, told: dict[str, Any], media_type: str) -> Response:
    """Write something for machines from its template."""
    return Response(_templates().get_template(name).render(_words(locale) | told), media_type=media_type)


def part(name: str, locale: str, told: dict[str, Any]) -> str:
    """Write a part of a page."""
    return _templates().get_template(name).render(_words(locale) | told)


def _words(locale: str) -> dict[str, Any]:
    def say(text: str, **values: Any) -> str:
        return locales.translate(locale, text, **values)

    def length(seconds: float, low_s: float | None, high_s: float | None) -> str:
        return locales.length(locale, seconds, None if low_s is None or high_s is None else (low_s, high_s))

    def number(value: float) -> str:
        return locales.number(locale, value)

    return {"lang": locale, "say": say, "length": length, "number": number, "clock": locales.clock}


@lru_cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )  # fmt: skip
