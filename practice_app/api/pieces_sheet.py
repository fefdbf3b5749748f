"""The notes of a piece: sent whole, a PDF or a picture, and shown to their owner alone."""

from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from practice_app.api.shared.deps import CurrentUser
from practice_app.api.shared.receiving import Receiving
from practice_app.database import transaction
from practice_app.services.pieces import SheetRow, sheets

router = APIRouter(tags=["pieces"])
sheet_sent = Receiving(sheets.LARGEST, at_once=3, waiting=20, within_s=180, check=sheets.check_limit)
_ALONE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
POLICIES = {
    sheets.PICTURE: f"{_ALONE}; sandbox",
    # A browser's own viewer shows no PDF in a sandbox; what a PDF runs there reaches no page of ours.
    sheets.PDF: f"{_ALONE}; object-src 'self'; style-src 'unsafe-inline'",
}
ENDINGS = {sheets.PICTURE: "jpg", sheets.PDF: "pdf"}
BINARY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("application/pdf", "image/*")
        },
    }
}


@router.put("/pieces/{piece_id}/sheet", openapi_extra=BINARY)
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
