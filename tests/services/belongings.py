"""A row of somebody's in every table, and all the places where one row names another."""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import Uuid, select
from sqlmodel import SQLModel

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import (
    Advice,
    Appeal,
    Assignment,
    AssignmentFile,
    AssignmentTake,
    AssignmentTemplate,
    Audit,
    AuditKind,
    AuthSession,
    BlockedDays,
    CalendarFeed,
    Challenge,
    Comparison,
    Consent,
    Correction,
    Delivery,
    Export,
    FamilyDevice,
    Feedback,
    FeedbackReply,
    ForumReversal,
    Goal,
    Group,
    GroupAnnouncement,
    GroupChallenge,
    GroupInvite,
    GroupMember,
    GroupWork,
    GuardianInvite,
    Import,
    Job,
    JobKind,
    Lesson,
    LessonNote,
    LessonSeries,
    LinkedIdentity,
    MachineLook,
    MailToken,
    Measure,
    MusicalWork,
    Notification,
    NotificationChoices,
    PartnerProfile,
    PartnerRequest,
    Passkey,
    Piece,
    Profile,
    RecoveryCode,
    Rendition,
    Report,
    ReportMade,
    RestDay,
    Section,
    SessionItem,
    SessionTag,
    Share,
    Sheet,
    Silence,
    Tag,
    TagOffer,
    TeacherInvite,
    TeacherNote,
    Voice,
    metadata,
)
from practice_app.services import progress
from practice_app.services.profiles import pictures
from tests.services import boards, people

DAY = date(2026, 3, 2)
OWNED = {name: table for name, table in metadata.tables.items() if "user_id" in table.columns}
"""The tables whose rows are somebody's."""

MADE_OF_OTHERS = {"practice_metrics"}
"""Rows that name others by no key: millions, made again whenever those change, and never read by these names alone."""
EVERYBODYS = {"works"}
"""Tables that are nobody's, and that everybody's rows may name."""

NAMES = [
    (name, column.name)
    for name, table in sorted(OWNED.items())
    for column in table.columns
    if name not in MADE_OF_OTHERS
    and isinstance(column.type, Uuid)
    and column.name.endswith("_id")
    and column.name != "user_id"
    and not EVERYBODYS & {key.column.table.name for key in column.foreign_keys}
]
"""Each column by which a row of somebody's names another row."""


def parent_of(table: str, column: str) -> str | None:
    """Which table a column names a row of."""
    for key in OWNED[table].columns[column].foreign_keys:
        return key.column.table.name
    return None


