"""What goes, waits and is not needed: by rules alone, with no clock and no rows."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from practice_app.ids import new_id
from practice_app.services.notifications import Quiet
from practice_app.services.notifications.deciding import Due, decide, good_until
from practice_app.services.notifications.quiet import held_until

BERLIN, SEOUL = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Seoul")
NIGHT = Quiet(time(22), time(7))


def utc(day, hour, minute=0, month=3, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "quiet", "until"),
    [
        (utc(2, 20, 59), BERLIN, NIGHT, None),
        (utc(2, 21), BERLIN, NIGHT, utc(3, 6)),
        (utc(3, 5, 59), BERLIN, NIGHT, utc(3, 6)),
        (utc(3, 6), BERLIN, NIGHT, None),
        (utc(2, 14), SEOUL, NIGHT, utc(2, 22)),
        (utc(2, 12), BERLIN, Quiet(time(12), time(14)), utc(2, 13)),
        # the clocks go from 2 to 3 on the 29th of March: the night is an hour shorter
        (utc(28, 22), BERLIN, NIGHT, utc(29, 5)),
        (utc(28, 23), BERLIN, Quiet(time(22), time(2, 30)), utc(29, 1, 30)),
        # and from 3 back to 2 on the 25th of October: an hour longer, and half past two comes twice
        (utc(24, 20, month=10), BERLIN, NIGHT, utc(25, 6, month=10)),
        (utc(25, 0, 10, month=10), BERLIN, Quiet(time(22), time(2, 30)), utc(25, 0, 30, month=10)),
        (utc(25, 1, 10, month=10), BERLIN, Quiet(time(22), time(2, 30)), utc(25, 1, 30, month=10)),
        (utc(2, 23), BERLIN, None, None),
    ],
    ids=[
        *("before", "begins", "last minute", "over", "elsewhere", "by day", "spring", "skipped hour"),
        *("autumn", "first half past two", "second half past two", "none"),
    ],
)
def test_quiet_hours_end_when_ones_own_clock_says_so(moment, zone, quiet, until):
    assert held_until(moment, zone, quiet) == until


def due(kind="feedback", thread="/sessions/1", **more):
    return Due(new_id(), kind, thread, **more)


def decided(*items, moment=None, quiet=None, rang=None):
    return decide(items, moment or utc(2, 12), BERLIN, quiet, rang or {})


def test_what_was_read_or_is_not_wanted_any_more_is_not_needed():
    read, new = due(unwanted=True), due()
    made = decided(read, new)
    assert (made.not_needed, made.go, made.waits) == ([read.id], [new.id], {})


def test_a_thread_rings_once_in_ten_minutes_and_what_comes_meanwhile_goes_together():
    again, other = due(), due(thread="/lessons")
    rang = {"/sessions/1": utc(2, 11, 55)}
    made = decided(again, other, rang=rang)
    assert (made.go, made.waits) == ([other.id], {utc(2, 12, 5): [again.id]})
    third = due()
    assert decided(again, third, moment=utc(2, 12, 5), rang=rang).go == [again.id, third.id]


def test_quiet_hours_hold_back_until_their_end_all_but_what_is_about_the_account():
    one, other, account = due(), due(thread="/lessons"), due("security")
    made = decided(one, other, account, moment=utc(2, 23), quiet=NIGHT)
    assert (made.go, made.waits) == ([account.id], {utc(3, 6): [one.id, other.id]})


def test_of_two_reasons_to_wait_the_later_counts():
    one = due()
    made = decided(one, moment=utc(3, 5, 59), quiet=NIGHT, rang={"/sessions/1": utc(3, 5, 58)})
    assert made.waits == {utc(3, 6, 8): [one.id]}


def test_what_is_of_no_use_any_more_is_not_said():
    begins = {"at": utc(2, 13).isoformat()}
    late = due(good_until=good_until("practice_reminder", utc(2, 10), {}))
    begun = due(good_until=good_until("lesson_soon", utc(2, 8), begins))
    feedback, moved = (due(good_until=good_until(kind, utc(1, 8), begins)) for kind in ("feedback", "lesson_moved"))
    made = decided(late, begun, feedback, moved, moment=utc(2, 13))
    assert (made.not_needed, made.go) == ([late.id, begun.id], [feedback.id, moved.id])
    assert decided(late, begun, moment=utc(2, 11, 59)).go == [late.id, begun.id]
