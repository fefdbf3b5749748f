"""What a group adds up to: nothing in it that somebody does not share."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid, NotFound
from practice_app.models import Block, Piece
from practice_app.services.groups import dashboard, members, spans
from practice_app.services.groups import figures as group_figures
from practice_app.services.groups.drafts import SharingDraft
from tests.services import people
from tests.services.groups.test_joining import group, join, olga  # noqa: F401 - a fixture

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 28)


@pytest.fixture
def trio(olga):  # noqa: F811
    """Olga's, with Bob who practised on two days and Eve who did on one of these, on a work of the catalogue."""
    bob, eve, made = people.person("Bob"), people.person("Eve"), group(olga)
    with system_transaction() as db:
        work = db.execute(text("SELECT id, title FROM works ORDER BY id LIMIT 1")).one()
        pieces = {who: Piece(user_id=who, title="Mine", work_id=work.id) for who in (bob, eve)}
        db.add_all(pieces.values())
    for who, days in ((bob, (0, 1)), (eve, (1,))):
        join(who, made)
        for day in days:
            item = {"piece_id": pieces[who].id, "seconds": 600}
            people.session(who, NOON + timedelta(days=day), 20, instrument="cello", items=[item])
    return olga, bob, eve, made, work


def share(who, group_id, level):
    with transaction(who) as db:
        members.share(db, who, group_id, SharingDraft(level=level))


def look(who, group_id, since=FIRST, until=LAST):
    with transaction(who) as db:
        return dashboard.shown(db, who, group_id, since, until)


def figures(shown):
    return {one.user.display_name: (one.seconds, one.days, one.by_day and len(one.by_day)) for one in shown.members}


def test_what_is_not_shared_is_in_nothing(trio):
    owner, bob, _, made, _ = trio
    shown = look(owner, made)
    assert (shown.totals.seconds, shown.totals.days, shown.totals.members_active) == (0, 0, 0)
    assert figures(shown) == dict.fromkeys(("Olga", "Bob", "Eve"), (None, None, None))
    assert (shown.by_day, shown.by_piece, shown.by_instrument) == ([], [], [])
    share(bob, made, "minutes")
    shown = look(owner, made)
    assert (shown.totals.seconds, shown.totals.days, shown.totals.sessions) == (2400, 2, 2)
    assert figures(shown)["Bob"] == (2400, 2, 2)
    assert figures(shown)["Eve"] == (None, None, None)
    assert (shown.by_piece, shown.by_instrument) == ([], [])
    assert [(day.day.day, day.seconds, day.members) for day in shown.by_day] == [(2, 1200, 1), (3, 1200, 1)]


def test_statistics_tell_works_and_instruments_of_those_who_share_them(trio):
    owner, bob, eve, made, work = trio
    share(bob, made, "minutes")
    share(eve, made, "statistics")
    shown = look(owner, made)
    assert (shown.totals.seconds, shown.totals.members_active) == (3600, 2)
    assert [(one.work_id, one.title, one.seconds, one.members) for one in shown.by_piece] == [
        (work.id, work.title, 600, [eve])
    ]
    assert [(one.instrument, one.seconds, one.members) for one in shown.by_instrument] == [("cello", 1200, 1)]
    assert [day.members for day in shown.by_day] == [1, 2]
    share(eve, made, "nothing")  # at once, and for what was
    shown = look(owner, made)
    assert (shown.totals.seconds, shown.by_piece) == (2400, [])


def test_only_members_of_now_are_in_it_and_look_at_it(trio):
    _, bob, eve, made, _ = trio
    share(bob, made, "sessions")
    share(eve, made, "minutes")
    with transaction(bob) as db:
        members.remove(db, bob, made, bob)
    assert figures(look(eve, made)) == {"Eve": (1200, 1, 1), "Olga": (None, None, None)}
    for who in (bob, people.person("Stranger")):
        with pytest.raises(NotFound):
            look(who, made)
        with transaction(who) as db:
            asked = {"group": made, "since": FIRST, "until": LAST}
            for function in ("days", "member_days"):
                found = db.execute(text(f"SELECT * FROM app_group_{function}(:group, :since, :until)"), asked)
                assert found.all() == []
            asked = {"group": made} | spans.parts([(FIRST, LAST)])
            for function in ("practice", "counted", "instruments", "works"):
                found = db.execute(text(f"SELECT * FROM app_group_{function}(:group, {group_figures.IN_PARTS})"), asked)
                assert found.all() == []


def test_between_two_of_whom_one_blocked_the_other_nothing_is_told(trio):
    _, bob, eve, made, _ = trio
    share(bob, made, "sessions")
    share(eve, made, "sessions")
    with system_transaction() as db:
        db.add(Block(blocker_id=bob, blocked_id=eve))
    for who, other, seconds in ((bob, "Eve", 2400), (eve, "Bob", 1200)):
        shown = look(who, made)
        assert figures(shown)[other] == (None, None, None)
        assert shown.totals.seconds == seconds


def test_days_are_each_members_own_and_at_most_a_year(trio):
    owner, bob, _, made, _ = trio
    share(bob, made, "minutes")
    assert look(owner, made, date(2026, 3, 3), date(2026, 3, 3)).totals.seconds == 1200
    for since, until in ((LAST, FIRST), (FIRST, date(2027, 3, 3))):
        with pytest.raises(Invalid):
            look(owner, made, since, until)


def test_the_last_four_weeks_stand_beside_the_four_before(trio):
    owner, bob, _, made, _ = trio
    share(bob, made, "minutes")
    now = datetime.now(UTC) - timedelta(hours=1)
    for ago, minutes in ((1, 30), (30, 10), (60, 50)):
        people.session(bob, now - timedelta(days=ago), minutes)
    with transaction(owner) as db:
        told = dashboard.trend(db, owner, made)
        pages = [dashboard.drawn(db, owner, made, timedelta(days=n), weeks=n < 99).trend for n in (27, 55, 83, 364)]
    assert (told.seconds, told.before) == (1800, 600)
    assert pages == [told] * 4, "whatever the page shows besides"


def test_weeks_and_months_add_up_to_the_days_wherever_they_are_cut(trio):
    """Sums come from a row for each month: every cut of it, days at either end, a month that ends with a week."""
    owner, bob, eve, made, _ = trio
    share(bob, made, "statistics")
    share(eve, made, "sessions")
    for day in (26, 28, 29, 30, 31, 60):  # 28 March is a Saturday, 1 April a Wednesday
        people.session(eve, NOON + timedelta(days=day), 10 + day, instrument="violin")
    for since, until in ((0, 70), (1, 1), (27, 29), (29, 30), (2, 26), (60, 60)):
        first, last = (FIRST + timedelta(days=n) for n in (since, until))
        told = look(owner, made, first, last)
        for weeks in (False, True):
            span = group_figures.Span(made, first, last, weeks)
            with transaction(owner) as db, group_figures.adding(db, span) as added:
                sums, parts = added.practised()
            by_day = told.by_day
            assert sum(one.seconds for one in parts) == sum(one.seconds for one in by_day) == told.totals.seconds
            assert sum(one.days for one in parts) == len(by_day) == told.totals.days
            assert sum(one.sessions for one in parts) == sum(one.sessions for one in by_day)
            days = {one.user.id: one.by_day for one in told.members if one.by_day}
            assert {who: (one.days, one.seconds) for who, one in sums.items()} == {
                who: (len(each), sum(day.seconds for day in each)) for who, each in days.items()
            }
        assert sum(one.seconds for one in told.by_instrument) == told.totals.seconds
