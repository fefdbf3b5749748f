"""Links that show one thing of one's own to whoever has them: made, listed, taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict
from sqlalchemy import RowMapping, func, text
from sqlmodel import Session, col, select

from practice_app.database import after_commit
from practice_app.errors import Conflict, Invalid, NotAllowed
from practice_app.ids import new_id
from practice_app.locales import msg
from practice_app.models import Allowed, Group, Recording, RecordingStatus, Share, ShareKind, User
from practice_app.models.columns import now
from practice_app.services.shared import sealing, secrets
from practice_app.services.shared.access import Permission, require, visible, visible_sql
from practice_app.services.shared.fields import Moment
from practice_app.services.shared.limits import quotas
from practice_app.services.shared.standing import may_be_public
from practice_app.services.sharing import pictures, tokens

MOST = 200
"""Links of one person that are good; as many again may be made in a day."""
KINDS = (ShareKind.PROFILE, ShareKind.SESSION, ShareKind.RECORDING, ShareKind.DASHBOARD, ShareKind.GROUP)
NAMES_ONE = {ShareKind.SESSION: "session_id", ShareKind.RECORDING: "recording_id", ShareKind.GROUP: "group_id"}
"""Kinds that show one of several things, and the column that says which."""


@dataclass
class AskFirst(NotAllowed):
    """Under age, and no guardian allows it."""

    code = "guardian_first"
    detail: str = msg(
        "Your parent or teacher decides whether you may make links that anybody can open. Your teachers and your family"
        " see what you practise without one."
    )


@dataclass
class NotKept(Conflict):
    """There is nothing to play."""

    code = "not_kept"
    detail: str = msg("Only a recording that you kept can be shared, once it has been listened to.")


@dataclass
class NotPublic(Conflict):
    """The group publishes nothing."""

    code = "not_public"
    detail: str = msg("This group shows nothing to others. Its settings say whether it does.")


def _known(kind: ShareKind) -> ShareKind:
    if kind not in KINDS:
        raise ValueError(msg("This can't be shared by a link."))
    return kind


class ShareDraft(BaseModel):
    """What a link is to show; until when, or until it is taken back."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[ShareKind, AfterValidator(_known)]
    id: UUID | None = None
    expires_at: Moment | None = None


@dataclass(frozen=True)
class ShareRow:
    """A link of one's own. ``opens``: it still shows something; ``title`` names the pieces of what it shows."""

    id: UUID
    url: str
    kind: str
    expires_at: datetime | None
    views: int
    opens: bool
    session_id: UUID | None
    recording_id: UUID | None
    group_id: UUID | None
    title: str
    day: date | None
    instrument: str
    created_at: datetime


def make(db: Session, who: UUID, draft: ShareDraft, origin: str) -> ShareRow:
    """Make a link; ``origin`` is where the browser is, for the address that is told.

    Raises ``AskFirst``, ``NotKept``, ``NotPublic``, ``NotFound`` for what is not one's own, ``NotAllowed`` for a group
    that one doesn't lead, ``Invalid`` and ``TooMany``.
    """
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    if not may_be_public(user, Allowed.PUBLIC_SHARES):
        raise AskFirst()
    if draft.expires_at and draft.expires_at <= now():
        raise Invalid("expires_at", msg("This lies in the past."))
    shows = _subject(db, who, draft)
    _check_room(db, who)
    token, identity = tokens.fresh(), new_id()
    told = {"id": identity, "user_id": who, "kind": draft.kind, "expires_at": draft.expires_at, "created_at": now()}
    kept = {"token_hash": secrets.hash_token(token), "token_sealed": sealing.seal(token, tokens.PLACE, identity)}
    db.execute(_MAKE, dict.fromkeys(NAMES_ONE.values()) | told | kept | shows)
    return next(row for row in listed(db, who, origin) if row.id == identity)


_MAKE = text(  # no other column is anybody's to write
    "INSERT INTO share (id, user_id, kind, session_id, recording_id, group_id, token_hash, token_sealed, created_at,"
    " expires_at) VALUES (:id, :user_id, :kind, :session_id, :recording_id, :group_id, :token_hash, :token_sealed,"
    " :created_at, :expires_at)"
)


def _subject(db: Session, who: UUID, draft: ShareDraft) -> dict[str, UUID]:
    """Which column names what it shows, and what; nothing for what there is one of."""
    name = NAMES_ONE.get(draft.kind)
    if name is None:
        if draft.id not in (None, who):
            raise Invalid("id", msg("There is only one of these, which needs no id."))
        return {}
    if draft.id is None:
        raise Invalid("id", msg("This is needed."))
    _CHECKS[draft.kind](require(db, who, _MAY[draft.kind], draft.id))
    return {name: draft.id}


