"""The pages of groups: in words of what their members do."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.models import User
from practice_app.services import forum
from practice_app.services.forum import PostDraft
from practice_app.services.groups.figures import Stretch
from practice_app.services.shared.events import Event, GroupChanged
from practice_app.state.groups import shown
from practice_app.state.groups.doings import GroupDoingsState
from practice_app.state.groups.group import GroupState
from practice_app.state.groups.listing import GroupsState
from practice_app.state.groups.sessions import PAGE, MemberSessionsState
from tests.services import people
from tests.state.tabs import call, cookie_of, tab

NOW = datetime.now(UTC) - timedelta(hours=2)


@pytest.fixture
async def quartet(ann, anns):
    """Ann's, set up in the form: its address."""
    at = await tab(GroupsState, anns, "/groups")
    await call(at, "load")
    await call(at, "add")
    await call(at, "save", {"name": "Quartet", "description": "", "joining": "open"})
    assert (at.adding, at.errors) == (False, {})
    await call(at, "load")
    return f"/groups/{at.mine[0].id}"


async def opened(who, path):
    at = await tab(GroupState, cookie_of(who), path)
    await call(at, "load")
    return at


@pytest.mark.anyio
async def test_a_group_without_a_name_is_said_so_beside_the_field(ann, anns):
    at = await tab(GroupsState, anns, "/groups")
    await call(at, "add")
    await call(at, "save", {"name": " ", "joining": "open"})
    assert (at.adding, list(at.errors)) == (True, ["name"])


@pytest.mark.anyio
async def test_one_finds_a_group_joins_it_and_says_what_one_shows(ann, quartet):
    bob = people.person("Bob")
    people.session(bob, NOW, 30, instrument="cello")
    at = await tab(GroupsState, cookie_of(bob), "/groups")
    await call(at, "search", "quart")
    assert [(one.name, one.place) for one in at.found] == [("Quartet", "")]
    await call(at, "join", at.found[0].id)
    page = await opened(bob, quartet)
    assert (page.stage, page.active, page.silent) == ("inside", 0, 2)
    await call(page, "share", "statistics")
    assert (page.active, page.silent, page.clock_s) == (1, 1, 1800)
    assert [(one.name, one.me, one.told) for one in page.members] == [("Bob", True, True), ("Ann", False, False)]
    assert [one.name for one in page.instruments] == ["cello"]
    hers = await opened(ann, quartet)
    assert [(one.name, one.clock_s) for one in hers.members] == [("Ann", 0), ("Bob", 1800)]
    await call(page, "share", "nothing")
    await hers._received(Event(hers.group.id, GroupChanged()))
    assert (hers.active, [one.told for one in hers.members]) == (0, [False, False])


@pytest.mark.anyio
async def test_who_opened_a_work_of_the_list_and_who_not_yet_is_told_of_who_shows_it(ann, quartet):
    hers, others = await opened(ann, quartet), [people.person(name) for name in ("Bob", "Cleo", "Dan")]
    doings = await tab(GroupDoingsState, cookie_of(ann), quartet)
    await call(doings, "add_work", {"title": "Serenade", "composer": "Dvořák"})
    await call(doings, "load")
    for who, level in zip(others, ("statistics", "sessions", "minutes"), strict=True):
        his = await opened(who, quartet)
        await call(his, "join")
        await call(his, "share", level)
        took = await tab(GroupDoingsState, cookie_of(who), quartet)
        await call(took, "load")
        await call(took, "take", took.works[0].id)
        await call(took, "load")
        if level != "sessions":
            people.session(who, NOW, 20, items=[{"piece_id": UUID(took.works[0].piece), "seconds": 600}])
    await call(hers, "load")
    assert [(one.name, one.who, one.others) for one in hers.works] == [("Serenade", "Bob", "Cleo")]
    assert (hers.works[0].had, hers.works[0].had_not) == (1, 1)


@pytest.mark.anyio
async def test_the_newest_of_its_board_stand_on_its_page(ann, quartet):
    with transaction(ann) as db:
        told = {"title": "Bowings", "body_md": "All down", "category": "tip", "group_id": quartet.split("/")[-1]}
        forum.add_post(db, ann, PostDraft(**told))
    at = await tab(GroupDoingsState, cookie_of(ann), quartet)
    await call(at, "load")
    assert [one.title for one in at.posts] == ["Bowings"]
    bob = await tab(GroupDoingsState, cookie_of(people.person("Bob")), quartet)
    await call(bob, "load")
    assert bob.posts == []


@pytest.mark.anyio
async def test_who_is_not_in_it_sees_what_it_is_and_asks(ann, quartet):
    hers, bob = await opened(ann, quartet), people.person("Bob")
    await call(hers, "save", {"name": "Quartet", "joining": "request", "max_members": "50", "rankings": "on"})
    assert hers.group.rankings
    his = await opened(bob, quartet)
    assert (his.stage, his.group.name, his.members) == ("outside", "Quartet", [])
    await call(his, "join")
    assert his.group.place == "asked"
    await call(hers, "load")
    await call(hers, "answer", hers.asking[0].id, True)
    await call(his, "load")
    assert (his.stage, hers.asking) == ("inside", [])


