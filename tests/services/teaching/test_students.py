"""A teacher's list of students and what is told of one: of the time that was agreed on, in each student's own days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.errors import NotFound
from practice_app.models import Assignment, AssignmentTake, Block, Profile, RestDay, TeacherStudent, User
from practice_app.services import lessons, pieces
from practice_app.services.pieces import PieceDraft, SectionDraft
from practice_app.services.teaching import feedback
from practice_app.services.teaching.feedback import MomentDraft
from practice_app.services.teaching.students import counting, listing, notes, one, page
from practice_app.services.teaching.students.notes import NoteDraft
from tests.services import people

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
"""Yesterday, so that nothing lies in the future."""


def ago(days):
    return NOON - timedelta(days=days)


@pytest.fixture
def hilary(clean_database):
    """A teacher."""
    return people.person("Hilary")


@pytest.fixture
def ann(hilary):
    """Her student for a hundred days, with all that came before."""
    ann = people.person("Ann")
    connect(hilary, ann, since=ago(100), history=True)
    return ann


def connect(teacher, student, **more):
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=teacher, student_id=student, **more))


def asked(who, verb, *args, **more):
    with transaction(who) as db:
        return verb(db, who, *args, **more)


def listed(who, **more):
    return asked(who, listing.listed, "en", **more).items


def flags(who):
    return {row.user.display_name: [(flag.kind, flag.says) for flag in row.attention] for row in listed(who)}


def test_somebody_without_students_has_an_empty_list(hilary):
    assert listed(hilary) == []


def test_a_student_is_listed_with_seven_days_the_oldest_first(hilary, ann):
    row = people.session(ann, ago(0), 30)
    people.heard(row, ann, people.take(row, ann), 1800, 1200)
    people.session(ann, ago(0) + timedelta(hours=2), 10)
    people.session(ann, ago(3), 20)
    (found,) = listed(hilary)
    today = datetime.now(UTC).date()
    assert [day.day for day in found.days] == [today - timedelta(days=n) for n in range(6, -1, -1)]
    assert [(day.clock_s, day.played_s) for day in found.days] == [
        *[(0, None)] * 2,
        (1200, None),
        *[(0, None)] * 2,
        (2400, 1200),
        (0, None),
    ]
    assert found.last_practised_at == ago(0) + timedelta(hours=2)
    assert (found.user.display_name, found.takes_waiting, found.next_class_at) == ("Ann", 0, None)


def test_a_day_says_by_how_much_it_may_be_off_but_not_what_came_before_they_met(hilary):
    bob = people.person("Bob")
    figures = [people.metric("played_s", 1200.0, 0.5, low=900.0, high=1500.0)]
    for days in (1, 2):
        row = people.session(bob, ago(days), 30)
        people.heard(row, bob, people.take(row, bob), 1800, 1200, metrics=figures)
    connect(hilary, bob, since=ago(1) - timedelta(hours=1))
    (found,) = listed(hilary)
    assert [(day.less_s, day.more_s) for day in found.days if day.clock_s] == [(300, 300)]


def test_days_are_the_students_own(hilary):
    """Where it is tomorrow already, the seven days end with tomorrow."""
    now = datetime.now(UTC)
    for name, zone in (("West", "Pacific/Pago_Pago"), ("East", "Pacific/Kiritimati")):
        connect(hilary, people.person(name, timezone=zone), since=ago(100))
    last = {row.user.display_name: row.days[-1].day for row in listed(hilary)}
    assert last == {
        "West": (now - timedelta(hours=11)).date(),
        "East": (now + timedelta(hours=14)).date(),
    }


def test_the_newest_activity_stands_first_and_a_cursor_goes_on(hilary):
    for name, days in (("Ann", 2), ("Bob", 1), ("Cho", 3)):
        student = people.person(name)
        connect(hilary, student, since=ago(100))
        people.session(student, ago(days))
    assert [row.user.display_name for row in listed(hilary)] == ["Bob", "Ann", "Cho"]
    first = asked(hilary, listing.listed, "en", limit=2)
    rest = asked(hilary, listing.listed, "en", limit=2, after=first.next_cursor)
    assert [row.user.display_name for row in first.items + rest.items] == ["Bob", "Ann", "Cho"]
    assert rest.next_cursor is None


def test_what_came_before_is_counted_only_where_it_is_shown(hilary):
    ann = people.person("Ann")
    connect(hilary, ann, since=ago(2))
    for days in (1, 3, 4):
        people.session(ann, ago(days))
    (found,) = listed(hilary)
    assert [day.clock_s > 0 for day in found.days] == [False, False, False, False, True, False, False]
    assert [row.started_at for row in asked(hilary, one.sessions, ann).items] == [ago(1)]
    with transaction(hilary) as db:
        (counted,) = counting.students(db)
        assert len(counting.seen(db, [counted], {}, {})[ann].days) == 1


def test_ended_blocked_and_leaving_are_gone_at_once(hilary, ann):
    assert len(listed(hilary)) == 1
    with system_transaction() as db:
        db.add(Block(blocker_id=ann, blocked_id=hilary))
    assert listed(hilary) == []
    with system_transaction() as db:
        db.delete(db.get(Block, (ann, hilary)))
        db.get_one(User, ann).deleted_at = datetime.now(UTC)
    assert listed(hilary) == []
    with system_transaction() as db:
        db.get_one(User, ann).deleted_at = None
    with transaction(hilary) as db:
        link = db.exec(select(TeacherStudent)).one()
        link.ended_at = datetime.now(UTC)
    assert listed(hilary) == []
    for verb in (one.shown, one.sessions, one.dash):
        with pytest.raises(NotFound):
            asked(hilary, verb, ann)


def test_a_picture_is_shown_to_teachers_where_its_owner_says_so(hilary, ann):
    with system_transaction() as db:
        db.add(Profile(user_id=ann, picture="pictures/x", seen_profile="me"))
    assert listed(hilary)[0].user.picture_url is None
    with system_transaction() as db:
        db.get_one(Profile, ann).seen_profile = "teachers"
    assert listed(hilary)[0].user.picture_url == f"/users/{ann}/picture.jpg"


def test_silence_is_seen_through_the_database(hilary, ann):
    for days in range(6, 40):
        people.session(ann, ago(days))
    assert flags(hilary) == {"Ann": [("quiet", "Nothing was practised for 6 days.")]}
    with system_transaction() as db:
        for day in (ago(1), ago(2), ago(3)):
            db.add(RestDay(user_id=ann, weekday=day.weekday(), said_on=date(2026, 1, 1)))
    assert flags(hilary) == {"Ann": []}


def drilled(ann, paces, target=100.0, **more):
    """Ten rounds of a passage on each of the last days, with a tempo each."""
    piece = asked(ann, pieces.add_piece, PieceDraft(title="Gavotte", target_bpm=target))[0].id
    section = asked(ann, pieces.add_section, piece, SectionDraft(title="Trio", bar_start=1, bar_end=8))[0].id
    item = {"piece_id": piece, "section_id": section, "seconds": 1800, "repetitions": 10}
    for days, pace in enumerate(reversed(paces)):
        row = people.session(ann, ago(days), 30, items=[item], **more)
        metrics = [people.metric("played_s", 1500.0), people.metric("tempo_bpm", pace)]
        people.heard(row, ann, people.take(row, ann), 1800, 1500, metrics=metrics)
    return piece


def test_rounds_without_gain_are_seen_through_the_database(hilary, ann):
    piece = drilled(ann, [70, 71, 70, 72, 71, 70])
    says = "Gavotte, Trio: 60 times and no faster, near 71 of 100 bpm."
    assert flags(hilary) == {"Ann": [("no_faster", says)]}
    asked(ann, pieces.change_piece, piece, pieces.PieceChanges(status="resting"))
    assert flags(hilary) == {"Ann": []}


def test_slow_practice_is_no_standstill(hilary, ann):
    drilled(ann, [70, 71, 70, 72, 71, 70], mode="slow")
    assert flags(hilary) == {"Ann": []}


def test_haste_is_seen_through_the_database_and_told_in_the_teachers_language(hilary, ann):
    drilled(ann, [140, 141, 142], target=100.0)
    assert flags(hilary) == {"Ann": [("too_fast", "Gavotte, Trio: played at 141 bpm, the target is 100.")]}
    (row,) = asked(hilary, listing.listed, "ko").items
    assert "목표는 100" in row.attention[0].says


def test_a_note_is_the_teachers_alone_and_stays_while_nothing_is_said(hilary, ann):
    assert asked(hilary, one.change, ann, NoteDraft(note=" tense left hand\r\n")).note == "tense left hand"
    assert asked(hilary, one.change, ann, NoteDraft()).note == "tense left hand"
    assert asked(hilary, one.change, ann, NoteDraft(note="")).note == ""
    asked(hilary, one.change, ann, NoteDraft(note="again"))
    other = people.person("Itzhak")
    connect(other, ann, since=ago(1))
    assert asked(other, one.shown, ann).note == ""
    assert asked(ann, notes.read, ann) == ""
    with transaction(ann) as db:
        assert notes.read(db, hilary, ann) == ""


def test_a_stranger_notes_nothing(hilary, ann):
    bob = people.person("Bob")
    for who in (bob, ann):
        with pytest.raises(NotFound):
            asked(who, one.change, ann, NoteDraft(note="mine"))


def test_the_students_pages_are_read_as_theirs(hilary, ann):
    drilled(ann, [80, 81, 82])
    dash = asked(hilary, one.dash, ann)
    assert (dash.totals.sessions, dash.by_piece[0].label) == (3, "Gavotte")
    found = asked(hilary, one.repertoire, ann, pieces.Sought(), 20, None)
    assert [(row.title, row.sessions) for row in found.items] == [("Gavotte", 3)]


def test_the_next_lesson_is_told_of_whom_one_is_planned(hilary, ann):
    at = ago(-3)
    draft = lessons.ClassDraft(student_id=ann, starts_at=at, ends_at=at + timedelta(hours=1), timezone="UTC")
    asked(hilary, lessons.make, draft)
    bob = people.person("Bob")
    connect(hilary, bob, since=ago(1))
    assert {row.user.display_name: row.next_class_at for row in listed(hilary)} == {"Ann": at, "Bob": None}


def answered(teacher, take, **more):
    with transaction(teacher) as db:
        return feedback.say_of_recording(db, teacher, take, MomentDraft(at_s=1, text="yes", **more))


def shown(student, row, **more):
    shares = {"keep": True, "shared": True, "shared_at": row.ended_at, "duration_s": 60}
    return people.take(row, student, **shares | more)


def test_takes_wait_until_they_are_answered(hilary, ann):
    """Those that are shown and can be played, of the time that was agreed on; a draft is no answer."""
    other, row = people.person("Other"), people.session(ann, ago(3))
    connect(other, ann, since=ago(2))
    first, second = shown(ann, row), shown(ann, people.session(ann, ago(1)))
    film = shown(ann, row, status="failed", kind="video", failure="not_audio")
    for unheard in ({"status": "processing"}, {"shared": False}, {"media_deleted_at": ago(0)}):
        shown(ann, row, **unheard)
    waits = {who: listed(who)[0].takes_waiting for who in (hilary, other)}
    assert waits == {hilary: 3, other: 1}
    assert flags(hilary) == {"Ann": [("take_waiting", "3 takes wait for you.")]}
    answered(hilary, first, draft=True)
    assert asked(hilary, page.opened, ann, "28").waiting == {first, second, film}
    answered(hilary, first)
    answered(hilary, film)
    assert flags(hilary) == {"Ann": [("take_waiting", "A take waits for you.")]}
    assert listed(other)[0].takes_waiting == 1


def test_homework_that_is_closed_answers_the_take_that_was_handed_in(hilary, ann):
    row = people.session(ann, ago(1))
    take = shown(ann, row)
    with system_transaction() as db:
        given = Assignment(given_by=hilary, user_id=ann, title="Bars", closed_at=NOON)
        db.add(given)
        db.flush()
        db.add(AssignmentTake(assignment_id=given.id, user_id=ann, session_id=row.id, recording_id=take))
    assert listed(hilary)[0].takes_waiting == 0
    with system_transaction() as db:
        db.get_one(Assignment, given.id).closed_at = None
    assert listed(hilary)[0].takes_waiting == 1


def test_homework_that_is_due_tomorrow_and_untouched_wants_attention(hilary, ann):
    """By the student's own tomorrow, until something counts for it; another teacher is told nothing."""
    other, tomorrow = people.person("Other"), datetime.now(UTC).date() + timedelta(days=1)
    connect(other, ann)
    given = {"given_by": hilary, "user_id": ann}
    touched = Assignment(**given, title="Scales", due_on=tomorrow)
    with system_transaction() as db:
        db.add_all([touched, Assignment(**given, title="Gigue", due_on=tomorrow)])
        db.add(Assignment(**given, title="Later", due_on=tomorrow + timedelta(days=1)))
        db.add(Assignment(**given, title="Closed", due_on=tomorrow, closed_at=NOON))
        identity = touched.id
    assert ("homework_due", "2 pieces of homework are due tomorrow and untouched.") in flags(hilary)["Ann"]
    assert "homework_due" not in [kind for kind, _ in flags(other).get("Ann", ())]
    people.session(ann, datetime.now(UTC) - timedelta(hours=1), items=[{"assignment_id": identity, "seconds": 60}])
    assert ("homework_due", "Homework due tomorrow is untouched: Gigue") in flags(hilary)["Ann"]


def test_takes_are_listed_as_they_are_shown_the_newest_first(hilary, ann):
    piece = asked(ann, pieces.add_piece, PieceDraft(title="Gigue"))[0].id
    row = people.session(ann, ago(3), items=[{"piece_id": piece, "seconds": 60}])
    before = shown(ann, row, trim_start_s=10, trim_end_s=25, shared_at=ago(2))
    after = shown(ann, people.session(ann, ago(5)), shared_at=ago(1))
    shown(ann, row, shared=False)
    takes = asked(hilary, page.opened, ann, "28").takes
    assert [(one.id, one.title, one.duration_s) for one in takes] == [(after, "", 60), (before, "Gigue", 15)]
