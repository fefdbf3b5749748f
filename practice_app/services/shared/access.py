"""Who may do what: the one place that is asked, and the one place where it is said.

A *permission* is a verb on a kind of thing, a *relation* how somebody stands to the owner of the thing (facts, in
`models/relations.py`), and ``GRANTS`` says which relation gives which permission. PostgreSQL says the same again
(`alembic/policies.py`): ``require`` proves the relation and goes on as the role that reads as much as it gives.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, SQLModel, col

from practice_app.database import DbRole, become, current_role
from practice_app.errors import NotAllowed, NotFound, Problem
from practice_app.models import (
    Advice,
    Assignment,
    AssignmentFile,
    AssignmentTemplate,
    Audit,
    AuthSession,
    BlockedDays,
    Challenge,
    Comparison,
    Correction,
    Feedback,
    ForumComment,
    ForumFilm,
    ForumMoment,
    ForumPost,
    Group,
    Import,
    LessonSeries,
    LinkedIdentity,
    PartnerRequest,
    Passkey,
    Piece,
    PracticeSession,
    PushSubscription,
    Recording,
    Section,
    Share,
    Tag,
    User,
    Voice,
)
from practice_app.services.shared.of_all import answerable, commented, on_the_board, said_there, written_by
from practice_app.services.shared.of_groups import belongs_to, inside, led_by
from practice_app.services.shared.of_two import (
    asked_of,
    asked_or_asking,
    given_by,
    handed_out,
    of_either,
    of_either_now,
    of_who_said_it_and_whom,
    said_between_two_now,
    said_to,
    set_between,
    set_by,
    set_for,
)
from practice_app.services.shared.there import live as live  # noqa: PLC0414 - known from here
from practice_app.services.shared.ways import WAYS, Relation

Found = TypeVar("Found")


class Permission(StrEnum):
    """What can be done with which kind of thing. Changing covers adding to it, deleting and bringing back."""

    SESSION_READ = "session.read"
    SESSION_CHANGE = "session.change"
    ANALYSIS_READ = "analysis.read"
    CORRECTION_CHANGE = "correction.change"
    RECORDING_READ = "recording.read"
    RECORDING_CHANGE = "recording.change"
    COMPARISON_READ = "comparison.read"
    """Two recordings laid side by side."""
    PIECE_READ = "piece.read"
    PIECE_CHANGE = "piece.change"
    SHEET_READ = "sheet.read"
    """The notes that somebody laid into a piece; the thing is the piece."""
    SECTION_READ = "section.read"
    SECTION_CHANGE = "section.change"
    TAG_READ = "tag.read"
    TAG_CHANGE = "tag.change"
    PRACTICE_READ = "practice.read"
    """Lists and sums of all that a person practised; the thing is the person."""
    SESSIONS_SHARED = "sessions.shared"
    """The sessions that a person shows to a group, as a list; the thing is the person."""
    STUDENT_READ = "student.read"
    """What a teacher is told of a student, and what they note about them; the thing is the student."""
    PROFILE_READ = "profile.read"
    """What a person tells of themselves, as far as they show it; the thing is the person."""
    ACCOUNT_CHANGE = "account.change"
    DEVICE_CHANGE = "device.change"
    PASSKEY_CHANGE = "passkey.change"
    IDENTITY_CHANGE = "identity.change"
    """An account elsewhere by which one comes in."""
    IMPORT_CHANGE = "import.change"
    SHARE_CHANGE = "share.change"
    """A link that shows something of one's own to whoever has it."""
    ADVICE_CHANGE = "advice.change"
    """To be given advice, wave it away and take that back."""
    CHALLENGE_CHANGE = "challenge.change"
    PUSH_CHANGE = "push.change"
    """Where a push reaches one of one's own devices."""
    LESSON_READ = "lesson.read"
    """A series of lessons, or one lesson that stands alone: for the two whose it is, also when they have parted."""
    LESSON_CANCEL = "lesson.cancel"
    """For either of the two, as long as one teaches the other."""
    LESSON_CHANGE = "lesson.change"
    """For the teacher, as long as they teach the student."""
    FREE_DAYS_CHANGE = "free_days.change"
    """Days on which somebody gives no lessons."""
    ASSIGNMENT_READ = "assignment.read"
    """Homework: for the student, and for the teacher who gave it as long as they teach them."""
    ASSIGNMENT_HAND_IN = "assignment.hand_in"
    """For the student, as long as the teacher teaches them."""
    ASSIGNMENT_HEAR = "assignment.hear"
    """To hear what it points to of its giver's own: for the two, as long as one teaches the other."""
    ASSIGNMENT_CHANGE = "assignment.change"
    """For the teacher, as long as they teach the student."""
    HANDOUT_READ = "handout.read"
    """A sheet beside homework: for the teacher whose it is, and for whom homework that points to it was given."""
    TEMPLATE_CHANGE = "template.change"
    """Homework that a teacher gives again and again."""
    SESSION_COMMENTS = "session.comments"
    """To read what was said about a session; a teacher reads what they said themselves."""
    SESSION_REVIEW = "session.review"
    """To say something about it, as a teacher."""
    RECORDING_REVIEW = "recording.review"
    RECORDING_VOICE = "recording.voice"
    """To say something about it aloud: for its teachers, and to answer for its owner."""
    VOICE_CHANGE = "voice.change"
    """What one says aloud, until it has arrived."""
    FEEDBACK_READ = "feedback.read"
    """What a teacher said: for that teacher as long as they teach the student, and for the student once it was said."""
    FEEDBACK_ANSWER = "feedback.answer"
    """For either of the two, as long as one teaches the other."""
    FEEDBACK_TICK = "feedback.tick"
    """To say that it is done: for the student."""
    FEEDBACK_CHANGE = "feedback.change"
    """For who said it, as long as they teach the student."""
    GROUP_READ = "group.read"
    """What members of a group share; for those who are in it."""
    GROUP_POST = "group.post"
    """To write something to those who are in it."""
    GROUP_MANAGE = "group.manage"
    """Who comes in, what the group is called and publishes: for its owners and admins."""
    GROUP_OWN = "group.own"
    """Who leads it, and its end: for its owners."""
    POST_READ = "post.read"
    """A post of the board: for everybody who is signed in, of a group for its members; a draft for who writes it."""
    POST_ANSWER = "post.answer"
    """To say something below it: between two of whom one has blocked the other nothing passes."""
    POST_CHANGE = "post.change"
    """For who wrote it; to close it too, and to say which answer it was."""
    REMARK_READ = "remark.read"
    """Something that was said below a post."""
    REMARK_CHANGE = "remark.change"
    PARTNER_REQUEST_READ = "partner_request.read"
    """Somebody asked another to practise with them: for the two."""
    PARTNER_REQUEST_ANSWER = "partner_request.answer"
    """For who was asked."""
    MOMENT_CHANGE = "moment.change"
    """Seconds of one's own practice that a post shows: to take them back."""
    FILM_CHANGE = "film.change"
    """To send a film for what one writes, and to take it back."""
    AUDIT_READ = "audit.read"
    """What happened with an account."""
    CHILD_MANAGE = "child.manage"
    """The account of a child: its password, what it is allowed, who agrees to it, its end. Never the child's own."""


