"""What somebody brings: a table, tried out first or taken in at once."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, Field
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from practice_app.api.shared import bodies
from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.api.shared.problems import language_of
from practice_app.database import transaction
from practice_app.errors import WrongType
from practice_app.http.origin import address
from practice_app.locales import msg, translate
from practice_app.services import portability
from practice_app.services.portability import ImportRow, Reading, Target, Trial
from practice_app.services.recordings import PartNumbers, SignedPart
from practice_app.services.shared.limits import rates

router = APIRouter(tags=["portability"])
MOST = "60/hour"
NO_TABLE = msg("Woodshed takes a table here: CSV, as text.")
REFUSED = ("application/json", "multipart/form-data", "application/x-www-form-urlencoded")
CSV: dict[str, Any] = {"requestBody": {"content": {"text/csv": {"schema": {"type": "string"}}}, "required": True}}


@dataclass(frozen=True)
class Begun:
    """An import that is on its way."""

    id: UUID


class ArchiveBody(BaseModel):
    """How large an export is."""

    bytes: Annotated[int, Field(ge=1, le=2**50)]


@dataclass(frozen=True)
class SignedParts:
    """Where to PUT parts."""

    parts: list[SignedPart]


@router.post("/me/import", status_code=202, response_model=Begun, openapi_extra=CSV)
async def import_table(request: Request, who: CurrentUser) -> Response:
    """Take a table in whose columns are called `date`, `minutes`, …; what came before changes nothing."""
    row = await _brought(request, who.id, portability.take)
    return answer(Begun(row.id), 202)


@router.post("/me/imports", status_code=201, response_model=Trial, openapi_extra=CSV)
async def try_table_out(request: Request, who: CurrentUser) -> Response:
    """Tell what a table would bring, taking nothing in; the one that was tried before is let go of."""
    return _told(request, await _brought(request, who.id, portability.try_out), 201)


@router.post("/me/imports/archives", status_code=201, response_model=Target)
def begin_archive(body: ArchiveBody, who: CurrentUser, request: Request) -> Response:
    """Begin to send an export of a Woodshed; its first parts are signed."""
    rates.spend(MOST, "import", str(who.id))
    return answer(portability.begin(who.id, body.bytes, address(request)), 201)


@router.post("/me/imports/{import_id}/parts", response_model=SignedParts)
def sign_archive_parts(import_id: UUID, body: PartNumbers, who: CurrentUser, request: Request) -> Response:
    """Sign a PUT for each of these parts, good for 15 minutes."""
    return answer(SignedParts(portability.sign(who.id, import_id, body.numbers, address(request))))


@router.post("/me/imports/{import_id}/complete", status_code=202, response_model=Begun)
def complete_archive(import_id: UUID, who: CurrentUser) -> Response:
    """Have an export that has arrived taken in; what came before changes nothing."""
    return answer(Begun(portability.complete(who.id, import_id)), 202)


@router.post("/me/imports/{import_id}/try", response_model=Trial)
def try_again(
    import_id: UUID, body: Annotated[Reading, Body()], who: CurrentUser, db: OwnTransaction, request: Request
) -> Response:
    """Tell what the same table would bring, read otherwise."""
    return _told(request, portability.try_again(db, who.id, import_id, body))


@router.post("/me/imports/{import_id}/start", status_code=202, response_model=Begun)
def start_import(import_id: UUID, who: CurrentUser, db: OwnTransaction) -> Response:
    """Take in what was tried out, as it was read last."""
    return answer(Begun(portability.start(db, who.id, import_id).id), 202)


@router.get("/me/imports/{import_id}", response_model=ImportRow)
def my_import(import_id: UUID, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """Tell how far an import is, and which lines of the file could not be taken."""
    return _told(request, portability.shown_import(db, who.id, import_id))


async def _brought(request: Request, who: UUID, verb: Callable[[Session, UUID, bytes], Any]) -> Any:
    """Read the table, whoever sends it being known, and do something with it."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in REFUSED:
        raise WrongType(NO_TABLE)
    await run_in_threadpool(rates.spend, MOST, "import", str(who))
    source = await bodies.whole(request, portability.LARGEST)

    def done() -> Any:
        with transaction(who) as db:
            return verb(db, who, source)

    return await run_in_threadpool(done)


def _told(request: Request, row: ImportRow | Trial, status: int = 200) -> Response:
    """With what is wrong in the reader's language."""
    language = language_of(request)
    told = asdict(row)
    told["errors"] = [
        {"row": wrong.row, "problem": translate(language, wrong.problem, **wrong.filled_with)} for wrong in row.errors
    ]
    return answer(told, status)
