"""Ann, what is hers, and everybody who might want to see it: each standing otherwise to her."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import (
    Advice,
    Assignment,
    AssignmentFile,
    AssignmentTake,
    AssignmentTemplate,
    Audit,
    AuditKind,
    AuthKind,
    AuthSession,
    Block,
    BlockedDays,
    CalendarFeed,
    Challenge,
    Comparison,
    Consent,
    Correction,
    Delivery,
    Export,
    FamilyDevice,
    Farewell,
    ForumTag,
    Goal,
    Group,
    GroupAnnouncement,
    GroupChallenge,
    GroupInvite,
    GroupMember,
    GroupWork,
    Guardian,
    Import,
    Job,
    JobKind,
    Lesson,
    LessonNote,
    LessonSeries,
    LinkedIdentity,
    MusicalWork,
    Notification,
    NotificationChoices,
    Passkey,
    Piece,
    PracticeDay,
    PracticeSession,
    Profile,
    Rendition,
    RestDay,
    Section,
    Share,
    Sheet,
    Tag,
    TagOffer,
    TeacherNote,
    TeacherStudent,
    User,
)
from practice_app.services import progress
from practice_app.services.accounts import addresses, signin
from practice_app.services.profiles import pictures
from practice_app.services.shared import secrets, storage
from tests.permission import feedback, moderation, partners
from tests.services import boards, people

OLD, SINCE, NEW = (datetime(2026, month, 2, 17, tzinfo=UTC) for month in (1, 2, 3))
_READ = [{"value": 80.0, "says": "beat"}, {"value": 160.0, "says": "eighths"}]
MARK = "Chaconne of Ann's"
"""Stands in the title of her piece, in her note, in her tag, in her name: whoever reads it sees something of hers."""
NOTED = "plays sharp when she is tired"
"""What her teacher noted about her, and nobody else is to see."""
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
SUNDAYS = {"weekday": 6, "said_on": OLD.date(), "until": NEW.date()}
LINK_TOKEN = "TheTokenOfAnnsSharedSession"


def link_token(kind: str) -> str:
    """The token of Ann's link of each kind."""
    return LINK_TOKEN if kind == "session" else f"TheTokenOfAnns{kind.title()}".ljust(27, "x")


PEOPLE = (
    "owner",
    "teacher",  # since February, without what came before
    "teacher_with_history",
    "ex_teacher",
    "other_teacher",  # a teacher, of somebody else
    "blocked_teacher",
    "guardian",
    "other_guardian",
    *(f"member_{level}" for level in ("nothing", "minutes", "statistics", "sessions")),
    "ex_member",
    "asked",  # would like to be a member
    "blocked",  # a member like member_sessions, whom Ann has blocked
    "moderator",
    "admin",
    "stranger",
    "nobody",
)


@dataclass
class Cast:
    """Who is there, by name; ``ids`` are Ann's things by the name they have in a path."""

    people: dict[str, UUID] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)
    keys: dict[str, signin.TokenPair] = field(default_factory=dict)
    child: UUID | None = None
    """Somebody else of whom Ann's guardian is one too."""

    @property
    def ann(self) -> UUID:
        return self.people["owner"]


def gathered() -> Cast:
    """Make everybody, and what is Ann's."""
    cast = Cast()
    for name in PEOPLE:
        cast.people[name] = people.person(MARK if name == "owner" else name) if name != "nobody" else new_id()
    child = people.person("Somebody else's")
    cast.child = people.person("Another child")
    with system_transaction() as db:
        for name in PEOPLE[:-1]:
            user = db.get_one(User, cast.people[name])
            addresses.keep(user, f"{name}@example.com")
            user.roles = [name] if name in ("moderator", "admin") else user.roles
        for row in [*_teachers(cast, child), *_guardians(cast, child)]:
            db.add(row)
        db.add(TeacherNote(teacher_id=cast.people["teacher"], student_id=cast.ann, note=NOTED))
    groups = _groups(cast)
    cast.ids = things(cast.ann, by=cast.people["guardian"])
    cast.ids |= groups | _lessons(cast, child)
    cast.ids |= _homework(cast, child)
    cast.ids |= feedback.said(cast.people, cast.ids)
    partners.looks(cast.ann, MARK)
    partners.asked_by(cast.people["stranger"], cast)
    moderation.judged(cast, MARK)
    with system_transaction() as db:
        hashed = secrets.hash_token(LINK_TOKEN)
        db.add(ForumTag(name="violin", kind="instrument"))
        db.add(Farewell(provider="google", told_sealed=b"", due_at=_soon()))
        db.add(Share(user_id=cast.ann, kind="session", session_id=cast.ids["session_id"], token_hash=hashed))
        db.add(_today(cast.ann))
        shown = {"recording": {"recording_id": cast.ids["unshared_recording_id"]}, "profile": {}, "dashboard": {}}
        shown["group"] = {"group_id": cast.ids["group_id"]}
        for kind, named in shown.items():
            db.add(Share(user_id=cast.ann, kind=kind, token_hash=secrets.hash_token(link_token(kind)), **named))
        for name in PEOPLE[:-1]:
            person = db.get_one(User, cast.people[name])
            cast.keys[name] = signin.sign_in(db, person, AuthKind.BROWSER, "Mozilla/5.0 (iPhone) Safari/604")
    return cast