def everything_of(name: str, number: int) -> tuple[UUID, dict[str, UUID]]:
    """Somebody with a row in every table: who it is, and the ids of the rows that can be named.

    Two people of different numbers have no key but their ids in common, so that no key hides what is refused.
    """
    owner = people.person(name)
    row = people.session(owner, datetime(2026, 3, 2, 17, tzinfo=UTC))
    recording = people.take(row, owner)
    people.heard(row, owner, recording, 60, 40, version=str(number), metrics=[people.metric("tempo_bpm", 80.0)])
    another = people.take(row, owner, keep=True)
    piece, tag = Piece(user_id=owner, title="Partita"), Tag(user_id=owner, name="slow")
    section = Section(user_id=owner, piece_id=piece.id, title="Gigue")
    sheet = Sheet(user_id=owner, piece_id=piece.id, object_key=str(new_id()), mime_type="application/pdf", bytes=1)
    item = SessionItem(session_id=row.id, position=number, user_id=owner, piece_id=piece.id, section_id=section.id)
    device = AuthSession(user_id=owner, cookie_hash=owner.bytes, refresh_hash=b"", expires_at=datetime.now(UTC))
    link = Share(user_id=owner, kind="session", session_id=row.id, token_hash=owner.bytes)
    group, job = Group(name="Studio"), Job(user_id=owner, kind=JobKind.ANALYSIS, recording_id=recording)
    made = Rendition(user_id=owner, recording_id=recording, kind="poster", object_key=str(new_id()))
    export, brought = Export(user_id=owner), Import(user_id=owner)
    happened = Audit(user_id=owner, kind=AuditKind.SIGNED_UP)
    agreed = Consent(user_id=owner, given_by=owner, text_version="1", how="signing_up")
    tablet = FamilyDevice(user_id=owner, token_hash=owner.bytes)
    invite = GuardianInvite(user_id=owner, invited_by=owner, code_hash=owner.bytes, expires_at=datetime.now(UTC))
    asked = TeacherInvite(user_id=owner, code_hash=owner.bytes, expires_at=datetime.now(UTC))
    mailed = MailToken(user_id=owner, kind="reset", token_hash=owner.bytes, expires_at=datetime.now(UTC))
    passkey = Passkey(user_id=owner, name="Phone", rp_id="localhost", credential_id=owner.bytes, public_key=b"")
    profile, picture = Profile(user_id=owner), pictures.made(owner, str(new_id()), 1)
    advised = Advice(user_id=owner, kind="pause", given_on=datetime.now(UTC).date())
    elsewhere = LinkedIdentity(user_id=owner, provider="google", subject=owner.hex)
    challenge = Challenge(user_id=owner, title="Scales", measure="days", target=3, first_day=DAY, last_day=DAY)
    lesson = _lesson(owner, people.person("A student"))
    with system_transaction() as db:
        db.add(LessonNote(lesson_id=lesson, user_id=owner))
        db.add(BlockedDays(user_id=owner, first_day=DAY, last_day=DAY))
        feed = CalendarFeed(user_id=owner, token_hash=owner.bytes, token_sealed=b"")
        db.add_all([feed, RecoveryCode(user_id=owner, code_hash=owner.bytes)])
        db.add(Goal(user_id=owner, instrument="violin", minutes_per_week=90))
        db.add(RestDay(user_id=owner, weekday=6, said_on=date(2026, 3, 2)))
        db.add_all([piece, tag, device, group, link, job, made, happened, mailed, passkey, export, brought, agreed])
        db.add_all([profile, picture, elsewhere, tablet, invite, asked, advised, challenge])
        for counted in people.merits(row, owner):
            db.merge(counted)
        db.flush()
        db.add_all([section, sheet, Correction(session_id=row.id, user_id=owner, kind="playing", start_s=0, end_s=1)])
        db.flush()
        db.add_all([beside := Comparison(user_id=owner, a_id=recording, b_id=another)])
        db.add_all([*_inside(group, owner), TeacherNote(teacher_id=owner, student_id=owner)])
        db.add_all([item, SessionTag(session_id=row.id, tag_id=tag.id, user_id=owner)])
    _judged(owner)
    with system_transaction() as db:
        progress.rebuild(db, owner)
    found = {"practice_sessions": row.id, "recordings": recording, "pieces": piece.id, "sections": section.id}
    found |= {"auth_sessions": device.id, "notifications": _told(owner), "exports": export.id, "imports": brought.id}
    found |= {
        "challenges": challenge.id,
        "lessons": lesson,
        "tags": tag.id,
        "group_member": group.id,
        "comparisons": beside.id,
    }
    found |= _said(people.person("A teacher"), owner, row.id) | boards.written(owner, session_id=row.id)
    return owner, found | {"assignments": _homework(owner, found)}


def _inside(group: Group, owner: UUID) -> list[SQLModel]:
    invite = GroupInvite(group_id=group.id, made_by=owner, code_hash=owner.bytes, expires_at=datetime.now(UTC))
    said = GroupAnnouncement(group_id=group.id, author_id=owner, text="On Tuesday")
    set_up = GroupChallenge(group_id=group.id, title="Scales", measure="days", target=3, first_day=DAY, last_day=DAY)
    listed = GroupWork(group_id=group.id, work_id=select(MusicalWork.id).limit(1).scalar_subquery())
    return [GroupMember(group_id=group.id, member_id=owner), invite, said, set_up, listed]


def _homework(owner: UUID, there: dict[str, UUID]) -> UUID:
    """Something that was given, and handed in; and a word that is offered, to whoever it may be."""
    given = Assignment(user_id=owner, given_by=people.person("A teacher"), title="Scales", piece_id=there["pieces"])
    named = {"session_id": there["practice_sessions"], "recording_id": there["recordings"]}
    with system_transaction() as db:
        sheet = {"user_id": owner, "object_key": str(new_id()), "mime_type": "application/pdf", "bytes": 1}
        db.add_all([given, AssignmentFile(**sheet), AssignmentTemplate(user_id=owner, name="Scales")])
        db.flush()
        db.add(AssignmentTake(user_id=owner, assignment_id=given.id, **named))
        db.add(TagOffer(tag_id=there["tags"], user_id=owner, shown_to=given.given_by))
    return given.id


