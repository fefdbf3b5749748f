"""The one place where a problem becomes an HTTP answer (RFC 9457, ``application/problem+json``)."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from practice_app.errors import Invalid, Problem, TooMany, Unavailable
from practice_app.http.cookies import cookie_of
from practice_app.locales import COOKIE, msg, negotiate, regional, translate

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: ("bad_request", msg("That request can't be read")),
    401: ("not_signed_in", msg("Not signed in")),
    403: ("not_allowed", msg("Not allowed")),
    404: ("not_found", msg("Not found")),
    405: ("method_not_allowed", msg("That can't be done here")),
    406: ("not_acceptable", msg("Not a form Woodshed can give")),
    413: ("too_large", msg("Too large")),
    415: ("wrong_type", msg("Not a kind of content Woodshed takes")),
}
MORE = ("stored", "ways", "conflicts")
"""What some problems tell besides: what is there already; how one can prove who one is; which lessons clash."""
ADVICE = {
    "missing": msg("This is needed."),
    "json_invalid": msg("This isn't valid JSON."),
    "extra_forbidden": msg("Woodshed doesn't know this field."),
    "uuid_parsing": msg("This isn't an id."),
    "uuid_version": msg("This isn't a UUIDv7."),
    "timezone_aware": msg("This needs a time with its offset (like 2026-01-31T18:00:00+09:00)."),
}


def install(app: FastAPI) -> None:
    """Answer every problem in one form."""
    app.add_exception_handler(Problem, answer_to)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _bug)


def respond(
    request: Request,
    status: int,
    code: str,
    title: str,
    detail: str,
    headers: dict[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    """Write a problem in the reader's language; ``title`` is a message id, ``detail`` is shown as it is."""
    body = {
        "type": f"/api/v1/docs#{code}",
        "title": translate(language_of(request), title),
        "status": status,
        "detail": detail,
        "code": code,
    }
    return JSONResponse(body | jsonable_encoder(more), status, headers, MEDIA_TYPE)


def language_of(request: Request) -> str:
    """Tell in which language whoever asks reads."""
    return negotiate(request.headers.get("accept-language", ""), cookie_of(request.headers, COOKIE))


def written_for(request: Request) -> str:
    """Tell by which tag dates are written for whoever asks: their language, in their browser's region."""
    return regional(language_of(request), request.headers.get("accept-language"))


async def answer_to(request: Request, error: Exception) -> JSONResponse:
    """Put a problem into words."""
    if not isinstance(error, Problem):
        raise error
    language = language_of(request)
    headers: dict[str, str] = {}
    more: dict[str, Any] = {}
    if isinstance(error, TooMany | Unavailable):
        headers["Retry-After"] = str(error.retry_after_s)
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, Invalid):
        more["errors"] = [{"field": e.field, "detail": translate(language, e.detail, **e.values)} for e in error.errors]
        more["field"] = error.errors[0].field
    more |= {name: told for name in MORE if (told := getattr(error, name, None)) is not None}
    detail = translate(language, error.detail, **error.values)
    return respond(request, error.status, error.code, error.title, detail, headers, **more)


async def _invalid_request(request: Request, error: Exception) -> JSONResponse:
    """Name each field that doesn't fit; what can't even be read as JSON is a 400."""
    if not isinstance(error, RequestValidationError):
        raise error
    language = language_of(request)
    errors = [
        {"field": _field(e["loc"]), "detail": translate(language, ADVICE.get(e["type"]) or str(e["msg"]))}
        for e in error.errors()[:100]
    ]
    if any(e["type"] == "json_invalid" for e in error.errors()):
        return respond(request, 400, *TITLES[400], errors[0]["detail"])
    return respond(
        request, 422, Invalid.code, Invalid.title, errors[0]["detail"], errors=errors, field=errors[0]["field"]
    )


def _field(path: tuple[int | str, ...]) -> str:
    """Name a field as the client wrote it: without "body" or "query" in front."""
    return ".".join(str(part) for part in path[1:]) or str(path[0])


async def _http(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    code, title = TITLES.get(error.status_code, ("error", "That didn't work"))
    headers = dict(error.headers) if error.headers else None
    return respond(request, error.status_code, code, title, translate(language_of(request), title), headers)


async def _bug(request: Request, error: Exception) -> JSONResponse:
    """Say sorry for a bug of ours; its stack trace goes to the log alone."""
    log.error("unexpected error on %s %s", request.method, request.scope["path"], exc_info=error)
    title = msg("Something broke on our side")
    return respond(request, 500, "internal", title, translate(language_of(request), title))
