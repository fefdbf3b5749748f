"""What lies beside homework: sheets, recordings of the teacher's own; and homework that is given again and again."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from practice_app.api.pieces_sheet import BINARY, ENDINGS, POLICIES
from practice_app.api.shared.answers import DEFAULT, Cursor, Limit, answer
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.api.shared.receiving import Receiving
from practice_app.database import transaction
from practice_app.http.origin import address
from practice_app.services import recordings
from practice_app.services.recordings import Example, KeptTake
from practice_app.services.shared.paging import Page
from practice_app.services.teaching.homework import files, hearing, remark, templates
from practice_app.services.teaching.homework.drafts import TemplateDraft
from practice_app.services.teaching.homework.files import FileName, FileRow
from practice_app.services.teaching.homework.remark import ProposalRow
from practice_app.services.teaching.homework.templates import TemplateRow

router = APIRouter(tags=["teaching"])
file_sent = Receiving(files.LARGEST, at_once=3, waiting=20, within_s=180, check=files.check_limit)


@router.post("/assignments/files", status_code=201, openapi_extra=BINARY)
def send_file(
    who: CurrentUser,
    body: Annotated[bytes, Depends(file_sent)],
    name: Annotated[FileName, Query(description="What it is called")] = "",
) -> FileRow:
    """Keep a sheet to lay beside homework: a PDF as it is, or a picture, drawn anew."""
    return files.put(who.id, body, name)


@router.get(
    "/assignments/files/{file_id}",
    response_class=StreamingResponse,
    responses={200: {"content": {kind: {} for kind in POLICIES}}},
)
def get_file(file_id: UUID, who: CurrentUser) -> StreamingResponse:
    """Give a sheet of one's own, or one beside homework that one was given."""
    with transaction(who.id) as db:
        found = files.stored(db, who.id, file_id)
    name = quote(f"{found.name.rsplit('.', 1)[0][:80] or 'homework'}.{ENDINGS[found.mime_type]}", safe="")
    headers = {
        "Content-Security-Policy": POLICIES[found.mime_type],
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
        "Content-Length": str(found.bytes),
        "Content-Disposition": f"inline; filename*=UTF-8''{name}",
    }
    return StreamingResponse(files.chunks(found), media_type=found.mime_type, headers=headers)


@router.get("/assignments/recordings")
def list_own_recordings(
    who: CurrentUser, db: OwnTransaction, limit: Limit = DEFAULT, cursor: Cursor = None
) -> Page[KeptTake]:
    """List recordings of one's own that were kept, to which homework may point."""
    return recordings.kept_takes(db, who.id, limit, cursor)


@router.get("/assignments/{assignment_id}/recordings/{recording_id}", response_model=Example)
def hear_recording(
    assignment_id: UUID, recording_id: UUID, who: CurrentUser, db: OwnTransaction, request: Request
) -> Response:
    """Tell how a recording of the teacher's own is heard to which homework points that one was given, or gave."""
    return answer(hearing.heard(db, who.id, assignment_id, recording_id, address(request)))


@router.get("/assignments/templates")
def list_templates(who: CurrentUser) -> Page[TemplateRow]:
    """List homework that one gives again and again, by name."""
    with transaction(who.id) as db:
        return templates.listed(db, who.id)


@router.post("/assignments/templates", status_code=201, response_model=TemplateRow)
def save_template(body: TemplateDraft, who: CurrentUser) -> Response:
    """Keep what homework asks under a name, of an assignment or as said here; a name that is there is said anew."""
    with transaction(who.id) as db:
        saved, new = templates.save(db, who.id, body)
    return answer(saved, 201 if new else 200)


@router.delete("/assignments/templates/{template_id}", status_code=204)
def forget_template(template_id: UUID, who: CurrentUser) -> None:
    """Let a template go."""
    with transaction(who.id) as db:
        templates.forget(db, who.id, template_id)


@router.get("/feedback/{feedback_id}/homework", response_model=ProposalRow)
def homework_of_feedback(feedback_id: UUID, who: CurrentUser, request: Request) -> Response:
    """Tell what homework would be that is made of a comment of one's own."""
    with transaction(who.id) as db:
        return answer(remark.shown(db, who.id, feedback_id, address(request)))