@dataclass(frozen=True)
class Grant:
    """What kind of thing a permission is about, and to whom it is given; and whose it is, where that is several's."""

    thing: type[SQLModel]
    to: frozenset[Relation]
    whose: Callable[[UUID, Any], ColumnElement[bool]] | None = None


OWNER = frozenset({Relation.OWNER})
READERS = OWNER | {Relation.TEACHER, Relation.GUARDIAN}

GRANTS: dict[Permission, Grant] = {
    Permission.SESSION_READ: Grant(PracticeSession, READERS | {Relation.MEMBER, Relation.LINK}),
    Permission.SESSION_CHANGE: Grant(PracticeSession, OWNER),
    Permission.ANALYSIS_READ: Grant(PracticeSession, READERS),
    Permission.CORRECTION_CHANGE: Grant(Correction, OWNER),
    # by others only one that is shared
    Permission.RECORDING_READ: Grant(Recording, READERS | {Relation.LINK}),
    Permission.RECORDING_CHANGE: Grant(Recording, OWNER),
    Permission.COMPARISON_READ: Grant(Comparison, OWNER),  # nobody else reads both of the recordings yet
    Permission.PIECE_READ: Grant(Piece, READERS),
    Permission.PIECE_CHANGE: Grant(Piece, OWNER),
    Permission.SHEET_READ: Grant(Piece, OWNER),
    Permission.SECTION_READ: Grant(Section, READERS),
    Permission.SECTION_CHANGE: Grant(Section, OWNER),
    Permission.TAG_READ: Grant(Tag, OWNER),
    Permission.TAG_CHANGE: Grant(Tag, OWNER),
    Permission.PRACTICE_READ: Grant(User, READERS),
    Permission.SESSIONS_SHARED: Grant(User, OWNER | {Relation.MEMBER}),
    Permission.STUDENT_READ: Grant(User, frozenset({Relation.TEACHER})),
    Permission.PROFILE_READ: Grant(User, OWNER | {Relation.VISITOR}),
    Permission.ACCOUNT_CHANGE: Grant(User, OWNER),
    Permission.DEVICE_CHANGE: Grant(AuthSession, OWNER),
    Permission.PASSKEY_CHANGE: Grant(Passkey, OWNER),
    Permission.IDENTITY_CHANGE: Grant(LinkedIdentity, OWNER),
    Permission.IMPORT_CHANGE: Grant(Import, OWNER),
    Permission.SHARE_CHANGE: Grant(Share, OWNER),
    Permission.ADVICE_CHANGE: Grant(Advice, OWNER),
    Permission.CHALLENGE_CHANGE: Grant(Challenge, OWNER),
    Permission.PUSH_CHANGE: Grant(PushSubscription, OWNER),
    Permission.LESSON_READ: Grant(LessonSeries, OWNER, of_either),
    Permission.LESSON_CANCEL: Grant(LessonSeries, OWNER, of_either_now),
    Permission.LESSON_CHANGE: Grant(LessonSeries, OWNER, given_by),
    Permission.FREE_DAYS_CHANGE: Grant(BlockedDays, OWNER),
    Permission.ASSIGNMENT_READ: Grant(Assignment, OWNER, lambda who, it: or_(owned_by(who, it), set_by(who, it))),
    Permission.ASSIGNMENT_HAND_IN: Grant(Assignment, OWNER, lambda who, it: set_for(who, it, owned_by)),
    Permission.ASSIGNMENT_HEAR: Grant(Assignment, OWNER, lambda who, it: set_between(who, it, owned_by)),
    Permission.ASSIGNMENT_CHANGE: Grant(Assignment, OWNER, set_by),
    Permission.HANDOUT_READ: Grant(AssignmentFile, OWNER, lambda who, it: handed_out(who, it, owned_by)),
    Permission.TEMPLATE_CHANGE: Grant(AssignmentTemplate, OWNER),
    Permission.SESSION_COMMENTS: Grant(PracticeSession, READERS),
    Permission.SESSION_REVIEW: Grant(PracticeSession, frozenset({Relation.TEACHER})),
    Permission.RECORDING_REVIEW: Grant(Recording, frozenset({Relation.TEACHER})),
    Permission.RECORDING_VOICE: Grant(Recording, OWNER | {Relation.TEACHER}),
    Permission.VOICE_CHANGE: Grant(Voice, OWNER),
    Permission.FEEDBACK_READ: Grant(Feedback, OWNER, of_who_said_it_and_whom),
    Permission.FEEDBACK_ANSWER: Grant(Feedback, OWNER, said_between_two_now),
    Permission.FEEDBACK_TICK: Grant(Feedback, OWNER, said_to),
    Permission.FEEDBACK_CHANGE: Grant(Feedback, OWNER, given_by),
    Permission.GROUP_READ: Grant(Group, OWNER, inside),
    Permission.GROUP_POST: Grant(Group, OWNER, inside),
    Permission.GROUP_MANAGE: Grant(Group, OWNER, led_by),
    Permission.GROUP_OWN: Grant(Group, OWNER, belongs_to),
    Permission.POST_READ: Grant(ForumPost, OWNER, on_the_board),
    Permission.POST_ANSWER: Grant(ForumPost, OWNER, answerable),
    Permission.POST_CHANGE: Grant(ForumPost, OWNER, written_by),
    Permission.REMARK_READ: Grant(ForumComment, OWNER, said_there),
    Permission.REMARK_CHANGE: Grant(ForumComment, OWNER, commented),
    Permission.PARTNER_REQUEST_READ: Grant(PartnerRequest, OWNER, asked_or_asking),
    Permission.PARTNER_REQUEST_ANSWER: Grant(PartnerRequest, OWNER, asked_of),
    Permission.MOMENT_CHANGE: Grant(ForumMoment, OWNER),
    Permission.FILM_CHANGE: Grant(ForumFilm, OWNER),
    Permission.AUDIT_READ: Grant(Audit, OWNER),
    Permission.CHILD_MANAGE: Grant(User, frozenset({Relation.GUARDIAN})),
}

