"""The journal and a session's page, as one question each."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.errors import NotFound
from practice_app.services import journal, practice
from practice_app.services.journal import session_page
from tests.services.people import heard, metric, person, session, take

NOW = datetime.now(UTC)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


@pytest.fixture
def bob(clean_database):
    return person("Bob")


def asked(user_id, question, *args, **kwargs):
    with transaction(user_id) as db:
        return question(db, user_id, *args, **kwargs)


def test_a_month_holds_the_days_with_practice_and_what_was_heard_of_them(ann):
    first = session(ann, datetime(2026, 2, 14, 9, tzinfo=UTC), 20)
    heard(first, ann, take(first, ann), 1200, 900)
    session(ann, datetime(2026, 2, 15, 9, tzinfo=UTC), 25)

    month = asked(ann, journal.month, "2026-02")

    assert [(d.day, d.seconds, d.clock_s, d.played_s) for d in month.days] == [
        ("2026-02-14", 900, 1200, 900),
        ("2026-02-15", 1500, 1500, None),
    ]


@pytest.mark.parametrize("name", ["2026-13", "0000-00", "9999-12", "", "today", "2026-1"])
def test_a_month_that_is_none_is_not_found(ann, name):
    with pytest.raises(NotFound):
        asked(ann, journal.month, name)


def test_the_journal_opens_with_this_month_and_the_newest_sessions(ann):
    for days in range(12):
        session(ann, NOW - timedelta(days=days, minutes=40), 30)

    found = asked(ann, journal.opened)

    assert found.totals.sessions == 12
    assert found.streak.current >= 12
    assert len(found.entries.items) == journal.SHOWN
    rest = asked(ann, journal.entries, after=found.entries.next_cursor)
    assert len(rest.items) == 2
    assert not rest.next_cursor


def test_a_session_is_drawn_on_its_own_clock_whatever_its_takes_offset(ann):
    row = session(ann, NOW - timedelta(hours=1), 10)
    heard(row, ann, take(row, ann, offset_s=300), 300, 120)

    entry = asked(ann, journal.entry, row.id)

    assert entry.spans == [{"kind": "playing", "start_s": 300, "end_s": 420}]
    assert (entry.played_s, entry.listening) == (120, "ready")


@pytest.mark.parametrize(
    ("statuses", "word"),
    [
        ([], ""),
        (["ready"], "ready"),
        (["ready", "queued"], "open"),
        (["failed"], "failed"),
        (["failed", "ready"], "ready"),
    ],
)
def test_how_far_a_sessions_recordings_are_is_one_word(statuses, word):
    assert journal.listening(statuses) == word


def test_a_stranger_sees_no_session_even_with_its_id(ann, bob):
    row = session(ann, NOW - timedelta(hours=1), 10)
    for question in (session_page.opened, journal.entry):
        with pytest.raises(NotFound):
            asked(bob, question, row.id)
    assert asked(bob, journal.opened).entries.items == []
    assert asked(bob, journal.month, f"{NOW:%Y-%m}").days == []


def test_a_page_says_what_was_heard_and_when_by_the_players_clock(ann):
    row = session(ann, datetime(2026, 2, 14, 16, tzinfo=UTC), 20, timezone="Asia/Seoul", instrument="Violin")
    evidence = [{"start_s": n, "end_s": n + 1} for n in range(20)]
    curve = {"key": "loudness_lufs", "unit": "LUFS", "step_s": 0.1, "values": [-20.0, -30.0] * 6000}
    recording = take(row, ann, keep=True)
    heard(row, ann, recording, 1200, 720, metrics=[metric("tempo_bpm", 66, evidence=evidence)], curves=[curve])

    page = asked(ann, session_page.opened, row.id)

    assert (page.started_local, page.ended_local) == ("2026-02-15T01:00", "2026-02-15T01:20")
    assert (page.clock_s, page.played_s, page.status) == (1200, 720, "ready")
    assert page.takes[0].playable
    assert len(page.levels["values"]) <= session_page.CURVE_POINTS
    assert page.loudness_path.startswith("M")
    assert page.loudness_bounds
    assert page.loudness_bounds[0] < page.loudness_bounds[1]
    assert len(page.metrics[0]["evidence"]) == session_page.MOST_EVIDENCE


BOWED = {
    "reversals_s": [1.0, 1.5, 2.1],
    "strokes": {"starts_s": [1.0, 1.5], "ends_s": [1.5, 2.1], "unevenness": [0.1, None], "off_deg": [0.0, 2.0]},
    "angle_deg": 30.0,
    "spread_deg": 2.0,
    "unevenness": 0.2,
}


def test_the_strokes_of_all_takes_stand_on_the_sessions_clock(ann):
    row = session(ann, NOW - timedelta(hours=1), 10)
    steady = [metric("bow_steadiness", 0.8)]
    heard(row, ann, take(row, ann), 60, 50, metrics=steady, bow=BOWED)
    heard(row, ann, take(row, ann, offset_s=60), 60, 50, metrics=steady)
    heard(row, ann, take(row, ann, offset_s=120), 60, 50, metrics=steady, bow=BOWED | {"unevenness": 0.4})

    bow = asked(ann, session_page.opened, row.id).bow

    assert bow["strokes"]["starts_s"] == [1.0, 1.5, 121.0, 121.5]
    assert bow["strokes"]["ends_s"] == [1.5, 2.1, 121.5, 122.1]
    assert bow["strokes"]["unevenness"] == [0.1, None, 0.1, None]
    assert (bow["spread_deg"], bow["unevenness"]) == (2.0, pytest.approx(0.3))


FELT = {
    "strokes": {
        "starts_s": [1.0, 1.6],
        "ends_s": [1.5, 2.1],
        "sides": [1, -1],
        "unevenness": [0.1, None],
        "heard": [True, False],
    },
    "count": 2,
    "felt_s": 1.2,
    "part": 1.0,
    "per_minute": 100.0,
    "sides": [{"count": 1, "length_s": 0.5, "spread": 0.0, "unevenness": 0.1}] * 2,
    "agreed": 0.5,
    "by_chance": 0.1,
    "lag_s": 0.05,
    "confidence": 0.6,
}


def test_what_was_felt_in_all_takes_stands_on_the_sessions_clock_without_sides(ann):
    row = session(ann, NOW - timedelta(hours=1), 10)
    heard(row, ann, take(row, ann), 60, 50, arm=FELT)
    heard(row, ann, take(row, ann, offset_s=60), 60, 50)
    assert asked(ann, session_page.opened, row.id).arm["sides_s"] == [0.5, 0.5]

    heard(row, ann, take(row, ann, offset_s=120), 60, 50, arm=FELT | {"confidence": 0.4, "felt_s": 3.6})
    page = asked(ann, session_page.opened, row.id)

    assert page.arm["strokes"]["starts_s"] == [1.0, 1.6, 121.0, 121.6]
    assert page.arm["strokes"]["heard"] == [True, False, True, False]
    assert (page.arm["count"], page.arm["per_minute"], page.arm["sides_s"]) == (4, 50.0, [])
    assert page.arm["under"] == "not very sure"
    assert page.bow == {}


def test_of_a_bow_that_gives_no_figure_nothing_is_drawn(ann):
    row = session(ann, NOW - timedelta(hours=1), 10)
    heard(row, ann, take(row, ann), 60, 0, metrics=[metric("bow_steadiness", None, 0.0)], bow=BOWED)
    assert asked(ann, session_page.opened, row.id).bow == {}


def test_a_deleted_session_is_gone_from_the_journal_and_its_page(ann):
    row = session(ann, NOW - timedelta(hours=1), 10)
    asked(ann, practice.delete, row.id)
    assert asked(ann, journal.opened).totals.sessions == 0
    with pytest.raises(NotFound):
        asked(ann, session_page.opened, row.id)