def _today(ann: UUID) -> PracticeDay:
    """A day of hers, lately."""
    now = datetime.now(UTC)
    times = {"counted_s": 60, "clock_s": 60, "sessions": 1, "corrected": 0, "started_at": now, "ended_at": now}
    return PracticeDay(user_id=ann, local_day=now.date(), first_zone="UTC", last_zone="UTC", **times)


def _teachers(cast: Cast, child: UUID) -> list[Any]:
    who, ann = cast.people, cast.ann
    return [
        TeacherStudent(teacher_id=who["teacher"], student_id=ann, since=SINCE),
        TeacherStudent(teacher_id=who["teacher_with_history"], student_id=ann, since=SINCE, history=True),
        TeacherStudent(teacher_id=who["ex_teacher"], student_id=ann, since=OLD, history=True, ended_at=SINCE),
        TeacherStudent(teacher_id=who["other_teacher"], student_id=child, since=OLD, history=True),
        TeacherStudent(teacher_id=who["blocked_teacher"], student_id=ann, since=OLD, history=True),
        Block(blocker_id=ann, blocked_id=who["blocked_teacher"]),
        Block(blocker_id=ann, blocked_id=who["blocked"]),
    ]


def _lessons(cast: Cast, child: UUID) -> dict[str, UUID]:
    """One with her teacher, one with the one before, one that she gives herself, and what hangs on it."""
    who, ann = cast.people, cast.ann
    now = _lesson(who["teacher"], ann, NEW)
    before = _lesson(who["ex_teacher"], ann, OLD)
    given = _lesson(ann, child, NEW + timedelta(days=1))
    with system_transaction() as db:
        db.add(LessonNote(lesson_id=given.id, user_id=ann, text=MARK))
        db.add(free := BlockedDays(user_id=ann, first_day=NEW.date(), last_day=NEW.date(), title=MARK))
        db.add(CalendarFeed(user_id=ann, token_hash=ann.bytes, token_sealed=b""))
    return {"class_id": now.series_id, "old_class_id": before.series_id, "holidays_id": free.id}


def _homework(cast: Cast, child: UUID) -> dict[str, UUID]:
    """Of her teacher's, of the one before, each with how they play it, handed in; and what she gives herself."""
    who, ann = cast.people, cast.ann
    teachers = ("teacher", "ex_teacher")
    played = {name: _take(people.session(who[name], NEW), who[name], shared=False) for name in teachers}
    now, before = (_pointing(who[name], ann, played[name]) for name in teachers)
    with system_transaction() as db:
        db.add_all([now, before, Assignment(given_by=ann, user_id=child, title=MARK)])
        db.add(TagOffer(tag_id=cast.ids["tag_id"], user_id=ann, shown_to=child))
        db.flush()
        for one in (now, before):
            db.add(AssignmentTake(assignment_id=one.id, user_id=ann, session_id=cast.ids["session_id"]))
    named = {"assignment_id": now.id, "old_assignment_id": before.id}
    return named | {"example_id": played["teacher"], "old_example_id": played["ex_teacher"]}


def _pointing(teacher: UUID, ann: UUID, example: UUID) -> Assignment:
    points_to = [{"kind": "recording", "recording_id": str(example)}]
    return Assignment(given_by=teacher, user_id=ann, title=MARK, points_to=points_to)


def _lesson(teacher: UUID, student: UUID, at: datetime) -> Lesson:
    two = {"teacher_id": teacher, "student_id": student}
    wall = at.replace(tzinfo=None)
    series = LessonSeries(**two, timezone="UTC", starts_local=wall, minutes=45, note=MARK, place=MARK, made_until=at)
    lesson = Lesson(**two, series_id=series.id, occurrence=at, starts_at=at, ends_at=at + timedelta(minutes=45))
    with system_transaction() as db:
        db.add(series)
        db.flush()
        db.add(lesson)
    return lesson


def _guardians(cast: Cast, child: UUID) -> list[Any]:
    who, ann = cast.people, cast.ann
    return [
        Guardian(parent_id=who["guardian"], child_id=ann),
        Guardian(parent_id=who["guardian"], child_id=cast.child),
        Guardian(parent_id=who["other_guardian"], child_id=child),
    ]


