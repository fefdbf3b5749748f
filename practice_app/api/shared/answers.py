"""How the practice routes answer: rows written straight to JSON, problems documented once."""

from typing import Annotated, Any

from fastapi import FastAPI, Query, Response
from pydantic import BaseModel
from pydantic_core import to_json

from practice_app.services.shared.paging import DEFAULT_LIMIT, MAX_LIMIT

Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]
Cursor = Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before")]
DEFAULT = DEFAULT_LIMIT


class FieldProblem(BaseModel):
    """One field that can't be taken as it is."""

    field: str
    detail: str


class ProblemDetails(BaseModel):
    """A problem (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str | None = None
    errors: list[FieldProblem] = []
    stored: Any = None


_KINDS = {
    400: "It can't be read",
    401: "Not signed in",
    403: "Not allowed, or sent by another site",
    404: "Missing, or not yours",
    409: "It clashes with what is stored; `stored` is that, where it helps",
    413: "Too large",
    415: "Not a kind of content we take",
    422: "Some fields can't be taken as they are",
    429: "Too many tries; see `Retry-After`",
    503: "A part of Woodshed is resting; see `Retry-After`",
}
_REF = "#/components/schemas/{model}"


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Document which problems a route may answer with."""
    content = {"application/problem+json": {"schema": {"$ref": _REF.format(model="ProblemDetails")}}}
    return {status: {"description": _KINDS[status], "content": content} for status in statuses}


PROBLEMS = problems(*_KINDS)


def document(app: FastAPI) -> None:
    """Add the form of a problem to the application's OpenAPI document."""
    described = app.openapi

    def openapi() -> dict[str, Any]:
        document = described()
        schema = ProblemDetails.model_json_schema(ref_template=_REF)
        document["components"]["schemas"] |= {**schema.pop("$defs"), "ProblemDetails": schema}
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def answer(value: Any, status: int = 200) -> Response:
    """Write rows as JSON, as they are: they come from the database, so nothing is checked a second time."""
    return Response(to_json(value), status, media_type="application/json")
