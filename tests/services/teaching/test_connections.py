"""Who teaches whom, what the student is told that a teacher sees, and that it is just what they read."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from practice_app import ages
from practice_app.database import DbRole, become, system_transaction, transaction
from practice_app.errors import NotAllowed, NotFound
from practice_app.models import Block, Guardian, Piece, TeacherStudent, User
from practice_app.services import notifications
from practice_app.services.shared import events
from practice_app.services.shared.access import Permission, enter
from practice_app.services.teaching import connections, family
from tests.services import people

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def clara(clean_database):
    return people.person("Clara")


@pytest.fixture
def ann(clara):
    """Somebody who practised before and after Clara came, each time something else."""
    who, pieces = people.person("Ann"), []
    with system_transaction() as db:
        pieces += [Piece(user_id=who, title=title) for title in ("Before", "After", "Never")]
        db.add_all(pieces)
        db.add(TeacherStudent(teacher_id=clara, student_id=who, since=NOON))
    for day, piece in ((-3, pieces[0]), (-2, pieces[0]), (1, pieces[1])):
        item = {"piece_id": piece.id, "seconds": 60}
        row = people.session(who, NOON + timedelta(days=day), 30, note="went well" if day != -2 else "", items=[item])
        people.take(row, who, keep=True, shared=day != -2)
        people.take(row, who, keep=True, shared=False)
    return who


def shown(who):
    with transaction(who) as db:
        return connections.teachers(db, who)


def show(who, teacher, history):
    with transaction(who) as db:
        return connections.show_history(db, who, teacher, history=history)


def end(who, teacher, student):
    with transaction(who) as db:
        connections.end(db, teacher, student)


def read(teacher, student):
    """What the teacher's role reads, counted."""
    counts = {
        "sessions": "SELECT count(*) FROM practice_sessions",
        "days": "SELECT count(*) FROM practice_days",
        "seconds": "SELECT sum(counted_s) FROM practice_days",
        "notes": "SELECT count(*) FROM practice_sessions WHERE note <> ''",
        "pieces": "SELECT count(id) FROM pieces WHERE deleted_at IS NULL",
    }
    with transaction(teacher) as db:
        become(db, DbRole.READER, student)
        told = {name: db.scalar(text(query)) for name, query in counts.items()}
        ids = list(db.scalars(text("SELECT id FROM recordings WHERE shared")))
    with transaction(teacher) as db:
        told["recordings"] = len([one for one in ids if db.execute(WAY, {"id": one}).first()])
    return told


WAY = text("SELECT 1 FROM app_way_to_recording(:id)")


@pytest.mark.parametrize("history", [False, True])
def test_a_student_is_told_exactly_what_the_teacher_reads(ann, clara, history):
    if history:
        show(ann, clara, True)
    (row,) = shown(ann)
    assert (row.user.id, row.since, row.history, row.earlier) == (clara, NOON, history, 2)
    assert vars(row.sees) == read(clara, ann)
    assert row.sees.sessions == (3 if history else 1)
    assert (row.sees.pieces, row.sees.recordings) == ((3, 2) if history else (1, 1))


def test_what_came_before_is_shown_and_hidden_again_by_the_student_alone(ann, clara):
    assert show(ann, clara, True).sees.sessions == 3
    assert show(ann, clara, False).sees.sessions == 1
    with pytest.raises(NotFound):
        show(clara, clara, True)
    with pytest.raises(NotFound):
        show(ann, people.person("Another"), True)


def test_who_is_looked_after_shows_no_more_by_themselves_but_less(ann, clara):
    show(ann, clara, True)
    with system_transaction() as db:
        db.get_one(User, ann).birth_year = ages.this_year() - 9
    assert not show(ann, clara, False).history
    with pytest.raises(NotAllowed):
        show(ann, clara, True)


def test_who_looks_after_a_child_sees_and_ends_what_its_teachers_see(ann, clara):
    mum, bob = people.person("Mum"), people.person("Bob")
    with system_transaction() as db:
        db.add(Guardian(parent_id=mum, child_id=ann))
        db.get_one(User, ann).birth_year = ages.this_year() - 9
    with pytest.raises(NotFound), transaction(bob) as db:
        connections.of_child(db, bob, ann)
    with pytest.raises(NotFound), transaction(bob) as db:
        connections.leave(db, bob, clara, child=ann)
    with transaction(mum) as db:
        assert connections.show_history(db, mum, clara, history=True, child=ann).sees.sessions == 3
        assert [one.name for one in family.shown(db, mum).children] == ["Ann"]
        connections.leave(db, mum, clara, child=ann)
        assert family.shown(db, mum).children == []
    assert shown(ann) == []


@pytest.mark.parametrize("side", ["teacher", "student"])
def test_either_ends_it_at_once_and_for_all(ann, clara, side):
    show(ann, clara, True)
    end(clara if side == "teacher" else ann, clara, ann)
    assert shown(ann) == []
    assert {name: count or 0 for name, count in read(clara, ann).items()} == dict.fromkeys(read(clara, ann), 0)
    with pytest.raises(NotFound), transaction(clara) as db:
        enter(db, clara, Permission.PRACTICE_READ, ann)
    with pytest.raises(NotFound):
        end(ann, clara, ann)


def test_a_stranger_ends_nothing(ann, clara):
    bob = people.person("Bob")
    with pytest.raises(NotFound):
        end(bob, clara, ann)
    assert len(shown(ann)) == 1


def test_who_comes_again_begins_anew(ann, clara):
    show(ann, clara, True)
    end(ann, clara, ann)
    with system_transaction() as db:
        for _ in range(2):
            connections.begin(db, clara, ann, False)
    (row,) = shown(ann)
    assert (row.sees.sessions, row.history) == (0, False)
    with transaction(clara) as db:
        (told,) = notifications.inbox(db, clara).items
    assert (told.kind, told.values["who"], told.path) == ("joined", "Ann", f"/students/{ann}")


def test_of_a_teacher_who_is_blocked_nothing_is_told_for_they_see_nothing(ann, clara):
    with system_transaction() as db:
        db.add(Block(blocker_id=ann, blocked_id=clara))
    assert shown(ann) == []
    assert read(clara, ann)["sessions"] == 0


def test_both_are_told_once_it_is_committed(ann, clara, monkeypatch):
    told = []
    monkeypatch.setattr(events, "teaching_changed", told.append)
    with transaction(ann) as db:
        connections.end(db, clara, ann)
        assert told == []
    assert told == [clara, ann]