def _check_kept(recording: Recording) -> None:
    gone = recording.media_deleted_at is not None
    if not recording.keep or recording.status != RecordingStatus.READY or gone:
        raise NotKept()


def _check_public(group: Group) -> None:
    if not group.public_dashboard:
        raise NotPublic()


_MAY = {
    ShareKind.SESSION: Permission.SESSION_CHANGE,
    ShareKind.RECORDING: Permission.RECORDING_CHANGE,
    ShareKind.GROUP: Permission.GROUP_MANAGE,
}
_CHECKS: dict[ShareKind, Callable[[Any], None]] = {
    ShareKind.SESSION: lambda _session: None,
    ShareKind.RECORDING: _check_kept,
    ShareKind.GROUP: _check_public,
}


def _check_room(db: Session, who: UUID) -> None:
    """Raise when there are as many as one person may have, or made today."""
    quotas.one_at_a_time(db, who)
    good = (col(Share.revoked_at).is_(None), func.coalesce(col(Share.expires_at) > now(), True))
    counts = select(func.count().filter(*good), func.count().filter(col(Share.created_at) > now() - timedelta(days=1)))
    there, today = db.exec(counts.where(visible(who, Permission.SHARE_CHANGE))).one()
    if there >= MOST:
        raise quotas.TooManyThings(values={"most": MOST})
    if today >= MOST:
        raise quotas.TooManyNew(values={"most": MOST})


def listed(db: Session, who: UUID, origin: str) -> list[ShareRow]:
    """List one's links that were not taken back, the newest first."""
    found = db.execute(_LISTED, {"user_id": who, "most": 2 * MOST}).mappings()
    return [_row(one, origin) for one in found]


_LISTED = text(
    "SELECT l.id, l.kind, l.expires_at, l.views, l.session_id, l.recording_id, l.group_id, l.created_at,"
    " l.token_sealed, s.local_day AS day, coalesce(s.instrument, '') AS instrument,"
    " coalesce(l.expires_at > now(), true) AND CASE l.kind WHEN 'session' THEN s.deleted_at IS NULL"
    "  WHEN 'recording' THEN s.deleted_at IS NULL AND r.keep AND r.status = 'ready' AND r.media_deleted_at IS NULL"
    "  WHEN 'group' THEN coalesce(g.public_dashboard, false) AND m.role IN ('owner', 'admin')"
    "  ELSE true END AS opens,"
    " ARRAY(SELECT p.title FROM session_items i JOIN pieces p ON p.id = i.piece_id WHERE i.session_id = s.id"
    "  GROUP BY p.title ORDER BY min(i.position)) AS titles, g.name AS called"
    " FROM share l LEFT JOIN recordings r ON r.id = l.recording_id"
    " LEFT JOIN practice_sessions s ON s.id = coalesce(l.session_id, r.session_id)"
    " LEFT JOIN group_member m ON m.group_id = l.group_id AND m.member_id = l.user_id AND m.status = 'active'"
    " LEFT JOIN groups g ON g.id = m.group_id AND g.deleted_at IS NULL"
    f" WHERE {visible_sql('l')} AND l.revoked_at IS NULL ORDER BY l.created_at DESC, l.id DESC LIMIT :most"
)


def _row(found: RowMapping, origin: str) -> ShareRow:
    told = {name: found[name] for name in ShareRow.__dataclass_fields__ if name in found}
    return ShareRow(**told, url=_url(found, origin), title=found["called"] or " · ".join(found["titles"]))


def _url(found: RowMapping, origin: str) -> str:
    """Write the address; none for a link whose token can't be read any more: it opens, but nobody can copy it."""
    if found["token_sealed"] is None:
        return ""
    try:
        return f"{origin}/s/{sealing.opened(found['token_sealed'], tokens.PLACE, found['id'])}"
    except sealing.Unreadable:
        return ""


def revoke(db: Session, who: UUID, share_id: UUID) -> None:
    """Take a link back: it opens nothing from now on. Once more changes nothing."""
    share: Share = require(db, who, Permission.SHARE_CHANGE, share_id, lock=True)
    if share.revoked_at is None:
        share.revoked_at = now()
        if share.picture_key:
            after_commit(db, partial(pictures.let_go, share.id, share.picture_key))
