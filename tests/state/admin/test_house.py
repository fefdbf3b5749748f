"""The page of administrators: for them alone, on a device with a second factor; what is done is told."""

import pytest
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.models import Audit, AuthKind, JobKind, User
from practice_app.models.columns import now
from practice_app.services import admin
from practice_app.services.accounts import signin
from practice_app.state.admin.house import AdminState
from tests.services.analysis.test_counted import five, say  # noqa: F401  the people who are counted
from tests.services.people import person, session, take
from tests.state.tabs import call, tab


def office(name, *roles, both=True):
    """Somebody who holds this, and the cookie of a device of theirs."""
    who = person(name)
    with system_transaction() as db:
        user = db.get_one(User, who)
        user.roles, user.second_factor = list(roles), both
        return who, signin.sign_in(db, user, AuthKind.BROWSER, "Mozilla/5.0 Safari/604", both=both).cookie


@pytest.fixture
def boss(clean_database):
    return office("Boss", "admin", "student")


def be(who, *roles):
    with system_transaction() as db:
        db.get_one(User, who).roles = list(roles)


def held(who):
    with system_transaction() as db:
        return db.get_one(User, who)


async def opened(cookie):
    at = await tab(AdminState, cookie, "/admin")
    await call(at, "load")
    return at


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("roles", "both", "stage"),
    [(["student"], True, "not_yours"), (["moderator"], True, "not_yours"), (["admin"], False, "factor")],
)
async def test_it_is_for_administrators_on_a_device_with_two_factors(ann, roles, both, stage):
    _, cookie = office("Somebody", *roles, both=both)
    at = await opened(cookie)
    assert (at.stage, at.rows, at.settings, at.health, at.people, at.right) == (stage, [], [], [], 0, [])
    await call(at, "find", {"q": "Ann"})
    await call(at, "ask", "suspend", str(ann), "Ann")
    await call(at, "do")
    assert (at.rows, held(ann).suspended_at) == ([], None)


@pytest.mark.anyio
async def test_the_house_is_seen_and_no_secret_of_it(ann, boss):
    take(session(ann, now()), ann, status="queued")
    at = await opened(boss[1])
    assert (at.stage, at.people, at.reports, at.appeals) == ("there", 2, 0, 0)
    assert {one.part: one.word for one in at.health} == {"database": "ok", "redis": "ok", "s3": "ok"}
    jobs = {one.kind: one for one in at.jobs}
    assert set(jobs) == {str(one) for one in JobKind}
    assert (jobs["analysis"].waiting, jobs["export"].waiting, jobs["analysis"].failed) == (1, 0, 0)
    assert [one.kind for one in at.stored][:2] == ["recordings", "sheets"]
    said = {one.name: one.value for one in at.settings}
    assert said["GROUP_MEMBERS"] == "500"
    secret = [one for name, one in said.items() if "KEY" in name or "PASSWORD" in name or "DATABASE" in name]
    assert secret == []


@pytest.mark.anyio
async def test_how_often_it_hears_right_is_seen_as_counts_of_five_and_of_nobody(five, boss):  # noqa: F811
    at = await opened(boss[1])
    (row,) = at.right
    assert (row.version, row.instrument, row.people, row.sessions) == ("1.18.0", "cello", 5, 5)
    assert (row.share, row.missed_s, row.added_s) == (pytest.approx(0.9), 0, 300)
    say(five[0], wanted=False)
    assert (await opened(boss[1])).right == []


@pytest.mark.anyio
async def test_people_are_found_by_what_one_knows_of_them(ann, bob, boss):
    be(ann, "teacher", "student")
    at = await opened(boss[1])
    for asked, found in (
        ("an", ["Ann"]),
        ("%", []),
        (str(bob), ["Bob"]),
        ("nobody@example.org", []),
        ("", ["Boss", "Bob", "Ann"]),
    ):
        await call(at, "find", {"q": asked})
        assert [one.name for one in at.rows] == found, asked
    for which, found in (("teachers", ["Ann"]), ("offices", ["Boss"]), ("suspended", [])):
        await call(at, "only", which)
        assert [one.name for one in at.rows] == found, which


@pytest.mark.anyio
async def test_what_is_done_with_an_account_is_asked_done_and_told_with_a_name(ann, anns, boss):
    be(ann, "student", "teacher")
    at = await opened(boss[1])
    for deed, after in (
        ("verify", lambda user: user.teacher_verified_at is not None),
        ("unverify", lambda user: user.teacher_verified_at is None),
        ("moderator", lambda user: user.roles == ["moderator", "student", "teacher"]),
        ("no_moderator", lambda user: user.roles == ["student", "teacher"]),
        ("suspend", lambda user: user.suspended_at is not None),
        ("unsuspend", lambda user: user.suspended_at is None),
    ):
        await call(at, "ask", deed, str(ann), "Ann")
        assert (at.deed, at.name) == (deed, "Ann")
        await call(at, "do")
        assert after(held(ann)), deed
        assert (at.deed, at.notice_kind) == ("", "good")
    with transaction(ann) as db:
        told = {one.kind: one.detail.get("by") for one in db.exec(select(Audit))}
    assert (told["suspended"], told["role_changed"], told["teacher_confirmed"]) == ("Boss", "Boss", "Boss")


@pytest.mark.anyio
async def test_administrators_and_oneself_are_no_pages_matter(boss):
    other, _ = office("Other", "admin")
    at = await opened(boss[1])
    assert all(one.fixed for one in at.rows)
    for whom in (other, boss[0]):
        for deed in admin.DEEDS:
            await call(at, "ask", deed, str(whom), "x")
            await call(at, "do")
            assert at.notice_kind == "error"
    assert (held(other).suspended_at, held(boss[0]).roles) == (None, ["admin", "student"])
    await call(at, "ask", "erase", str(other), "x")
    await call(at, "do")
    assert at.notice_kind == "error"