ROLES = {
    Relation.TEACHER: DbRole.READER,
    Relation.GUARDIAN: DbRole.READER,
    Relation.MEMBER: DbRole.MEMBER,
    Relation.VISITOR: DbRole.VISITOR,
}
"""As which role somebody reads what is not their own; the relation that shows the most comes first."""

SEEN_BY = {
    Permission.SESSION_CHANGE: Permission.SESSION_READ,
    Permission.RECORDING_CHANGE: Permission.RECORDING_READ,
    Permission.PIECE_CHANGE: Permission.PIECE_READ,
    Permission.SECTION_CHANGE: Permission.SECTION_READ,
    Permission.LESSON_CANCEL: Permission.LESSON_READ,
    Permission.LESSON_CHANGE: Permission.LESSON_READ,
    Permission.ASSIGNMENT_HAND_IN: Permission.ASSIGNMENT_READ,
    Permission.ASSIGNMENT_HEAR: Permission.ASSIGNMENT_READ,
    Permission.ASSIGNMENT_CHANGE: Permission.ASSIGNMENT_READ,
    Permission.SESSION_REVIEW: Permission.SESSION_COMMENTS,
    Permission.RECORDING_REVIEW: Permission.RECORDING_READ,
    Permission.RECORDING_VOICE: Permission.RECORDING_READ,
    Permission.FEEDBACK_ANSWER: Permission.FEEDBACK_READ,
    Permission.FEEDBACK_TICK: Permission.FEEDBACK_READ,
    Permission.FEEDBACK_CHANGE: Permission.FEEDBACK_READ,
    Permission.GROUP_POST: Permission.GROUP_READ,
    Permission.GROUP_MANAGE: Permission.GROUP_READ,
    Permission.GROUP_OWN: Permission.GROUP_READ,
    Permission.POST_ANSWER: Permission.POST_READ,
    Permission.POST_CHANGE: Permission.POST_READ,
    Permission.REMARK_CHANGE: Permission.REMARK_READ,
    Permission.PARTNER_REQUEST_ANSWER: Permission.PARTNER_REQUEST_READ,
}
"""By which permission somebody sees what they would like to do something with."""


