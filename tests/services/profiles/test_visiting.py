"""Who sees a profile at which level: each shows it to all of those before it too."""

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid, NotFound
from practice_app.models import Block, Group, GroupMember, Guardian, Profile, TeacherStudent, User
from practice_app.models.columns import now
from practice_app.services import profiles
from practice_app.services.profiles import visiting
from tests.services import people

WHO = ("owner", "guardian", "teacher", "member", "stranger", "nobody", "ex_teacher", "blocked", "students_student")


@pytest.fixture
def cast(clean_database):
    found = {name: people.person(name) for name in WHO if name != "nobody"}
    ann, group = found["owner"], Group(name="Quartet")
    with system_transaction() as db:
        db.add_all(
            [
                group,
                Guardian(parent_id=found["guardian"], child_id=ann),
                TeacherStudent(teacher_id=found["teacher"], student_id=ann),
                TeacherStudent(teacher_id=found["ex_teacher"], student_id=ann, ended_at=now()),
                TeacherStudent(teacher_id=found["blocked"], student_id=ann),
                TeacherStudent(teacher_id=ann, student_id=found["students_student"]),
                Block(blocker_id=ann, blocked_id=found["blocked"]),
            ]
        )
        db.flush()
        db.add_all([GroupMember(group_id=group.id, member_id=found[name]) for name in ("owner", "member", "blocked")])
    return found | {"nobody": None}


def seen_by(cast):
    found = set()
    for name, who in cast.items():
        try:
            assert profiles.visit(who, cast["owner"]).display_name == "owner"
            found.add(name)
        except NotFound:
            continue
    return found


def show(cast, **levels):
    with transaction(cast["owner"]) as db:
        profiles.change(db, cast["owner"], {"privacy": levels})


ALONE = {"owner", "guardian"}
TEACHERS = ALONE | {"teacher"}
GROUPS = TEACHERS | {"member"}


@pytest.mark.parametrize(
    ("level", "meant"),
    [("me", ALONE), ("teachers", TEACHERS), ("groups", GROUPS), ("everyone", set(WHO) - {"blocked"})],
)
def test_a_level_shows_a_profile_to_whom_it_says(cast, level, meant):
    assert seen_by(cast) == ALONE
    show(cast, profile=level)
    assert seen_by(cast) == meant


def test_statistics_and_sessions_have_levels_of_their_own_within_the_pages(cast):
    show(cast, profile="everyone", statistics="groups", sessions="teachers")
    told = {name: profiles.visit(cast[name], cast["owner"]) for name in ("teacher", "member", "stranger", "nobody")}
    assert [name for name, row in told.items() if row.statistics] == ["teacher", "member"]
    assert [name for name, row in told.items() if row.sessions is not None] == ["teacher"]
    show(cast, profile="teachers", statistics="everyone", sessions="everyone")
    assert seen_by(cast) == TEACHERS


def test_who_is_under_age_is_shown_to_everyone_only_if_a_guardian_allows_it(cast):
    with system_transaction() as db:
        db.get_one(User, cast["owner"]).birth_year = now().year - 10
    with pytest.raises(Invalid):
        show(cast, profile="everyone")
    with system_transaction() as db:
        db.get_one(User, cast["owner"]).allows = ["public_shares"]
    show(cast, profile="everyone")
    assert seen_by(cast) == set(WHO) - {"blocked"}
    with system_transaction() as db:
        db.get_one(User, cast["owner"]).allows = []
    assert seen_by(cast) == GROUPS


@pytest.mark.parametrize("column", ["deleted_at", "suspended_at"])
def test_who_left_or_is_suspended_is_nobody(cast, column):
    show(cast, profile="everyone")
    with system_transaction() as db:
        setattr(db.get_one(User, cast["owner"]), column, now())
    assert seen_by(cast) - {"owner"} == set()


def test_what_others_see_can_be_looked_at_before(cast):
    show(cast, profile="groups", statistics="teachers")
    with transaction(cast["owner"]) as db:
        told = {level: visiting.previewed(db, cast["owner"], level) for level in ("teachers", "groups", "everyone")}
    assert told["everyone"] is None
    assert (told["groups"].statistics, told["groups"].sessions) == (None, None)
    assert told["teachers"].statistics


def test_a_stranger_changes_nothing_of_anybodys(cast):
    with transaction(cast["stranger"]) as db:
        profiles.change(db, cast["stranger"], {"bio": "mine"})
        with pytest.raises(NotFound):
            profiles.change(db, cast["owner"], {"bio": "not mine"})
    with system_transaction() as db:
        assert db.get(Profile, cast["owner"]) is None
