"""The notes of a piece: sent whole, a PDF or a picture, and shown to their owner alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from practice_app.api.shared.bodies import whole
from practice_app.api.shared.deps import CurrentUser
from practice_app.api.shared.places import Places
from practice_app.database import transaction
from practice_app.errors import Busy
from practice_app.http.clients import network_of
from practice_app.services.pieces import SheetRow, sheets
from practice_app.services.shared.drawing import shrinking

router = APIRouter(tags=["pieces"])
READ_AT_ONCE, MOST_WAITING, PATIENCE_S = 3, 20, 10
"""Sheets that are in one process's memory at a time, twenty megabytes each; the others wait, or are sent away."""
SENT_WITHIN_S = 180
_ALONE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
POLICIES = {
    sheets.PICTURE: f"{_ALONE}; sandbox",
    # A browser's own viewer shows no PDF in a sandbox; what a PDF runs there reaches no page of ours.
    sheets.PDF: f"{_ALONE}; object-src 'self'; style-src 'unsafe-inline'",
}
ENDINGS = {sheets.PICTURE: "jpg", sheets.PDF: "pdf"}
_BINARY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("application/pdf", "image/*")
        },
    }
}


@lru_cache
def _by_loop() -> WeakKeyDictionary[asyncio.AbstractEventLoop, Places]:
    return WeakKeyDictionary()


async def sheet_sent(who: CurrentUser, request: Request) -> AsyncIterator[bytes]:
    """Read what somebody sends, when it is its turn; it holds its place until it is answered."""
    places = _by_loop().setdefault(asyncio.get_running_loop(), Places(READ_AT_ONCE, MOST_WAITING, PATIENCE_S))
    await asyncio.to_thread(sheets.check_limit, who.id)
    async with AsyncExitStack() as held:
        try:
            await held.enter_async_context(places.one(network_of(request)))
            async with asyncio.timeout(SENT_WITHIN_S):
                body = await whole(request, sheets.LARGEST)
        except (Busy, TimeoutError):
            raise shrinking.Drawing() from None
        yield body


@router.put("/pieces/{piece_id}/sheet", openapi_extra=_BINARY)
def put_sheet(piece_id: UUID, who: CurrentUser, body: Annotated[bytes, Depends(sheet_sent)]) -> SheetRow:
    """Keep these as the notes of a piece: a PDF as it is, or a picture (JPEG, PNG, WebP, HEIC, …), drawn anew."""
    return sheets.put(who.id, piece_id, body)


@router.get(
    "/pieces/{piece_id}/sheet",
    response_class=StreamingResponse,
    responses={200: {"content": {kind: {} for kind in POLICIES}}},
)
def get_sheet(piece_id: UUID, who: CurrentUser, save: bool = False) -> StreamingResponse:
    """Give the notes of a piece; with `save` as a file that bears its name."""
    with transaction(who.id) as db:
        found = sheets.file(db, who.id, piece_id)
    name = quote(f"{found.title[:80]}.{ENDINGS[found.mime_type]}", safe="")
    headers = {
        "Content-Security-Policy": POLICIES[found.mime_type],
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
        "Content-Length": str(found.bytes),
        "Content-Disposition": f"{'attachment' if save else 'inline'}; filename*=UTF-8''{name}",
    }
    return StreamingResponse(sheets.chunks(found), media_type=found.mime_type, headers=headers)


@router.delete("/pieces/{piece_id}/sheet", status_code=204)
def delete_sheet(piece_id: UUID, who: CurrentUser) -> None:
    """Keep no notes of a piece any more."""
    sheets.remove(who.id, piece_id)
