"""Coming into a group: open, by asking, by a code; never one more than it takes, and nobody too young by themselves."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from practice_app import ages
from practice_app.database import nobodys_transaction, system_transaction, transaction
from practice_app.errors import NotAllowed, NotFound
from practice_app.models import Allowed, Block, Guardian, TeacherStudent, User
from practice_app.services.groups import inviting, joining, listing, making, members
from practice_app.services.groups.drafts import GroupDraft
from practice_app.services.groups.refusals import AskFirst, Full
from practice_app.services.groups.rows import Asked
from practice_app.services.shared.limits import rates
from practice_app.services.shared.redis import client as redis_client
from tests.services import people


@pytest.fixture
def olga(clean_database):
    redis_client().flushdb()
    rates._limiter.cache_clear()
    return people.person("Olga")


def group(owner, **more):
    with transaction(owner) as db:
        return making.create(db, owner, GroupDraft(**{"name": "Quartet", "joining": "open"} | more)).id


def join(who, group_id):
    with transaction(who) as db:
        return joining.join(db, who, group_id)


def names(who, group_id):
    with transaction(who) as db:
        return [row.user.display_name for row in members.members(db, who, group_id)]


def told(who):
    with system_transaction() as db:
        return db.execute(text("SELECT kind, words FROM notifications WHERE user_id = :who"), {"who": who}).all()


def child(open_groups=False):
    kid = people.person("Kid")
    with system_transaction() as db:
        user = db.get_one(User, kid)
        user.birth_year, user.allows = ages.this_year() - 10, [Allowed.OPEN_GROUPS] if open_groups else []
    return kid


def test_into_an_open_group_one_comes_at_once_and_shows_nothing(olga):
    bob, quartet = people.person("Bob"), group(olga)
    came = join(bob, quartet)
    assert (came.role, came.shares) == ("member", "nothing")
    assert join(bob, quartet) == came
    assert names(bob, quartet) == ["Bob", "Olga"]
    assert told(olga) == [("joined", "group_joined")]


def test_by_request_one_asks_once_and_waits_until_somebody_who_leads_says_yes(olga):
    bob, eve, quartet = people.person("Bob"), people.person("Eve"), group(olga, joining="request")
    assert [join(bob, quartet), join(bob, quartet), join(eve, quartet)] == [Asked()] * 3
    assert told(olga) == [("join_request", "group_asked")] * 2
    with pytest.raises(NotFound):
        names(bob, quartet)
    with transaction(bob) as db, pytest.raises(NotFound):
        joining.requests(db, bob, quartet)
    with transaction(bob) as db:
        assert [(row.status, row.role) for row in listing.mine(db)] == [("asked", None)]
    with transaction(olga) as db:
        assert [row.user.display_name for row in joining.requests(db, olga, quartet)] == ["Bob", "Eve"]
        joining.answer(db, olga, quartet, bob, accept=True)
        joining.answer(db, olga, quartet, eve, accept=False)
        assert joining.requests(db, olga, quartet) == []
    assert names(bob, quartet) == ["Bob", "Olga"]
    assert (told(bob), told(eve)) == ([("joined", "group_accepted")], [])
    with transaction(olga) as db, pytest.raises(NotFound):
        joining.answer(db, olga, quartet, eve, accept=True)


def test_who_asked_takes_it_back(olga):
    bob, quartet = people.person("Bob"), group(olga, joining="request")
    join(bob, quartet)
    with transaction(bob) as db:
        members.remove(db, bob, quartet, bob)
        assert listing.mine(db) == []


def test_by_a_link_alone_one_neither_finds_it_nor_asks(olga):
    bob, quartet = people.person("Bob"), group(olga, joining="invite")
    with transaction(bob) as db, pytest.raises(NotFound):
        listing.shown(db, quartet)
    with pytest.raises(NotFound):
        join(bob, quartet)
    with transaction(bob) as db:
        assert listing.find(db, "quartet") == []
    with transaction(olga) as db:
        invite = inviting.invite(db, olga, quartet)
    assert invite.url.endswith(f"/groups/join/{invite.code}")
    with nobodys_transaction() as db:
        shown = inviting.look(db, None, invite.code.lower(), "net")
    assert (shown.name, shown.members, shown.role) == ("Quartet", 1, None)
    with transaction(bob) as db:
        assert inviting.use(db, bob, invite.code, "net").user.display_name == "Bob"
    with transaction(bob) as db, pytest.raises(NotAllowed):
        inviting.invite(db, bob, quartet)
    with transaction(olga) as db:
        inviting.take_back(db, olga, quartet)
    eve = people.person("Eve")
    with transaction(eve) as db, pytest.raises(NotFound):
        inviting.use(db, eve, invite.code, "net")


def test_the_code_of_who_leads_no_more_opens_nothing(olga):
    bob, eve, quartet = people.person("Bob"), people.person("Eve"), group(olga)
    join(bob, quartet)
    with transaction(olga) as db:
        members.set_role(db, olga, quartet, bob, "admin")
    with transaction(bob) as db:
        invite = inviting.invite(db, bob, quartet)
    with transaction(olga) as db:
        members.set_role(db, olga, quartet, bob, "member")
    with transaction(eve) as db, pytest.raises(NotFound):
        inviting.use(db, eve, invite.code, "net")


def test_fifty_who_come_at_once_are_as_many_as_there_is_room_for(olga):
    quartet, many = group(olga, max_members=20), [people.person(f"P{n}") for n in range(50)]

    def come(who):
        try:
            return join(who, quartet).role
        except Full:
            return "full"

    with ThreadPoolExecutor(50) as pool:
        came = list(pool.map(come, many))
    assert (came.count("member"), came.count("full")) == (19, 31)
    assert len(names(olga, quartet)) == 20


def test_a_group_is_found_by_words_of_its_name_and_description(olga):
    group(olga, name="Orchèstre du Lac", description="Strings, on Tuesdays")
    bob = people.person("Bob")
    with transaction(bob) as db:
        for words in ("orchestre tuesdays", "LAC", ""):
            assert [row.name for row in listing.find(db, words)] == ["Orchèstre du Lac"], words
        assert listing.find(db, "orchestre wednesdays") == []


def test_between_an_owner_and_somebody_they_blocked_there_is_no_group(olga):
    bob, quartet = people.person("Bob"), group(olga)
    with system_transaction() as db:
        db.add(Block(blocker_id=olga, blocked_id=bob))
    with transaction(olga) as db:
        code = inviting.invite(db, olga, quartet).code
    with transaction(bob) as db:
        assert listing.find(db) == []
        with pytest.raises(NotFound):
            joining.join(db, bob, quartet)
        with pytest.raises(NotFound):
            inviting.use(db, bob, code, "net")


def test_who_is_under_age_joins_what_a_guardian_allows(olga):
    quartet, kid, allowed = group(olga), child(), child(open_groups=True)
    with transaction(kid) as db:
        assert listing.find(db) == []
    with transaction(olga) as db:
        code = inviting.invite(db, olga, quartet).code
    with transaction(kid) as db, pytest.raises(AskFirst):
        inviting.use(db, kid, code, "net")
    with transaction(kid) as db, pytest.raises(AskFirst):
        making.create(db, kid, GroupDraft(name="Mine"))
    assert join(allowed, quartet).role == "member"


@pytest.mark.parametrize("relation", [TeacherStudent, Guardian])
def test_and_what_their_teacher_or_parent_leads(olga, relation):
    quartet, kid = group(olga), child()
    who = (
        {"teacher_id": olga, "student_id": kid} if relation is TeacherStudent else {"parent_id": olga, "child_id": kid}
    )
    with system_transaction() as db:
        db.add(relation(**who))
    with transaction(kid) as db:
        assert [row.name for row in listing.find(db)] == ["Quartet"]
    assert join(kid, quartet).role == "member"


def test_who_was_asked_to_go_comes_back_by_asking(olga):
    bob, quartet = people.person("Bob"), group(olga)
    join(bob, quartet)
    with transaction(olga) as db:
        members.remove(db, olga, quartet, bob)
    assert join(bob, quartet) == Asked()
