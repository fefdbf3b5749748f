"""Every endpoint about a group, called by everybody."""

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.models import Group, GroupMember
from tests.permission import matrix
from tests.permission.cast import MARK, PEOPLE, Cast, things_of
from tests.permission.test_endpoints import sent
from tests.services import people


def theirs():
    tables = ("groups", "group_member", "group_invites", "group_works", "group_challenges", "group_announcements")
    with system_transaction() as db:
        asked = " UNION ALL ".join(f"SELECT t::text FROM {table} t" for table in tables)
        return sorted(db.scalars(text(asked)))


def another(cast: Cast):
    """A group like hers, in which somebody is and somebody asks to be."""
    who = {"asking_id": people.person("Asking"), "member_id": people.person("Inside")}
    with system_transaction() as db:
        db.add(group := Group(name=MARK))
        db.flush()
        db.add(GroupMember(group_id=group.id, member_id=cast.ann, role="owner"))
        db.add(GroupMember(group_id=group.id, member_id=who["asking_id"], status="asked"))
        inside = [who["member_id"], *(cast.people[name] for name in ("member_sessions", "blocked"))]
        db.add_all([GroupMember(group_id=group.id, member_id=person, sharing="sessions") for person in inside])
        db.add_all(had := things_of(group.id, cast.ann))
    return (
        who
        | dict(zip(("listed_id", "challenge_id", "announcement_id"), (row.id for row in had), strict=True))
        | {"group_id": group.id}
    )


@pytest.mark.parametrize("door", matrix.GROUPS)
def test_a_group_is_for_who_is_in_it_and_its_affairs_for_who_leads_it(cast: Cast, clients, door):
    meant, body = matrix.GROUPS[door]
    inside, ids = matrix.GROUPS["GET /groups/{group_id}"][0], another(cast)
    before = theirs()
    answers = {name: sent(clients[name], door, ids, body) for name in PEOPLE if name not in meant}
    assert theirs() == before
    assert answers.pop("nobody").status_code == 401
    told = {name: answer.status_code for name, answer in answers.items()}
    assert {name for name, status in told.items() if status == 403} == inside - meant
    assert {status for name, status in told.items() if name not in inside} == {404}
    assert not [answer for answer in answers.values() if MARK in answer.text]
    for name in sorted(meant):
        found = sent(clients[name], door, ids, body)
        assert found.is_success or (found.status_code == 422) == door.endswith("/picture"), found.text


def test_a_group_that_was_ended_is_there_for_its_owner_alone(cast: Cast, clients):
    ids = {"group_id": cast.ids["ended_group_id"]}
    for door in matrix.GROUPS:
        if door.count("{") == 1 and not door.endswith("/restore"):
            told = [sent(clients[name], door, ids, matrix.GROUPS[door][1]) for name in ("stranger", "member_sessions")]
            assert {answer.status_code for answer in told} == {404}
    listed = {name: clients[name].get("/api/v1/groups").json()["items"] for name in ("owner", "stranger")}
    ended = {name: [one["name"] for one in items if one["deleted_at"]] for name, items in listed.items()}
    assert "ended" in ended["owner"]
    assert ended["stranger"] == []
