"""What members are and show; leaving, handing over, ending and bringing back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from practice_app.database import system_transaction, transaction
from practice_app.errors import Conflict, Gone, Invalid, NotAllowed, NotFound
from practice_app.models import GroupRole, Sharing
from practice_app.services import practice
from practice_app.services.accounts import erasing, leaving, term
from practice_app.services.groups import listing, making, members
from practice_app.services.groups.drafts import GroupChanges, SharingDraft
from practice_app.services.groups.refusals import LastOwner
from practice_app.services.shared import storage
from practice_app.settings import get_settings
from tests.services import people
from tests.services.groups.test_joining import group, join, names, olga  # noqa: F401 - a fixture

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def trio(olga):  # noqa: F811
    """Olga's, with Bob and Eve in it: who is who, and the group."""
    bob, eve, made = people.person("Bob"), people.person("Eve"), group(olga)
    join(bob, made)
    join(eve, made)
    return olga, bob, eve, made


def share(who, group_id, level):
    with transaction(who) as db:
        return members.share(db, who, group_id, SharingDraft(level=level)).shares


def roles(who, group_id):
    with transaction(who) as db:
        return {row.user.display_name: row.role for row in members.members(db, who, group_id)}


def test_what_one_shows_is_ones_own_to_say_and_holds_at_once(trio):
    owner, bob, eve, made = trio
    played = people.session(bob, NOON)
    for level in Sharing:
        assert share(bob, made, level) == level
        with transaction(eve) as db:
            if level == Sharing.SESSIONS:
                assert practice.show(db, eve, played.id).id == played.id
            else:
                with pytest.raises(NotFound):
                    practice.show(db, eve, played.id)
    refused = pytest.raises(DBAPIError, match="row-level security")  # nobody says it for another, in SQL neither
    with refused, transaction(owner) as db:
        db.execute(text("UPDATE group_member SET sharing = 'nothing'"))


def test_who_leaves_takes_what_they_showed_and_nobody_elses(trio):
    owner, bob, eve, made = trio
    played, hers = people.session(bob, NOON), people.session(eve, NOON)
    share(bob, made, "sessions")
    share(eve, made, "sessions")
    with transaction(bob) as db:
        members.remove(db, bob, made, bob)
        assert listing.mine(db) == []
    with transaction(owner) as db, pytest.raises(NotFound):
        practice.show(db, owner, played.id)
    with transaction(owner) as db:
        assert practice.show(db, owner, hers.id)
    assert names(owner, made) == ["Olga", "Eve"]
    join(bob, made)
    with transaction(bob) as db:
        assert [row.sharing for row in listing.mine(db)] == ["nothing"]


def test_a_group_is_never_without_an_owner(trio):
    owner, bob, _, made = trio
    with transaction(owner) as db, pytest.raises(LastOwner):
        members.remove(db, owner, made, owner)
    with transaction(owner) as db, pytest.raises(LastOwner):
        members.set_role(db, owner, made, owner, GroupRole.ADMIN)
    with transaction(owner) as db:
        members.hand_over(db, owner, made, bob)
    assert roles(bob, made) == {"Bob": "owner", "Eve": "member", "Olga": "admin"}
    with transaction(owner) as db, pytest.raises(NotAllowed):
        members.set_role(db, owner, made, owner, GroupRole.OWNER)
    with transaction(owner) as db:
        members.remove(db, owner, made, owner)
    assert names(bob, made) == ["Bob", "Eve"]


def test_two_owners_who_leave_at_once_leave_one(trio):
    owner, bob, eve, made = trio
    with transaction(owner) as db:
        members.set_role(db, owner, made, bob, GroupRole.OWNER)

    def go(who):
        try:
            with transaction(who) as db:
                members.remove(db, who, made, who)
        except LastOwner:
            return "stays"
        return "gone"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(go, (owner, bob))) == ["gone", "stays"]
    assert list(roles(eve, made).values()).count("owner") == 1


