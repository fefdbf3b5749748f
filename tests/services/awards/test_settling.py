"""Whatever happens to sessions, in whatever order: points and titles are what a making from nothing gives."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid
from practice_app.models import Piece, Section
from practice_app.services import awards, pieces, practice, progress
from practice_app.services.pieces import PieceChanges, SectionChanges, sections
from practice_app.services.practice import SessionChanges
from practice_app.services.progress import GoalDraft
from tests.services.people import heard, metric, person, session, take

MARCH = datetime(2026, 3, 2, 17, tzinfo=UTC)
NOTE = "The left hand is late at each shift; slower, and breathe before it."


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def asked(who, verb, *args, **named):
    with transaction(who) as db:
        return verb(db, who, *args, **named)


def points(who):
    return [(one.points, one.reason) for one in reversed(asked(who, awards.ledger, 100).items)]


def earned(who):
    return {one.key: one.earned_at for one in asked(who, awards.achievements) if one.earned_at}


def everything(who):
    with transaction(who) as db:
        merits = sorted(map(str, db.execute(text("SELECT * FROM merits"))))
    ledger = asked(who, awards.ledger, 100)
    assert ledger.total == sum(line.points for line in ledger.items)
    return merits, ledger, earned(who)


def steady(row, who, bpm=80.0, jitter=0.0, **more):
    """A take of a minute, with a note on each beat or beside it."""
    times = sorted((n + jitter * math.sin(n * n)) * 60 / bpm for n in range(1, int(bpm)))
    heard(
        row,
        who,
        take(row, who, keep=True),
        60,
        60,
        metrics=[metric("tempo_bpm", bpm, 0.9)],
        curves=[{"key": "tempo_bpm", "unit": "bpm", "step_s": 1.0, "values": [bpm] * 60}],
        onsets={"times_s": times, "late_ms": [None] * len(times)},
        **more,
    )


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "delete", "restore", "move", "hear", "slower"]),
        st.integers(0, 4),
        st.integers(0, 30),
        st.sampled_from(["UTC", "Asia/Seoul", "America/New_York", "Pacific/Apia"]),
    ),
    max_size=9,
)


def do(who, made, deed, which, day, zone):
    known = made[which % len(made)] if made else None
    if deed == "add":
        at = MARCH + timedelta(days=day, hours=5 * which)
        note, mode = NOTE if which % 2 else "", ("normal", "slow")[which % 2]
        made.append(session(who, at, 20 + day, timezone=zone, mode=mode, note=note))
    elif known is None:
        return
    elif deed == "delete":
        asked(who, if_there, known.id, practice.delete)
    elif deed == "restore":
        asked(who, practice.restore, known.id)
    elif deed == "move":
        to = {"started_at": known.started_at + timedelta(days=day), "ended_at": known.ended_at + timedelta(days=day)}
        asked(who, if_there, known.id, practice.change, SessionChanges(**to, timezone=zone))
    elif deed == "hear":
        steady(known, who, 50.0 + day, 0.3 * (which % 2))
    else:
        asked(who, if_there, known.id, practice.change, SessionChanges(target_bpm=50))


def if_there(db, who, session_id, verb, *args):
    if db.scalar(text("SELECT deleted_at IS NULL FROM practice_sessions WHERE id = :id"), {"id": session_id}):
        verb(db, who, session_id, *args)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_in_any_order_it_is_what_a_making_from_nothing_gives(clean_database, deeds):
    who, made = person("Ann"), []
    for deed in deeds:
        do(who, made, *deed)
    before = everything(who)
    asked(who, awards.rebuild)
    assert everything(who) == before


def test_a_minute_is_a_point_slow_ones_are_two_and_below_sixty_three(ann):
    session(ann, MARCH, 10.9)
    session(ann, MARCH + timedelta(hours=1), 10, mode="slow")
    session(ann, MARCH + timedelta(hours=2), 10, mode="slow", target_bpm=56)
    assert points(ann) == [(10, "minutes"), (20, "slow"), (30, "meditation")]
    assert asked(ann, awards.ledger).total == 60


def test_less_than_a_minute_is_no_point_and_still_a_session(ann):
    session(ann, MARCH, 0.5)
    assert points(ann) == []
    assert set(earned(ann)) == {"sessions-1"}


def test_what_was_heard_counts_and_ten_more_when_the_beat_was_kept(ann):
    kept, not_kept = session(ann, MARCH, 10), session(ann, MARCH + timedelta(hours=1), 10)
    steady(kept, ann)
    steady(not_kept, ann, jitter=0.3)
    assert sorted(points(ann)) == [(1, "minutes"), (1, "minutes"), (10, "steadiness")]
    assert {"steady-1", "heard-1", "kept-1"} <= earned(ann).keys()


def practised_piece(who, target, **more):
    piece = Piece(user_id=who, title="Partita", target_bpm=target)
    section = Section(user_id=who, piece_id=piece.id, title="Gigue")
    with system_transaction() as db:
        db.add(piece)
        db.flush()
        db.add(section)
    item = {"piece_id": piece.id, "section_id": section.id, "seconds": 60, "repetitions": 3}
    return piece, section, session(who, MARCH, 10, items=[item], **more)


def test_slower_than_the_target_of_the_piece_is_slow_once_that_is_sure(ann):
    _, _, row = practised_piece(ann, 80)
    steady(row, ann, 78.0)
    assert (1, "minutes") in points(ann)  # nearer than a tempo is heard
    steady(row, ann, 70.0, version="2", created_at=datetime.now(UTC) + timedelta(seconds=1))
    assert (4, "slow") in points(ann)  # both takes, at 74 in the mean


def test_another_target_counts_for_what_was_practised_before_too(ann):
    piece, section, _ = practised_piece(ann, 60, target_bpm=70)
    assert points(ann) == [(10, "minutes")]
    assert "reached-1" not in earned(ann)
    asked(ann, pieces.change_piece, piece.id, PieceChanges(target_bpm=90))
    assert points(ann) == [(20, "slow")]
    asked(ann, sections.change, piece.id, section.id, SectionChanges(target_bpm=70))
    assert points(ann) == [(10, "minutes")]
    assert {"reached-1", "sections-1", "pieces-1"} <= earned(ann).keys()


def test_a_thought_is_worth_something_once_a_day(ann):
    for hour in range(3):
        session(ann, MARCH + timedelta(hours=hour), 1, note=NOTE)
    session(ann, MARCH + timedelta(days=1), 1, note="ok")
    assert [one for one in points(ann) if one[1] == "reflection"] == [(5, "reflection")]
    assert [one.session_id for one in asked(ann, awards.ledger).items if one.reason == "reflection"] == [None]


def test_a_plan_played_to_its_end_is_worth_ten_once_a_day(ann):
    session(ann, MARCH, 1, plan={"steps": 3, "done": 2})
    assert points(ann) == [(1, "minutes")]
    for hour in (1, 2):
        session(ann, MARCH + timedelta(hours=hour), 1, plan={"steps": 3, "done": 3})
    assert [one for one in points(ann) if one[1] == "plan"] == [(10, "plan")]
    assert "planned-1" in earned(ann)


def test_a_title_goes_with_its_session_and_comes_back_with_it_worn_as_before(ann):
    row = session(ann, MARCH, 61)
    assert earned(ann)["hours-1"] == row.ended_at
    assert asked(ann, awards.wear, "hours-1").title == "First hour"
    asked(ann, practice.delete, row.id)
    assert earned(ann) == {}
    assert asked(ann, awards.worn) is None
    with pytest.raises(Invalid):
        asked(ann, awards.wear, "hours-1")
    asked(ann, practice.restore, row.id)
    assert asked(ann, awards.worn).key == "hours-1"


def test_a_session_that_comes_late_moves_the_moment_of_earning(ann):
    session(ann, MARCH, 40)
    session(ann, MARCH + timedelta(days=2), 40)
    assert earned(ann)["hours-1"].day == 4
    session(ann, MARCH - timedelta(days=1), 40)
    assert earned(ann)["hours-1"].day == 2


def test_what_is_new_is_told_once_and_not_again_when_it_comes_back(ann):
    row = session(ann, MARCH, 61)
    assert {one.key for one in asked(ann, awards.news)} == {"sessions-1", "hours-1"}
    assert asked(ann, awards.news) == []
    asked(ann, practice.delete, row.id)
    asked(ann, practice.restore, row.id)
    assert asked(ann, awards.news) == []


def test_in_quiet_mode_nothing_is_shown_or_told_and_nothing_is_lost(ann):
    with transaction(ann) as db:
        db.execute(text("UPDATE users SET quiet = true"))
    session(ann, MARCH, 61)
    assert asked(ann, awards.news) == asked(ann, awards.achievements) == asked(ann, awards.challenges) == []
    assert asked(ann, awards.ledger).total == 0
    with transaction(ann) as db:
        db.execute(text("UPDATE users SET quiet = false"))
    assert "hours-1" in earned(ann)
    assert asked(ann, awards.news) == []


def test_who_practised_before_anything_was_counted_finds_it_counted(ann):
    session(ann, MARCH, 61)
    with transaction(ann) as db:
        db.execute(text("DELETE FROM merits"))
        db.execute(text("DELETE FROM awards"))
    assert {one.key for one in asked(ann, awards.opened).achievements if one.earned_at} == {"sessions-1", "hours-1"}


def test_a_day_of_rest_breaks_no_row_also_when_it_is_said_afterwards(ann):
    for day in (0, 1, 2, 3, 4, 5, 7):
        session(ann, MARCH + timedelta(days=day), 5)
    assert "streak-7" not in earned(ann)
    draft = GoalDraft(minutes_per_week=60, rest_days=[6])
    asked(ann, progress.put_goal, "violin", draft)
    asked(ann, awards.look_again)
    assert "streak-7" in earned(ann)
