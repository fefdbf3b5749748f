"""Plans: they fill the minutes, and hold what one would want."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_app.services.planning import tempos
from practice_app.services.planning.due import due_among, next_by_rating
from practice_app.services.planning.history import History, Subject, Worked
from practice_app.services.planning.neglected import neglected_among
from practice_app.services.planning.overlaps import without_covered
from practice_app.services.planning.plan import LEAST, MOST, _material
from practice_app.services.planning.ratings import Run
from practice_app.services.planning.steps import plan
from practice_app.services.planning.words import written

TODAY = date(2026, 5, 20)
MADE = datetime(2026, 1, 1, tzinfo=UTC)


def subject(number, piece=1, *, bars=None, status="learning", current=None, target=None):
    first, last = bars or (None, None)
    whole = bars is None
    ids = {"piece_id": UUID(int=piece), "section_id": None if whole else UUID(int=1000 + number)}
    titles = {"piece_title": f"Piece {piece}", "section_title": "" if whole else f"Bars {first}–{last}"}
    tempi = {"current_bpm": current, "target_bpm": target}
    return Subject(**ids, **titles, **tempi, status=status, bar_start=first, bar_end=last, created_at=MADE)


def practised(one, *days_ago, rating=4, minutes=6):
    at = [TODAY - timedelta(days=ago) for ago in days_ago]
    runs = [
        Run(UUID(int=(one.id.int << 20) + n), datetime.combine(day, time(12), UTC), day, rating, None, 60 * minutes)
        for n, day in enumerate(at)
    ]
    return Worked(one, tuple(runs))


def material(*known, reviews=True):
    by_piece = {}
    for one in known:
        by_piece.setdefault(one.piece_id, []).extend(one.runs)
    return _material(History(list(known), by_piece), TODAY, reviews=reviews)


def planned(minutes, *known, reviews=True):
    return plan(minutes, material(*known, reviews=reviews), TODAY)


KNOWN = st.lists(
    st.builds(
        lambda number, piece, bars, status, ago, rating: practised(
            subject(number, piece, bars=bars if piece < 3 else None, status=status, current=80, target=120),
            *ago,
            rating=rating,
        ),
        number=st.integers(0, 900),
        piece=st.integers(1, 4),
        bars=st.tuples(st.integers(1, 40), st.integers(41, 80)),
        status=st.sampled_from(["learning", "polishing", "performing", "resting"]),
        ago=st.lists(st.integers(0, 200), max_size=4),
        rating=st.sampled_from([None, 1, 3, 4, 5]),
    ),
    max_size=8,
    unique_by=lambda one: one.subject.id,
)


@settings(max_examples=150, deadline=None)
@given(minutes=st.integers(LEAST, MOST), known=KNOWN, reviews=st.booleans())
def test_a_plan_fills_exactly_its_minutes_and_begins_with_a_warm_up(minutes, known, reviews):
    steps = planned(minutes, *known, reviews=reviews)

    assert sum(step.minutes for step in steps) == minutes
    assert all(step.minutes >= 1 for step in steps)
    assert steps[0].kind == "warm_up"
    assert all("{" not in written("en", said) for step in steps for said in (step.title, step.how, step.why))
    assert reviews or not {"due", "soon"} & {step.kind for step in steps}
    worked = [(step.piece_id, step.section_id) for step in steps if step.piece_id and step.kind != "play_through"]
    assert len(set(worked)) == len(worked)


def test_with_nothing_written_down_a_plan_still_makes_sense():
    assert [(step.kind, step.minutes) for step in planned(30)] == [
        ("warm_up", 4),
        ("technique", 9),
        ("new", 13),
        ("play_through", 4),
    ]


def test_half_an_hour_is_mostly_for_what_is_due():
    known = [practised(subject(n, bars=(10 * n + 1, 10 * n + 8)), 9) for n in range(3)]
    steps = planned(30, *known, Worked(subject(9, piece=2), ()))
    kinds = [step.kind for step in steps]

    assert kinds[0] == "warm_up"
    assert kinds[-1] == "play_through"
    assert kinds.count("due") >= 2
    assert kinds.count("new") == 1
    assert sum(step.minutes for step in steps if step.kind == "due") > 12


def test_what_failed_comes_first_and_at_seven_tenths_of_its_tempo():
    fine = practised(subject(1, bars=(1, 8), current=100, target=120), 9)
    failed = practised(subject(2, bars=(20, 30), current=100, target=120), 1, rating=1)
    due = [step for step in planned(40, fine, failed) if step.kind == "due"]

    assert [step.bpm for step in due] == [70, 104]
    assert due[0].section_id == failed.subject.section_id


def test_without_reviews_nothing_is_due_and_what_is_worked_on_stands_there():
    steps = planned(30, practised(subject(1, bars=(1, 8)), 9), reviews=False)

    assert [step.kind for step in steps if step.piece_id] == ["work", "play_through"]


def test_one_short_passage_does_not_get_four_hours():
    steps = planned(240, practised(subject(1), 9, minutes=6))

    assert max(step.minutes for step in steps if step.kind == "due") <= 24
    assert [step.kind for step in steps].count("free") == 1


def test_a_larger_passage_stands_for_a_smaller_one_that_it_mostly_covers():
    small, large = subject(1, bars=(9, 16)), subject(2, bars=(1, 12))
    larger, beside = subject(3, bars=(5, 30)), subject(4, piece=2, bars=(9, 16))

    assert without_covered([small, large]) == [small, large]  # half of it is not more than half
    assert without_covered([small, larger]) == [larger]
    assert without_covered([small, beside]) == [small, beside]
    assert without_covered([small, replace(small, section_id=UUID(int=5))]) == [small]
    assert due_among([practised(small, 9), practised(larger, 9)], TODAY)[0].subject == larger


def test_a_small_passage_is_due_alone_while_the_larger_one_is_not():
    small, large = practised(subject(1, bars=(9, 12)), 9), practised(subject(2, bars=(1, 30)), 0)

    assert [one.subject for one in due_among([small, large], TODAY)] == [small.subject]


def neglected(*known):
    by_piece = {}
    for one in known:
        by_piece.setdefault(one.piece_id, []).extend(one.runs)
    return neglected_among(History(list(known), by_piece), TODAY)


def test_neglected_is_what_waits_much_longer_than_it_usually_does():
    weekly = practised(subject(1, piece=1), 60, 67, 74, 81)
    monthly = practised(subject(2, piece=2), 60, 90, 120, 150)
    lately = practised(subject(3, piece=3), 3)
    never = Worked(subject(4, piece=4), ())

    rows = neglected(weekly, monthly, lately, never)
    assert [row.piece_id for row in rows] == [weekly.piece_id]
    assert written("en", rows[0].why) == "Usually practised every 7 days; the last time was Mar 21."


def test_what_rests_is_not_neglected():
    assert neglected(practised(subject(1, status="resting"), 100, 107, 114)) == []


def test_a_passage_is_neglected_where_its_piece_is_not():
    old = practised(subject(1, bars=(1, 8)), 60)
    new = practised(subject(2, bars=(9, 16)), 2)

    assert [row.section_id for row in neglected(old, new)] == [old.subject.section_id]


def test_the_effect_of_today_is_told_for_each_rating():
    one = practised(subject(1, bars=(1, 8)), 9)
    days = [(day - TODAY).days for day in next_by_rating(one, TODAY)]

    assert days[0] == days[1] == 1
    assert days == sorted(days)
    assert days[4] == 7


@pytest.mark.parametrize(
    ("current", "target", "problem", "bpm"),
    [
        (100, 120, True, 70),
        (100, 120, False, 104),
        (119, 120, False, 120),
        (130, 120, False, 120),
        (None, 120, False, 120),
        (None, 120, True, 84),
        (80, None, False, 80),
        (None, None, True, None),
        (12, None, True, 10),
    ],
)
def test_a_tempo_is_slower_for_a_problem_and_else_a_step_towards_the_target(current, target, problem, bpm):
    assert tempos.proposed(current, target, problem=problem) == bpm
