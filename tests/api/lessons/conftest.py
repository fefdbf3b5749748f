"""Two teachers, two students, and lessons as another client plans them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import TeacherStudent

CLASSES = "/api/v1/schedule/classes"
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=3)
"""In a few days, at a full hour."""


def connect(teacher, student):
    """Let one teach the other."""
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=UUID(teacher.user["id"]), student_id=UUID(student.user["id"])))


def part(teacher, student):
    """Let them part, whoever of the two ends it."""
    whose = (
        TeacherStudent.teacher_id == UUID(teacher.user["id"]),
        TeacherStudent.student_id == UUID(student.user["id"]),
    )
    with system_transaction() as db:
        db.exec(select(TeacherStudent).where(*whose)).one().ended_at = datetime.now(UTC)


def times(at=NOON, minutes=45, **more):
    """From when to when."""
    return {"starts_at": at.isoformat(), "ends_at": (at + timedelta(minutes=minutes)).isoformat()} | more


@pytest.fixture
def ann(arrive):
    return arrive("Ann")


@pytest.fixture
def bob(arrive):
    return arrive("Bob")


@pytest.fixture
def teacher(arrive):
    return arrive("Tea")


@pytest.fixture
def other_teacher(arrive):
    return arrive("Otto")


@pytest.fixture
def taught(teacher, other_teacher, ann, bob):
    """Tea teaches Ann and Bob, Otto teaches Ann."""
    connect(teacher, ann)
    connect(teacher, bob)
    connect(other_teacher, ann)


@pytest.fixture
def plan(teacher, ann, taught):
    """Plan a lesson of Tea's with Ann."""

    def made(at=NOON, by=teacher, student=ann, minutes=45, **more):
        body = {"student_id": student.user["id"], "timezone": "UTC"} | times(at, minutes) | more
        return by.post(CLASSES, json=body)

    return made


def listed(client, since=None, days=366, **where):
    """What a client sees of their lessons."""
    since = since or datetime.now(UTC) - timedelta(days=1)
    asked = {"from": since.isoformat(), "to": (since + timedelta(days=days)).isoformat()}
    answer = client.get(CLASSES, params=asked)
    assert answer.status_code == 200, answer.text
    return [one for one in answer.json()["items"] if all(one[name] == value for name, value in where.items())]


def starts(rows):
    """When they are."""
    return [datetime.fromisoformat(row["starts_at"]) for row in rows]