def _in_company(owner: UUID) -> None:
    """They look for a partner, and asked somebody."""
    looks = PartnerProfile(user_id=owner, looking_for=["duets"], timezone="UTC", contact="by mail")
    asked = PartnerRequest(asker_id=owner, asked_id=people.person("Somebody"), text="hello")
    with system_transaction() as db:
        db.add_all([looks, asked])


def _judged(owner: UUID) -> None:
    """Something of theirs was reported, something was done about it and they appealed; and they reported somebody."""
    _in_company(owner)
    about, other = {"kind": "user", "subject_id": owner}, people.person("Somebody rude")
    case, of_another = Report(**about, about_id=owner), Report(kind="user", subject_id=other, about_id=other)
    done = Measure(report_id=case.id, person_id=owner, kind="user", action="ban", rule="rude", reason="rude")
    rows = [
        [case, of_another, ForumReversal(voter_id=owner, author_id=other, kind="ring", votes=9)],
        [done, ReportMade(report_id=of_another.id, reporter_id=owner, kind="user", subject_id=other, reason="rude")],
        [Appeal(measure_id=done.id, person_id=owner, text="no"), Silence(measure_id=done.id, person_id=owner)],
        [ForumReversal(voter_id=owner, author_id=other, kind="ring", votes=1)],
        [MachineLook(kind="post", subject_id=owner, about_id=owner)],
    ]
    with system_transaction() as db:
        for some in rows:
            db.add_all(some)
            db.flush()


def _lesson(teacher: UUID, student: UUID) -> UUID:
    at = datetime(2026, 3, 2, 17, tzinfo=UTC)
    two = {"teacher_id": teacher, "student_id": student}
    series = LessonSeries(**two, timezone="UTC", starts_local=at.replace(tzinfo=None), minutes=45, made_until=at)
    lesson = Lesson(**two, series_id=series.id, occurrence=at, starts_at=at, ends_at=at.replace(hour=18))
    with system_transaction() as db:
        db.add(series)
        db.flush()
        db.add(lesson)
    return lesson.id


def _said(teacher: UUID, student: UUID, session_id: UUID) -> dict[str, UUID]:
    two = {"teacher_id": teacher, "student_id": student}
    voice = Voice(user_id=student, mime_type="audio/webm", object_key=str(new_id()), bytes=3)
    said = Feedback(**two, session_id=session_id, text="more bow", published_at=datetime.now(UTC))
    with system_transaction() as db:
        db.add_all([said, voice])
        db.flush()
        db.add(FeedbackReply(**two, feedback_id=said.id, author_id=student, text="yes", voice_id=voice.id))
    return {"feedback": said.id, "voices": voice.id}


def _told(owner: UUID) -> UUID:
    """Something that they were told, and something else that rings on a device of its own."""
    told, rang = (Notification(user_id=owner, kind="comment", key=key, words="comment") for key in ("one", "two"))
    phone = AuthSession(user_id=owner, cookie_hash=new_id().bytes, refresh_hash=b"", expires_at=datetime.now(UTC))
    with system_transaction() as db:
        db.add_all([told, rang, phone, NotificationChoices(user_id=owner)])
        db.flush()
        db.add(Delivery(user_id=owner, notification_id=rang.id, channel="push"))
        db.add(people.pushed_to(owner, phone.id))
    return told.id


def instead_of(table: str, column: str) -> dict[str, None]:
    """What a row may not name as well: a job is about one thing."""
    jobs = ("recording_id", "export_id", "import_id", "comparison_id", "voice_id", "moment_id", "film_id")
    about = jobs if table == "jobs" else ()
    return {name: None for name in about if name != column and column in about}


def fresh(table: str) -> dict[str, object]:
    """What has to differ in a second row of the same table."""
    values = {
        "id": str(new_id()),
        "object_key": str(new_id()),
        "endpoint": str(new_id()),
        "token_hash": f"\\x{new_id().hex}",
        "code_hash": f"\\x{new_id().hex}",
        "credential_id": f"\\x{new_id().hex}",
        "position": "9",
        "version": "another",
        "provider": "another",
        "subject": "another",
        "instrument": "another",
        "weekday": "5",
        "tier": "9",
        "worn": False,
    }
    return {name: value for name, value in values.items() if name in OWNED[table].columns}