def test_admins_ask_members_to_go_and_owners_whomever(trio):
    owner, bob, eve, made = trio
    dan = people.person("Dan")
    join(dan, made)
    with transaction(owner) as db:
        for admin in (bob, eve):
            members.set_role(db, owner, made, admin, GroupRole.ADMIN)
    for leader in (owner, eve):
        with transaction(bob) as db, pytest.raises(NotAllowed):
            members.remove(db, bob, made, leader)
    with transaction(dan) as db, pytest.raises(NotAllowed):
        members.remove(db, dan, made, bob)
    with transaction(bob) as db:
        members.remove(db, bob, made, dan)
    with transaction(owner) as db:
        members.remove(db, owner, made, eve)
    assert names(owner, made) == ["Olga", "Bob"]


def test_a_stranger_changes_nothing_and_learns_nothing(trio):
    owner, bob, _, made = trio
    stranger = people.person("Stranger")
    asked = (
        lambda db: members.members(db, stranger, made),
        lambda db: members.share(db, stranger, made, SharingDraft(level="nothing")),
        lambda db: members.set_role(db, stranger, made, stranger, GroupRole.OWNER),
        lambda db: members.remove(db, stranger, made, bob),
        lambda db: members.remove(db, stranger, made, stranger),
        lambda db: making.end(db, stranger, made),
        lambda db: making.change(db, stranger, made, GroupChanges(name="Mine")),
    )
    for verb in asked:
        with transaction(stranger) as db, pytest.raises(NotFound):
            verb(db)
    assert roles(owner, made)["Bob"] == "member"


def test_its_size_is_the_owners_to_say_up_to_what_the_site_allows(trio, monkeypatch):
    owner, _, _, made = trio
    with transaction(owner) as db:
        assert listing.shown(db, made).max_members == 50
        assert making.change(db, owner, made, GroupChanges(max_members=500)).max_members == 500
    for size in (501, 2):
        with transaction(owner) as db, pytest.raises(Invalid):
            making.change(db, owner, made, GroupChanges(max_members=size))
    monkeypatch.setattr(get_settings(), "group_members", 30)
    small = group(owner)
    with transaction(owner) as db:
        assert listing.shown(db, small).max_members == 30


def test_a_group_that_was_ended_comes_back_whole_within_fourteen_days(trio):
    owner, bob, _, made = trio
    with transaction(owner) as db:
        making.end(db, owner, made)
    with pytest.raises(NotFound):
        names(bob, made)
    with pytest.raises(NotFound):
        join(people.person("Dan"), made)
    with transaction(bob) as db, pytest.raises(NotFound):
        making.restore(db, bob, made)
    assert making.sweep() == 0
    with transaction(owner) as db:
        assert making.restore(db, owner, made).members == 3
    assert names(bob, made) == ["Bob", "Eve", "Olga"]
    with system_transaction() as db:
        late = making.STAYS + timedelta(seconds=1)
        db.execute(text("UPDATE groups SET deleted_at = now() - :late"), {"late": late})
    with transaction(owner) as db, pytest.raises(Gone):
        making.restore(db, owner, made)
    assert (making.sweep(), making.sweep()) == (1, 0)
    with transaction(bob) as db:
        assert listing.mine(db) == []


def test_when_its_owner_is_erased_somebody_else_owns_it(trio):
    owner, bob, eve, made = trio
    storage.client.cache_clear()
    with transaction(owner) as db:
        members.set_role(db, owner, made, eve, GroupRole.ADMIN)
    with system_transaction() as db:
        leaving.begin(db, owner)
    with system_transaction() as db:
        gone = datetime.now(UTC) - term.TIME - timedelta(seconds=1)
        db.execute(text("UPDATE users SET deleted_at = :gone WHERE id = :who"), {"gone": gone, "who": owner})
    erasing.erase(owner)
    assert roles(bob, made) == {"Bob": "member", "Eve": "owner"}


def test_who_is_leaving_is_in_no_list_of_members_and_in_it_again_when_they_come_back(trio):
    _, bob, eve, made = trio
    with system_transaction() as db:
        leaving.begin(db, eve)
    assert set(roles(bob, made)) == {"Olga", "Bob"}
    with system_transaction() as db:
        db.execute(text("UPDATE users SET deleted_at = NULL WHERE id = :who"), {"who": eve})
    assert set(roles(bob, made)) == {"Olga", "Bob", "Eve"}


def test_one_hands_over_to_somebody_else(trio):
    owner, *_, made = trio
    with transaction(owner) as db, pytest.raises(Conflict):
        members.hand_over(db, owner, made, owner)
