"""Realtime events: that something happened, told to open pages. A message on Redis, never the truth itself.

An event is ``{topic, subject, payload}`` to an *audience*: one person, a group or a thread. Each audience has a channel
of its own, and a process subscribes to those that its open tabs follow (`services.shared.feed`). What an event tells is
no more than ids and words of ours: whoever gets it asks for the rest as themselves.
"""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import ClassVar, Final, Self
from uuid import UUID

from redis.exceptions import RedisError

from practice_app.services.shared.redis import client
from practice_app.services.shared.steps import step

log = logging.getLogger(__name__)
CHANNEL: Final = "woodshed:events"


class AudienceKind(StrEnum):
    """Of what kind those are who are told."""

    USER = "user"
    """All that one person has open: a tab of theirs follows it by having proved whose it is."""
    GROUP = "group"
    THREAD = "thread"


@dataclass(frozen=True)
class Audience:
    """Those who are told something: one person, the members of a group, the readers of a thread."""

    kind: AudienceKind
    id: str

    @classmethod
    def user(cls, user_id: UUID | str) -> Self:
        """One person, wherever they have something open."""
        return cls(AudienceKind.USER, str(user_id))

    @property
    def channel(self) -> str:
        """Where on Redis they are told."""
        return f"{CHANNEL}:{self.kind}:{self.id}"

    @classmethod
    def of_channel(cls, channel: str) -> Self:
        """Who is told there; raise ``ValueError`` when that is none of ours."""
        kind, _, identity = channel.removeprefix(f"{CHANNEL}:").partition(":")
        return cls(AudienceKind(kind), identity)


class Topic(StrEnum):
    """What events are about."""

    RECORDING = "recording"
    PRACTICE = "practice"
    STUDENT = "student"
    PORTABILITY = "portability"
    COMPARISON = "comparison"
    LESSON = "lesson"
    HOMEWORK = "homework"
    TEACHING = "teaching"
    FEEDBACK = "feedback"
    GROUP = "group"
    POST_FILM = "post_film"
    NOTIFIED = "notified"
    SIGNED_OUT = "signed_out"
    NO_LONGER_YOURS = "no_longer_yours"


@dataclass(frozen=True)
class RecordingChanged:
    """How far a recording is. The subject is the recording."""

    topic: ClassVar[Topic] = Topic.RECORDING
    session_id: str
    status: str = ""


@dataclass(frozen=True)
class PracticeChanged:
    """What somebody practised is otherwise than it was, and all that is made of it. The subject is that person."""

    topic: ClassVar[Topic] = Topic.PRACTICE


@dataclass(frozen=True)
class StudentPractised:
    """What a student of somebody's practised is otherwise than it was. The subject is the student."""

    topic: ClassVar[Topic] = Topic.STUDENT


@dataclass(frozen=True)
class PortabilityChanged:
    """How far an export or an import is. The subject is that."""

    topic: ClassVar[Topic] = Topic.PORTABILITY
    status: str = ""


@dataclass(frozen=True)
class ComparisonChanged:
    """How far a comparison is. The subject is that."""

    topic: ClassVar[Topic] = Topic.COMPARISON
    status: str = ""


@dataclass(frozen=True)
class LessonsChanged:
    """Lessons of a person's are otherwise than they were. The subject is the class."""

    topic: ClassVar[Topic] = Topic.LESSON


@dataclass(frozen=True)
class HomeworkChanged:
    """Homework of a person's is otherwise than it was. The subject is the assignment."""

    topic: ClassVar[Topic] = Topic.HOMEWORK


@dataclass(frozen=True)
class TeachingChanged:
    """A teacher came or went, or is shown more or less. The subject is whoever is told."""

    topic: ClassVar[Topic] = Topic.TEACHING


@dataclass(frozen=True)
class FeedbackChanged:
    """What was said about a session, or a recording of it, is otherwise than it was. The subject is the session."""

    topic: ClassVar[Topic] = Topic.FEEDBACK
    recording_id: str = ""


@dataclass(frozen=True)
class GroupChanged:
    """A group is otherwise than it was: who is in it, what it is called, what is shown. The subject is the group."""

    topic: ClassVar[Topic] = Topic.GROUP


@dataclass(frozen=True)
class PostFilmChanged:
    """A film that was put into a post can be seen now, or can't be. The subject is the film."""

    topic: ClassVar[Topic] = Topic.POST_FILM


@dataclass(frozen=True)
class Notified:
    """Somebody was told something, or has read it. The subject is that person."""

    topic: ClassVar[Topic] = Topic.NOTIFIED


@dataclass(frozen=True)
class SignedOut:
    """A device's sign-in is over: what it has open is closed. The subject is the device."""

    topic: ClassVar[Topic] = Topic.SIGNED_OUT


@dataclass(frozen=True)
class NoLongerYours:
    """Somebody is told nothing more of this audience (they left a group). The subject is that person."""

    topic: ClassVar[Topic] = Topic.NO_LONGER_YOURS