def _groups(cast: Cast) -> dict[str, UUID]:
    """A group for each level at which Ann shares; in the last are those who are not, or no more, let in."""
    others = {"ex_member": "left", "asked": "asked", "blocked": "active"}
    with system_transaction() as db:
        for level in ("nothing", "minutes", "statistics", "sessions"):
            group = Group(name=level, public_dashboard=level == "sessions")
            db.add(group)
            db.flush()
            inside = {f"member_{level}": "active"} | (others if level == "sessions" else {})
            db.add(GroupMember(group_id=group.id, member_id=cast.ann, role="owner", sharing=level))
            for name, status in inside.items():
                # They show everything themselves: what counts is what Ann shows.
                member = cast.people[name]
                db.add(GroupMember(group_id=group.id, member_id=member, sharing="sessions", status=status))
        db.add(ended := Group(name="ended", deleted_at=datetime.now(UTC)))
        db.flush()
        db.add(GroupMember(group_id=ended.id, member_id=cast.ann, role="owner"))
        db.add(GroupInvite(group_id=group.id, made_by=cast.ann, code_hash=b"", expires_at=_soon()))
        db.add_all(had := things_of(group.id, cast.ann, MARK))
    doings = dict(zip(("listed_id", "group_challenge_id", "announcement_id"), (one.id for one in had), strict=True))
    return {"group_id": group.id, "ended_group_id": ended.id} | doings


def things_of(group_id: UUID, by: UUID, mark: str = "said") -> list[Any]:
    """A work on a group's list, a challenge, a word to all."""
    work: Any = select(MusicalWork.id).limit(1).scalar_subquery()
    days = {"first_day": NEW.date(), "last_day": NEW.date()}
    return [
        GroupWork(group_id=group_id, work_id=work),
        GroupChallenge(group_id=group_id, title=mark, measure="days", target=3, **days),
        GroupAnnouncement(group_id=group_id, author_id=by, text=mark),
    ]


def _told(ann: UUID, mark: str, device_id: UUID) -> tuple[UUID, UUID]:
    """Something that she was told, and where it rings."""
    told_her = Notification(user_id=ann, kind="security", key=new_id().hex, words="security", told={"who": mark})
    with system_transaction() as db:
        db.add(told_her)
        db.merge(NotificationChoices(user_id=ann))
        db.flush()
        db.add(Delivery(user_id=ann, notification_id=told_her.id, channel="push", due_at=NEVER))
        db.add(reached := people.pushed_to(ann, device_id))
    return told_her.id, reached.id


