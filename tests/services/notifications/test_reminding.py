"""Reminders to practise: when one usually begins, when it is next that time, and never after one has."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid
from practice_app.models import NotificationChoices, User
from practice_app.services import notifications
from practice_app.services.notifications import Reminder, reminding
from practice_app.services.notifications.reminding import next_time, usual
from tests.services import people

BERLIN = ZoneInfo("Europe/Berlin")
EVERY_DAY = tuple(range(7))


def at(*hours):
    return [time(int(hour), round(hour % 1 * 60)) for hour in hours]


@pytest.mark.parametrize(
    ("starts", "hour"),
    [
        (at(17, 18), None),
        (at(17, 18, 19), time(18)),
        (at(17, 18, 18.5, 7), time(17)),
        (at(22, 23.5, 0.5, 1, 23), time(23, 30)),
        (at(5, 6, 7, 8, 22), time(7)),
    ],
    ids=["too few", "odd", "even", "around midnight", "mornings"],
)
def test_the_usual_hour_is_the_middle_of_when_one_began(starts, hour):
    assert usual(starts) == hour


@pytest.mark.parametrize(
    ("moment", "days", "then"),
    [
        (datetime(2026, 3, 2, 12, tzinfo=UTC), (0, 2), datetime(2026, 3, 2, 17, tzinfo=UTC)),
        (datetime(2026, 3, 2, 17, tzinfo=UTC), (0, 2), datetime(2026, 3, 4, 17, tzinfo=UTC)),
        (datetime(2026, 3, 2, 17, tzinfo=UTC), (0,), datetime(2026, 3, 9, 17, tzinfo=UTC)),
        (datetime(2026, 3, 28, 18, tzinfo=UTC), (6,), datetime(2026, 3, 29, 16, tzinfo=UTC)),  # the clocks changed
        (datetime(2026, 3, 2, 12, tzinfo=UTC), (), None),
    ],
    ids=["today", "next", "in a week", "summer", "never"],
)
def test_it_is_that_time_again_by_ones_own_clock(moment, days, then):
    assert next_time(moment, BERLIN, days, time(18)) == then


@pytest.fixture
def ann(clean_database):
    return people.person("Ann")


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """A clock that is set by hand; it is the second of March, a Monday."""
    shown = [NOON]
    monkeypatch.setattr(reminding, "now", lambda: shown[0])

    def set_to(hour, day=2):
        shown[0] = datetime(2026, 3, day, hour, tzinfo=UTC)

    return set_to


def remind(who, *days, hour=18):
    with transaction(who) as db:
        return notifications.remind(db, who, Reminder(days, time(hour) if hour else None))


def reminded(who):
    with transaction(who) as db:
        return [row.kind for row in notifications.inbox(db, who).items].count("practice_reminder")


def test_it_comes_once_on_the_day_and_at_the_hour(ann, clock):
    remind(ann, 0, 3)
    assert notifications.remind_due() == 0
    clock(18)
    assert (notifications.remind_due(), notifications.remind_due()) == (1, 0)
    assert reminded(ann) == 1
    clock(18, day=3)
    assert notifications.remind_due() == 0
    clock(18, day=5)
    notifications.remind_due()
    assert reminded(ann) == 2


def test_it_does_not_come_once_one_has_practised_nor_hours_late(ann, clock):
    remind(ann, *EVERY_DAY)
    people.session(ann, NOON)
    clock(18)
    assert (notifications.remind_due(), reminded(ann)) == (1, 0)
    clock(21, day=3)  # the workers were away
    assert (notifications.remind_due(), reminded(ann)) == (1, 0)
    clock(18, day=4)
    notifications.remind_due()
    assert reminded(ann) == 1


def test_at_the_usual_hour_it_comes_once_there_is_one(ann, clock):
    assert remind(ann, *EVERY_DAY, hour=None) == Reminder(EVERY_DAY, None)
    clock(12, day=3)
    assert (notifications.remind_due(), reminded(ann)) == (1, 0)
    for day in (1, 2, 3):
        people.session(ann, datetime(2026, 3, day, 9, tzinfo=UTC))
    clock(13, day=4)
    notifications.remind_due()
    clock(9, day=5)
    notifications.remind_due()
    assert reminded(ann) == 1


def test_it_moves_with_whoever_travels(ann, clock):
    remind(ann, *EVERY_DAY)
    with system_transaction() as db:
        db.get_one(User, ann).timezone = "Asia/Seoul"
    clock(18)  # three in the morning there
    assert (notifications.remind_due(), reminded(ann)) == (1, 0)
    clock(9, day=3)
    notifications.remind_due()
    assert reminded(ann) == 1


def test_nobody_is_reminded_who_took_it_back_or_is_paused(ann, clock):
    bob = people.person("Bob")
    for who in (ann, bob):
        remind(who, *EVERY_DAY)
    with transaction(ann) as db:
        assert notifications.remind(db, ann, None) is None
    with system_transaction() as db:
        db.get_one(User, bob).paused_at = NOON
    clock(18)
    assert notifications.remind_due() == 1
    assert (reminded(ann), reminded(bob)) == (0, 0)
    with system_transaction() as db:
        assert db.get_one(NotificationChoices, ann).remind_next is None
        kept = db.scalar(text("SELECT remind_next FROM notification_choices WHERE user_id = :bob"), {"bob": bob})
    assert kept == NOON + timedelta(days=1, hours=6)


def test_a_day_that_is_none_is_refused(ann):
    with pytest.raises(Invalid), transaction(ann) as db:
        notifications.remind(db, ann, Reminder((7,), None))
