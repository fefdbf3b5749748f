"""The page of what one is told of: each kind's ways, quiet hours, the reminder."""

from datetime import time

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.models import Notification, NotificationKind
from practice_app.services import notifications
from practice_app.services.notifications import Quiet, Reminder
from practice_app.services.shared.telling import tell
from practice_app.state.notifications.wishes import WishesState
from tests.state.tabs import call, tab


async def opened(anns):
    at = await tab(WishesState, anns, "/settings/notifications")
    await call(at, "load")
    return at


def of(at, kind):
    return next(wish for wish in at.wishes if wish.kind == kind)


def chosen(who, what=notifications.choices):
    with transaction(who) as db:
        return what(db, who)


@pytest.mark.anyio
async def test_each_way_of_a_kind_is_switched_for_itself(ann, anns):
    at = await opened(anns)
    await call(at, "wish", "title_earned", "mail", True)
    await call(at, "wish", "title_earned", "app", False)
    assert (of(at, "title_earned").mail, of(at, "title_earned").app) == (True, False)
    with system_transaction() as db:
        tell(db, ann, NotificationKind.TITLE_EARNED, "one", title="First hour")
        tell(db, ann, NotificationKind.IMPORT_DONE, "one", n=1)
    with transaction(ann) as db:
        assert [row.kind for row in notifications.inbox(db, ann).items] == ["import_done"]
    with system_transaction() as db:
        assert db.get_one(Notification, notifications.inbox(db, ann).items[0].id).shown
    assert of(at, "security").always_mailed


@pytest.mark.anyio
async def test_quiet_hours_begin_at_night_and_are_ones_own_to_move(ann, anns):
    at = await opened(anns)
    await call(at, "be_quiet", True)
    assert chosen(ann).quiet == Quiet(time(22), time(7))
    await call(at, "be_discreet", True)
    await call(at, "quiet_hours", "from", "21:30")
    await call(at, "quiet_hours", "to", "08:00")
    assert (chosen(ann).quiet, chosen(ann).discreet) == (Quiet(time(21, 30), time(8)), True)
    await call(at, "quiet_hours", "to", "21:30")
    assert (at.notice, at.quiet_to) == ("Quiet hours begin and end at different times.", "08:00")
    await call(at, "quiet_hours", "to", "")
    assert at.notice == "Give a time of day, like 18:30."
    await call(at, "be_quiet", False)
    assert (chosen(ann).quiet, chosen(ann).discreet) == (None, True)


@pytest.mark.anyio
async def test_a_reminder_comes_on_the_days_one_taps(ann, anns):
    at = await opened(anns)
    await call(at, "remind_on", 2, True)
    await call(at, "remind_on", 0, True)
    assert chosen(ann, notifications.reminder) == Reminder((0, 2), time(18))
    await call(at, "remind_hour", "17:15")
    await call(at, "remind_on", 0, False)
    assert chosen(ann, notifications.reminder) == Reminder((2,), time(17, 15))
    await call(at, "remind_usually", True)
    assert (chosen(ann, notifications.reminder), at.at_usual, at.usual) == (Reminder((2,), None), True, "")
    await call(at, "remind_on", 2, False)
    assert (chosen(ann, notifications.reminder), at.reminded) == (None, False)