def things(ann: UUID, mark: str = MARK, by: UUID | None = None) -> dict[str, UUID]:
    """Something of each kind of Ann's, by the name that it has in a path; also from before, and deleted."""
    piece, tag = Piece(user_id=ann, title=mark), Tag(user_id=ann, name=f"{mark} {new_id().hex[-8:]}")
    section = Section(user_id=ann, piece_id=piece.id, title=mark)
    old, unplayed = (Piece(user_id=ann, title=mark) for _ in range(2))  # before a teacher came, and never
    old_section = Section(user_id=ann, piece_id=old.id, title=mark)
    old_tag = Tag(user_id=ann, name=f"{mark} {new_id().hex[-8:]}")
    kept_at = str(new_id())
    sheet = Sheet(user_id=ann, piece_id=piece.id, object_key=kept_at, mime_type="application/pdf", bytes=1, shown=True)
    storage.put(kept_at, b"%", "application/pdf")
    gone = Piece(user_id=ann, title=mark, deleted_at=datetime.now(UTC))
    device = AuthSession(user_id=ann, cookie_hash=new_id().bytes, refresh_hash=b"", expires_at=_soon(), user_agent=mark)
    agreed = Consent(user_id=ann, given_by=by, text_version="1", how="making")
    tablet = FamilyDevice(user_id=ann, token_hash=new_id().bytes, name=mark)
    happened = Audit(user_id=ann, kind=AuditKind.SIGNED_UP, detail={"words": mark})
    passkey = Passkey(user_id=ann, name=mark, rp_id="woodshed.example", credential_id=new_id().bytes, public_key=b"")
    elsewhere = LinkedIdentity(user_id=ann, provider=new_id().hex[-12:], subject=mark)
    challenge = Challenge(user_id=ann, title=mark, measure="days", target=3, first_day=NEW.date(), last_day=NEW.date())
    with system_transaction() as db:
        db.add_all([piece, old, unplayed, tag, old_tag, gone, device, happened])
        db.add_all([passkey, agreed, elsewhere, tablet, challenge])
        db.flush()
        db.add_all([section, old_section, sheet])
    told = {"items": [{"piece_id": piece.id, "section_id": section.id, "seconds": 60}], "tag_ids": [tag.id]}
    before = {"items": [{"piece_id": old.id, "section_id": old_section.id, "seconds": 60}], "tag_ids": [old_tag.id]}
    times = {NEW: told, OLD: before, NEW + timedelta(days=1): told}
    rows = [people.session(ann, at, note=mark, **more) for at, more in times.items()]
    shared, unshared = (_take(rows[0], ann, shared=shared) for shared in (True, False))
    told = Profile(user_id=ann, bio=mark, seen_profile="groups", seen_statistics="groups", seen_sessions="teachers")
    with system_transaction() as db:
        db.merge(told)
        db.add(pictures.made(ann, f"pictures/{new_id()}", 3))
    correction = Correction(session_id=rows[0].id, user_id=ann, kind="playing", start_s=0, end_s=1)
    link = Share(user_id=ann, kind="profile", token_hash=new_id().bytes)
    with system_transaction() as db:
        for take in (shared, unshared):
            made = Rendition(user_id=ann, recording_id=take, kind="hls", object_key=str(new_id()))
            made.about = {"head": 1, "parts": [[1.0, 2]]}
            db.add(made)
        db.add_all([link, correction, Job(user_id=ann, kind=JobKind.ANALYSIS, recording_id=shared)])
        brought = Import(user_id=ann, errors=[{"row": 1, "problem": mark, "filled_with": {}}])
        advised = Advice(user_id=ann, kind="unsteady_passage", piece_id=piece.id, given_on=NEW.date())
        db.add_all([Export(user_id=ann), brought, advised])
        beside = Comparison(user_id=ann, a_id=shared, b_id=unshared, status="ready", found=nothing_alike(mark))
        db.add(beside)
        db.add_all([Goal(user_id=ann, instrument=new_id().hex, minutes_per_week=90), RestDay(user_id=ann, **SUNDAYS)])
        for row in people.merits(rows[0], ann):
            db.merge(row)
        db.get_one(PracticeSession, rows[2].id).deleted_at = datetime.now(UTC)
    with system_transaction() as db:
        progress.rebuild(db, ann)
    told_her, reached = _told(ann, mark, device.id)
    return {
        "session_id": rows[0].id,
        "old_session_id": rows[1].id,
        "deleted_session_id": rows[2].id,
        "recording_id": shared,
        "unshared_recording_id": unshared,
        "old_recording_id": _take(rows[1], ann, shared=True),
        "deleted_recording_id": _take(rows[2], ann, shared=True),
        "correction_id": correction.id,
        "piece_id": piece.id,
        "deleted_piece_id": gone.id,
        "old_piece_id": old.id,
        "unplayed_piece_id": unplayed.id,
        "section_id": section.id,
        "old_section_id": old_section.id,
        "tag_id": tag.id,
        "old_tag_id": old_tag.id,
        "device_id": device.id,
        "audit_id": happened.id,
        "import_id": brought.id,
        "share_id": link.id,
        "notification_id": told_her,
        "advice_id": advised.id,
        "comparison_id": beside.id,
        "passkey_id": passkey.id,
        "identity_id": elsewhere.id,
        "challenge_id": challenge.id,
        "subscription_id": reached,
        "person_id": ann,
        "student_id": ann,
        **_beside_homework(ann, mark),
        **boards.written(ann, mark),
        "film_id": boards.filmed(ann),
        "moment_id": boards.shown(ann, rows[0].id),
    }


def _beside_homework(ann: UUID, mark: str) -> dict[str, UUID]:
    """A sheet that she gave nobody yet, and homework that she gives again and again."""
    kept_at = str(new_id())
    storage.put(kept_at, b"%", "application/pdf")
    sheet = AssignmentFile(
        user_id=ann, name=mark, object_key=kept_at, mime_type="application/pdf", bytes=1, arrived=True
    )
    template = AssignmentTemplate(user_id=ann, name=new_id().hex, asks={"title": mark})
    told = {"file_id": sheet.id, "template_id": template.id}
    with system_transaction() as db:
        db.add_all([sheet, template])
    return told


def nothing_alike(mark: str) -> dict[str, Any]:
    """What a comparison found that found nothing."""
    told = {name: [] for name in ("path", "stretches", "differences")}
    return told | {"matches": False, "confidence": 0.0, "curves": {}, "mark": mark}


def _take(row: Any, ann: UUID, *, shared: bool) -> UUID:
    recording = people.take(row, ann, keep=True, shared=shared, bytes=3)
    people.heard(row, ann, recording, 60, 40, metrics=[people.metric("tempo_bpm", 80.0, alternatives=_READ)])
    return recording


def _soon() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)