Payload = (
    RecordingChanged
    | PracticeChanged
    | StudentPractised
    | PortabilityChanged
    | ComparisonChanged
    | LessonsChanged
    | HomeworkChanged
    | TeachingChanged
    | FeedbackChanged
    | GroupChanged
    | PostFilmChanged
    | Notified
    | SignedOut
    | NoLongerYours
)
PAYLOADS: Final[dict[str, type[Payload]]] = {
    kind.topic: kind
    for kind in (
        RecordingChanged,
        PracticeChanged,
        StudentPractised,
        PortabilityChanged,
        ComparisonChanged,
        LessonsChanged,
        HomeworkChanged,
        TeachingChanged,
        FeedbackChanged,
        GroupChanged,
        PostFilmChanged,
        Notified,
        SignedOut,
        NoLongerYours,
    )
}


@dataclass(frozen=True)
class Event:
    """What happened to which thing; a page that shows it looks again."""

    subject: str
    payload: Payload

    @property
    def topic(self) -> Topic:
        """What it is about."""
        return self.payload.topic

    def written(self) -> str:
        """As it travels."""
        return json.dumps({"topic": self.topic, "subject": self.subject, "payload": asdict(self.payload)})

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What was written; ``None`` for what another version of us may have written and this one does not know."""
        try:
            told = json.loads(text)
            return cls(str(told["subject"]), PAYLOADS[told["topic"]](**told["payload"]))
        except (ValueError, KeyError, TypeError):
            log.warning("an event that is none of ours was left out")
            return None


@step
def publish(audience: Audience, event: Event) -> None:
    """Tell every web process where this audience has a page open; the page looks again when it reconnects.

    Gives up without a word to the caller when Redis is away. What is told is committed: call it after that.
    """
    try:
        client().publish(audience.channel, event.written())
    except RedisError as error:
        log.warning("nobody was told of %s: %s", event.topic, error)


@step
def recording_changed(user_id: UUID, session_id: UUID, recording_id: UUID, status: str = "") -> None:
    """Tell a person how far a recording of theirs is."""
    publish(Audience.user(user_id), Event(str(recording_id), RecordingChanged(str(session_id), status)))


@step
def practice_changed(user_id: UUID, teachers: Iterable[UUID] = ()) -> None:
    """Tell a person that what they practised is otherwise now, as another device of theirs may have said; and those
    who teach them.
    """
    publish(Audience.user(user_id), Event(str(user_id), PracticeChanged()))
    student_changed(user_id, teachers)


@step
def student_changed(student: UUID, teachers: Iterable[UUID]) -> None:
    """Tell those who teach somebody that what they are shown of them is otherwise now."""
    for teacher in teachers:
        publish(Audience.user(teacher), Event(str(student), StudentPractised()))


@step
def portability_changed(user_id: UUID, subject: UUID, status: str = "") -> None:
    """Tell a person how far an export or an import of theirs is."""
    publish(Audience.user(user_id), Event(str(subject), PortabilityChanged(status)))


@step
def comparison_changed(user_id: UUID, comparison_id: UUID, status: str = "") -> None:
    """Tell a person how far a comparison of theirs is."""
    publish(Audience.user(user_id), Event(str(comparison_id), ComparisonChanged(status)))


@step
def lessons_changed(people: Iterable[UUID], class_id: UUID) -> None:
    """Tell people that lessons of theirs are otherwise."""
    for person in people:
        publish(Audience.user(person), Event(str(class_id), LessonsChanged()))


@step
def homework_changed(people: Iterable[UUID], assignment_id: UUID) -> None:
    """Tell the two whose it is that homework is otherwise."""
    for person in people:
        publish(Audience.user(person), Event(str(assignment_id), HomeworkChanged()))


@step
def teaching_changed(user_id: UUID) -> None:
    """Tell a teacher or a student that a connection of theirs began, ended, or shows more or less."""
    publish(Audience.user(user_id), Event(str(user_id), TeachingChanged()))


@step
def feedback_changed(people: Iterable[UUID], session_id: UUID, recording_id: UUID | None) -> None:
    """Tell people that what was said about a session, or a recording of it, is otherwise."""
    told = FeedbackChanged(str(recording_id) if recording_id else "")
    for person in people:
        publish(Audience.user(person), Event(str(session_id), told))


@step
def group_changed(group_id: UUID) -> None:
    """Tell those who have a group open that it is otherwise."""
    publish(Audience(AudienceKind.GROUP, str(group_id)), Event(str(group_id), GroupChanged()))


@step
def post_film_changed(user_id: UUID, film_id: UUID, threads: Iterable[UUID]) -> None:
    """Tell whose it is, and who reads what it stands in, that a film of a post can be seen now, or that it can't."""
    event = Event(str(film_id), PostFilmChanged())
    publish(Audience.user(user_id), event)
    for thread in threads:
        publish(Audience(AudienceKind.THREAD, str(thread)), event)


@step
def notified(user_id: UUID) -> None:
    """Tell a person that they were told something, or that another device of theirs has read it."""
    publish(Audience.user(user_id), Event(str(user_id), Notified()))


@step
def signed_out(user_id: UUID, device_ids: Iterable[UUID]) -> None:
    """Tell that these devices' sign-in is over, so that what they have open is closed."""
    for device_id in device_ids:
        publish(Audience.user(user_id), Event(str(device_id), SignedOut()))


@step
def no_longer_told(audience: Audience, user_id: UUID) -> None:
    """Tell that somebody may not follow this audience any more."""
    publish(audience, Event(str(user_id), NoLongerYours()))