@pytest.mark.anyio
async def test_by_minutes_members_stand_only_where_the_group_chose_that_and_never_in_quiet_mode(ann, quartet):
    bob, hers = people.person("Bob"), await opened(ann, quartet)
    his = await opened(bob, quartet)
    await call(his, "join")
    people.session(bob, NOW, 30)
    await call(his, "share", "minutes")
    settings = {"name": "Quartet", "joining": "open", "max_members": "9"}
    for rankings, quiet, first in (("", False, "Ann"), ("on", False, "Bob"), ("on", True, "Ann")):
        with system_transaction() as db:
            db.get_one(User, ann).quiet = quiet
        await call(hers, "save", settings | {"rankings": rankings})
        await call(hers, "sort", "minutes")
        assert hers.members[0].name == first


@pytest.mark.anyio
async def test_what_can_be_done_is_asked_before_it_is_done(ann, quartet):
    bob, hers = people.person("Bob"), await opened(ann, quartet)
    his = await opened(bob, quartet)
    await call(his, "join")
    await call(hers, "load")
    await call(hers, "ask_about", "hand_over", bob)
    assert (hers.form, hers.about_name) == ("hand_over", "Bob")
    await call(hers, "hand_over")
    assert {one.name: one.place for one in hers.members} == {"Ann": "admin", "Bob": "owner"}
    await call(hers, "ask", "leave")
    await call(hers, "leave")
    await call(hers, "load")
    assert hers.stage == "outside"
    await call(his, "load")
    await call(his, "end")
    at = await tab(GroupsState, cookie_of(bob), "/groups")
    await call(at, "load")
    assert (at.mine, [one.name for one in at.ended]) == ([], ["Quartet"])
    await call(at, "restore", at.ended[0].id)
    assert [one.name for one in at.mine] == ["Quartet"]


@pytest.mark.anyio
async def test_the_last_owner_is_told_why_they_can_t_leave(ann, quartet):
    hers = await opened(ann, quartet)
    await call(hers, "leave")
    assert (hers.notice_kind, hers.stage) == ("error", "inside")
    missing = await opened(ann, "/groups/nothing")
    assert missing.stage == "missing"


def test_days_are_added_up_by_week_and_by_month_with_those_in_which_nothing_was():
    day = datetime(2026, 3, 4, tzinfo=UTC).date()
    days = [Stretch(day, 600, 600, None, 1, 1), Stretch(day + timedelta(days=1), 1200, 1200, 900, 1, 1)]
    weeks = shown.columns(days, day - timedelta(days=9), day + timedelta(days=3), by_month=False)
    assert [(one.first, one.clock_s, one.played_s) for one in weeks] == [
        ("2026-02-23", 0, -1),
        ("2026-03-02", 1800, 900),
    ]
    assert (weeks[1].outline, weeks[1].filled, weeks[0].outline) == (100, 50, 0)
    months = shown.columns(days, day - timedelta(days=9), day, by_month=True)
    assert [one.first for one in months] == ["2026-02-01", "2026-03-01"]


def test_a_week_of_what_is_not_sure_is_a_band():
    day = datetime(2026, 3, 4, tzinfo=UTC).date()
    doubtful = [Stretch(day, 600, 900, 600, 1, 1, 120, 60), Stretch(day + timedelta(days=1), 300, 300, None, 1, 1)]
    (week,) = shown.columns(doubtful, day, day, by_month=False)
    assert (week.played_s, week.low_s, week.high_s) == (600, 480, 660)


@pytest.mark.anyio
async def test_a_members_sessions_are_there_until_they_show_them_no_more(ann, quartet):
    bob = people.person("Bob")
    for day in range(32):
        people.session(bob, NOW - timedelta(days=day), 30, instrument="cello")
    page = await opened(bob, quartet)
    await call(page, "join")
    await call(page, "share", "sessions")
    row = next(one for one in (await opened(ann, quartet)).members if one.id == str(bob))
    assert (row.shares, row.told) == ("sessions", True)
    path = f"/groups/sessions/{bob}?group={quartet.rpartition('/')[2]}"
    at = await tab(MemberSessionsState, cookie_of(ann), path)
    await call(at, "load")
    assert (at.stage, at.name, at.mine, len(at.rows)) == ("there", "Bob", False, PAGE)
    await call(at, "more")
    assert (len(at.rows), at.next_cursor) == (32, "")
    await call(page, "share", "minutes")
    await at._received(Event(at.group_id, GroupChanged()))
    assert (at.stage, at.rows, at.name) == ("missing", [], "")


@pytest.mark.anyio
@pytest.mark.parametrize("query", ["", "?group=nonsense"])
async def test_a_members_sessions_belong_to_a_group(ann, anns, query):
    at = await tab(MemberSessionsState, anns, f"/groups/sessions/{ann}{query}")
    await call(at, "load")
    assert at.stage == "missing"
