"""A teacher's code: told once, good once and for a while, and nothing to whoever guesses."""

from datetime import timedelta

import pytest
from sqlmodel import select

from practice_app import ages
from practice_app.database import nobodys_transaction, system_transaction, transaction
from practice_app.errors import Invalid, NotAllowed, NotFound, TooMany
from practice_app.models import Block, Guardian, TeacherInvite, TeacherStudent, User
from practice_app.models.columns import now
from practice_app.services.shared import codes
from practice_app.services.shared.limits import rates
from practice_app.services.shared.standing import NotATeacher
from practice_app.services.teaching import invites, opening
from tests.services import people

HERE = "192.0.2.7"


@pytest.fixture
def clara(clean_database):
    return teacher("Clara")


@pytest.fixture
def ann(clean_database):
    return people.person("Ann")


def teacher(name):
    who = people.person(name)
    change(who, roles=["teacher"])
    return who


def change(who, **values):
    with system_transaction() as db:
        user = db.get_one(User, who)
        for name, value in values.items():
            setattr(user, name, value)


def invited(who, email=None):
    with transaction(who) as db:
        return invites.invite(db, who, email)


def look(who, code):
    with transaction(who) if who else nobodys_transaction() as db:
        return opening.look(db, who, code, HERE)


def accept(who, code, history=False, **more):
    with transaction(who) as db:
        return opening.accept(db, who, code, HERE, history=history, **more)


def connections():
    with system_transaction() as db:
        return [(one.teacher_id, one.student_id, one.history) for one in db.exec(select(TeacherStudent)).all()]


def test_who_accepts_a_code_is_the_teachers_student(clara, ann):
    made = invited(clara)
    assert len(made.code) == 9
    assert made.url.endswith(f"/invite/{made.code}")
    assert accept(ann, made.code.lower().replace("-", " "), history=True).teacher.display_name == "Clara"
    assert connections() == [(clara, ann, True)]


def test_a_code_is_nowhere_to_be_read(clara):
    code = invited(clara).code.replace("-", "")
    with system_transaction() as db:
        assert code.encode() not in db.exec(select(TeacherInvite)).one().code_hash


def test_whoever_has_the_code_is_told_whose_it_is_before_they_sign_in(clara, ann):
    code = invited(clara).code
    assert (look(None, code).teacher.display_name, look(None, code).teacher.verified) == ("Clara", False)
    assert look(None, code).you is None
    change(clara, teacher_verified_at=now())
    told = look(ann, code)
    assert told.teacher.verified
    assert (told.you.own, told.you.connected, told.you.guardian_needed, told.you.children) == (False, False, False, [])


def test_accepting_twice_is_accepting_once(clara, ann):
    code = invited(clara).code
    for history in (False, True, True):
        accept(ann, code, history)
    assert accept(ann, invited(clara).code).teacher.id == clara
    assert connections() == [(clara, ann, False)]
    assert look(ann, code).you.connected


def test_who_was_connected_already_uses_up_no_other_code(clara, ann):
    accept(ann, invited(clara).code)
    second = invited(clara).code
    accept(ann, second)
    assert accept(people.person("Bob"), second).teacher.id == clara


@pytest.mark.parametrize("how", ["used", "expired", "unknown", "nonsense", "blocked", "teaches_no_more", "gone"])
def test_a_code_that_is_no_good_looks_like_none(clara, ann, how):
    code, bob = invited(clara).code, people.person("Bob")
    spoil(how, code, clara, ann, bob)
    if how == "unknown":
        code = "ABCD-EFGH"
    if how == "nonsense":
        code = "%00' OR 1=1 --" * 50
    asking = (lambda: look(ann, code), lambda: accept(ann, code))
    for asked in asking if how == "blocked" else (*asking, lambda: look(None, code)):
        with pytest.raises(NotFound) as refused:
            asked()
        assert refused.value.detail == NotFound().detail


def spoil(how, code, clara, ann, bob):
    if how == "used":
        accept(bob, code)
    with system_transaction() as db:
        if how == "expired":
            db.exec(select(TeacherInvite)).one().expires_at = now() - timedelta(minutes=1)
        if how == "blocked":
            db.add(Block(blocker_id=ann, blocked_id=clara))
    if how in ("teaches_no_more", "gone"):
        change(clara, **({"roles": ["student"]} if how == "teaches_no_more" else {"deleted_at": now()}))


def test_guessing_ends_soon_and_right_codes_cost_nothing(clara, ann, monkeypatch):
    monkeypatch.setattr(codes, "WRONG", "3/hour")
    monkeypatch.setattr(codes, "WRONG_FROM_HERE", "4/hour")
    code = invited(clara).code
    for _ in range(5):
        look(ann, code)
    for _ in range(3):
        with pytest.raises(NotFound):
            look(ann, "ABCD-EFGH")
    with pytest.raises(TooMany):
        look(ann, code)
    assert look(people.person("Bob"), code)
    with pytest.raises(NotFound):
        look(None, "ABCD-EFGH")
    with pytest.raises(TooMany):
        look(None, code)
    rates.forget("teacher-code")


def test_only_who_teaches_invites_and_is_grown(clara, ann):
    with pytest.raises(NotATeacher):
        invited(ann)
    change(clara, birth_year=ages.this_year() - 15)
    with pytest.raises(NotAllowed):
        invited(clara)


def test_a_teacher_is_told_kindly_that_the_invitation_is_for_others(clara):
    code = invited(clara).code
    assert look(clara, code).you.own
    with pytest.raises(opening.NotYourOwn):
        accept(clara, code)
    assert connections() == []


def test_a_child_lets_nobody_in_alone_and_who_looks_after_it_does(clara, ann):
    mum, code = people.person("Mum"), invited(clara).code
    change(ann, birth_year=ages.this_year() - 9)
    with system_transaction() as db:
        db.add(Guardian(parent_id=mum, child_id=ann))
    assert look(ann, code).you.guardian_needed
    for history in (False, True):
        with pytest.raises(opening.GuardianFirst):
            accept(ann, code, history)
    with pytest.raises(NotFound):
        accept(people.person("Bob"), code, child=ann)
    assert [(row.display_name, row.connected) for row in look(mum, code).you.children] == [("Ann", False)]
    accept(mum, code, True, child=ann)
    accept(mum, code, True, child=ann)
    assert connections() == [(clara, ann, True)]


def test_a_letter_goes_to_who_is_invited_and_not_often(clara, monkeypatch):
    sent = []
    monkeypatch.setattr(invites.mail, "soon", sent.append)
    change(clara, locale="ko")
    made = invited(clara, "ann@example.com")
    letters = [write() for write in sent * 5]
    assert letters[0]["To"] == "ann@example.com"
    assert "Clara" in letters[0]["Subject"]
    assert made.url in letters[0].get_body(("plain",)).get_content()
    assert letters.count(None) == 2
    with pytest.raises(Invalid):
        invited(clara, "no address")
    rates.forget("invited", "teacher-invite")


def test_there_are_not_many_open_at_once(clara, monkeypatch):
    monkeypatch.setattr(invites, "OPEN_AT_ONCE", 2)
    first = invited(clara).code
    invited(clara)
    with pytest.raises(TooMany):
        invited(clara)
    accept(people.person("Bob"), first)
    assert invited(clara).code