def require(
    db: Session, who: UUID, permission: Permission, identity: UUID, *, lock: bool = False, deleted: bool = False
) -> Any:
    """Give the row that ``who`` may do this with, ``lock``ed until the end of the transaction.

    Raises ``NotFound`` for what is missing, forbidden or (unless ``deleted``) deleted: they look the same; and
    ``NotAllowed`` for what they may see, but not do that with. A row that is not one's own is read in a transaction
    that from here on only reads, as the owner's reader.
    """
    return read(
        db,
        who,
        permission,
        identity,
        lambda owner, _role: find(db, owner, permission, identity, lock=lock, deleted=deleted),
    )


def read(
    db: Session,
    who: UUID,
    permission: Permission,
    identity: UUID,
    look: Callable[[UUID, DbRole], Found | None],
) -> Found:
    """Give what ``look(owner, role)`` finds: asked as one's own, else as whoever the permission is given to.

    ``role`` tells which columns may be named. The owner's own things cost one question, as if there were nobody else.
    """
    if current_role(db) is not DbRole.WEB:
        become(db, DbRole.WEB, who)
    found = look(who, DbRole.WEB) if Relation.OWNER in GRANTS[permission].to else None
    if found is None and (way := _way(db, permission, identity)):
        owner, role = way
        become(db, role, owner)
        found = look(owner, role)
    if found is None:
        raise _refusal(db, who, permission, identity)
    return found


def _refusal(db: Session, who: UUID, permission: Permission, identity: UUID) -> Problem:
    seen = SEEN_BY.get(permission)
    others = seen and (GRANTS[seen].whose or Relation.OWNER not in GRANTS[permission].to)  # not their own to do
    asked = seen and others and current_role(db) is DbRole.WEB
    theirs = seen and asked and find(db, who, seen, identity, deleted=False)
    return NotAllowed() if theirs or (seen and _way(db, seen, identity)) else NotFound()


def enter(db: Session, who: UUID, permission: Permission, person: UUID) -> UUID:
    """Go on as somebody who reads the lists and sums of this person; verbs are then asked with them as the owner."""
    return read(db, who, permission, person, lambda owner, _role: owner if owner == person else None)


def _way(db: Session, permission: Permission, identity: UUID) -> tuple[UUID, DbRole] | None:
    """Find whose it is and as which role it may be read, through a relation that gives this permission."""
    granted = GRANTS[permission]
    if not granted.to & ROLES.keys():
        return None
    owners = {row.relation: row.owner for row in db.execute(WAYS[granted.thing], {"id": identity})}
    return next(((owners[r], role) for r, role in ROLES.items() if r in owners and r in granted.to), None)


def find(
    db: Session, owner: UUID, permission: Permission, identity: UUID, *, lock: bool = False, deleted: bool = True
) -> Any:
    """Find a row of the owner's, or nothing; with ``deleted`` one that was deleted too."""
    thing: Any = GRANTS[permission].thing
    query = select(thing).where(thing.id == identity, visible(owner, permission))
    if not deleted:
        query = query.where(live(thing))
    return db.scalars(query.with_for_update(of=thing) if lock else query).first()


def visible(owner: UUID, permission: Permission) -> ColumnElement[bool]:
    """The same rule as a condition for lists: the owner's rows, as far as the transaction's role sees them."""
    granted = GRANTS[permission]
    return (granted.whose or owned_by)(owner, granted.thing)


def owned_by(owner: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether a row is this person's."""
    return col(thing.id if thing is User else thing.user_id) == owner


def visible_sql(alias: str) -> str:
    """The same condition for SQL that is written by hand, with the owner as ``:user_id``."""
    return f"{alias}.user_id = :user_id"
