"""Whatever happens to sessions, in whatever order: what they add up to is what a making from nothing gives."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.models import Piece, Section
from practice_app.services import practice, progress
from practice_app.services.practice import SessionChanges
from practice_app.services.progress import rollups
from tests.services.people import heard, metric, person, session, take

TABLES = {
    "practice_days": "*",
    "practice_day_items": "*",
    "practice_months": "*",
    "practice_month_instruments": "*",
    "practice_month_pieces": "*",
    "practice_metrics": "session_id, piece_id, section_id, local_day, value, confidence, weight, key",
}
MARCH = datetime(2026, 3, 2, 17, tzinfo=UTC)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def asked(who, verb, *args, **named):
    with transaction(who) as db:
        return verb(db, who, *args, **named)


def kept(who):
    with transaction(who) as db:
        return {
            table: sorted(map(str, db.execute(text(f"SELECT {columns} FROM {table}"))))
            for table, columns in TABLES.items()
        }


def from_nothing(who):
    asked(who, progress.rebuild)
    return kept(who)


def parts(who):
    with transaction(who) as db:
        return db.scalar(text("SELECT parts FROM practice_days"))


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["add", "again", "delete", "restore", "move", "hear", "unsure"]),
        st.integers(0, 4),
        st.integers(0, 3),
        st.sampled_from(["UTC", "Asia/Seoul", "America/New_York", "Pacific/Apia"]),
    ),
    max_size=10,
)


def do(who, made, deed, which, day, zone):
    known = made[which % len(made)] if made else None
    if deed == "add":
        at = MARCH + timedelta(days=day, hours=5 * which)
        made.append(session(who, at, 20, timezone=zone, focus=["tone"], mode="slow"))
    elif known is None:
        return
    elif deed == "delete":
        asked(who, delete_if_there, known.id)
    elif deed == "restore":
        asked(who, practice.restore, known.id)
    elif deed in ("move", "again"):
        to = {"started_at": known.started_at + timedelta(days=day), "ended_at": known.ended_at + timedelta(days=day)}
        asked(who, change_if_there, known.id, SessionChanges(**to, timezone=zone, instrument="violin"))
    else:
        figures = [metric("tempo_bpm", 60.0 + day, 0.9 if deed == "hear" else 0.2), metric("tuning_cents", 49.0)]
        heard(known, who, take(known, who), 600, 300, metrics=figures)


def delete_if_there(db, who, session_id):
    if db.scalar(text("SELECT deleted_at IS NULL FROM practice_sessions WHERE id = :id"), {"id": session_id}):
        practice.delete(db, who, session_id)


def change_if_there(db, who, session_id, changes):
    if db.scalar(text("SELECT deleted_at IS NULL FROM practice_sessions WHERE id = :id"), {"id": session_id}):
        practice.change(db, who, session_id, changes)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_in_any_order_it_is_what_a_making_from_nothing_gives(clean_database, deeds):
    who, made = person("Ann"), []
    for deed in deeds:
        do(who, made, *deed)
    assert kept(who) == from_nothing(who)


def test_two_sessions_of_one_day_that_arrive_at_once_both_count(ann):
    with ThreadPoolExecutor(8) as several:
        list(several.map(lambda n: session(ann, MARCH + timedelta(minutes=20 * n), 20), range(8)))
    with transaction(ann) as db:
        assert db.execute(text("SELECT sessions, counted_s FROM practice_days")).all() == [(8, 8 * 1200)]


def test_a_session_moved_to_another_day_leaves_none_behind(ann):
    row = session(ann, MARCH, 20)
    later = {"started_at": row.started_at + timedelta(days=3), "ended_at": row.ended_at + timedelta(days=3)}
    asked(ann, practice.change, row.id, SessionChanges(**later))
    with transaction(ann) as db:
        assert [str(day) for day in db.scalars(text("SELECT local_day FROM practice_days"))] == ["2026-03-05"]


def test_hours_are_those_of_where_it_was(ann):
    session(ann, datetime(2026, 3, 2, 9, 40, tzinfo=UTC), 50, timezone="Asia/Seoul")
    assert parts(ann)["hour"] == {"18": [1200, 1200, 1], "19": [1800, 1800, 1]}


def test_the_hour_that_comes_twice_when_clocks_go_back_holds_both(ann):
    session(ann, datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 60, timezone="Europe/Berlin")
    assert sum(clock_s for _, clock_s, _ in parts(ann)["hour"].values()) == 3600


def test_a_zone_that_the_database_does_not_know_keeps_no_session_from_arriving(ann, monkeypatch):
    monkeypatch.setattr(rollups, "_known_zones", ["UTC"])
    session(ann, MARCH, 20, timezone="Asia/Seoul")
    assert parts(ann)["hour"] == {"17": [1200, 1200, 1]}


def test_what_counts_of_a_piece_is_its_share_of_what_counts(ann):
    piece = Piece(user_id=ann, title="Partita")
    section = Section(user_id=ann, piece_id=piece.id, title="Gigue")
    with system_transaction() as db:
        db.add(piece)
        db.flush()
        db.add(section)
    items = [{"piece_id": piece.id, "section_id": section.id, "seconds": 900}, {"seconds": 300}]
    row = session(ann, MARCH, 20, items=items)
    heard(row, ann, take(row, ann), 1200, 600, metrics=[metric("tempo_bpm", 80.0)])
    with transaction(ann) as db:
        assert db.execute(text("SELECT counted_s, clock_s FROM practice_day_items")).all() == [(450, 900)]
        told = db.execute(text("SELECT piece_id, section_id, value, weight FROM practice_metrics")).all()
    assert told == [(piece.id, section.id, 80, 600)]


def as_before_there_were_days():
    with system_transaction() as db:
        for table in ("practice_days", "rolled_up"):
            db.execute(text(f"DELETE FROM {table}"))


def test_who_was_there_before_is_made_up_for_when_they_look(ann):
    session(ann, MARCH, 20)
    as_before_there_were_days()
    assert asked(ann, progress.dash, "UTC", "2026-03-01", "2026-03-03").totals.sessions == 1


def test_older_rules_are_made_up_for_too(ann, monkeypatch):
    session(ann, MARCH, 20)
    asked(ann, progress.ready)
    with system_transaction() as db:
        db.execute(text("UPDATE practice_days SET counted_s = 1"))
    asked(ann, progress.ready)
    assert asked(ann, progress.totals, MARCH.date()).all_s == 1
    monkeypatch.setattr(rollups, "VERSION", rollups.VERSION + 1)
    asked(ann, progress.ready)
    assert asked(ann, progress.totals, MARCH.date()).all_s == 1200


def test_a_day_lies_in_the_partition_of_its_month_and_long_ago_in_the_rest(ann):
    for at in (datetime.now(UTC) - timedelta(hours=1), datetime(1999, 3, 2, 17, tzinfo=UTC)):
        row = session(ann, at, 20)
        heard(row, ann, take(row, ann), 60, 40, metrics=[metric("tempo_bpm", 80.0)])
    with system_transaction() as db:
        found = set(db.scalars(text("SELECT tableoid::regclass::text FROM practice_metrics")))
    assert found == {f"practice_metrics_{datetime.now(UTC):%Y_%m}", "practice_metrics_default"}


def test_those_nobody_has_waited_for_are_made_up_for_one_by_one(ann):
    bob = person("Bob")
    session(ann, MARCH, 20)
    as_before_there_were_days()
    assert progress.catch_up(0) == 0
    assert (progress.catch_up(60), progress.catch_up(60)) == (2, 0)
    assert kept(ann)["practice_days"]
    assert kept(bob)["practice_days"] == []
