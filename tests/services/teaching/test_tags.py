"""Tags that teachers offer: who is shown them, what stays on sessions, and whose they are."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid, NotFound
from practice_app.models import Tag, TeacherStudent, User
from practice_app.services import journal, practice
from practice_app.services.accounts import erasing
from practice_app.services.journal import session_page
from practice_app.services.practice import SessionChanges, SessionTold
from practice_app.services.progress import dash
from practice_app.services.teaching import tags
from practice_app.services.teaching.tags import OfferChanges, OfferDraft
from tests.services import people

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)


@pytest.fixture
def hilary(clean_database):
    """A teacher of Ann and Bob; Cho is a teacher of Ann's, too."""
    who = {name: people.person(name) for name in ("Hilary", "Ann", "Bob", "Cho")}
    with system_transaction() as db:
        for teacher, student in (("Hilary", "Ann"), ("Hilary", "Bob"), ("Cho", "Ann")):
            db.add(TeacherStudent(teacher_id=who[teacher], student_id=who[student], since=NOON - timedelta(days=9)))
    return who["Hilary"]


def named(name):
    with system_transaction() as db:
        return db.exec(select(User.id).where(User.display_name == name)).one()


def asked(who, verb, *args, **more):
    with transaction(who) as db:
        return verb(db, who, *args, **more)


def offer(who, name, **more):
    return asked(who, tags.add, OfferDraft(name=name, offered=True, **more))[0]


def shown(who):
    return [(one.name, one.offered_by and one.offered_by.display_name) for one in asked(who, tags.listed)]


def parted(teacher, student):
    with system_transaction() as db:
        pair = (TeacherStudent.teacher_id == teacher, TeacherStudent.student_id == student)
        db.exec(select(TeacherStudent).where(*pair)).one().ended_at = datetime.now(UTC)


def test_what_is_offered_to_all_or_some_is_shown_first_and_two_teachers_words_stay_two(hilary):
    ann, bob, cho = named("Ann"), named("Bob"), named("Cho")
    second = offer(hilary, "bow lane", place=0)
    asked(hilary, tags.change, second.id, OfferChanges(place=2))
    offer(hilary, "slow"), offer(hilary, "thumb", offered_to=[bob])
    offer(cho, "Slow")
    asked(hilary, tags.add, OfferDraft(name="for herself"))
    asked(ann, tags.add, OfferDraft(name="slow"))
    assert shown(ann) == [("Slow", "Cho"), ("slow", "Hilary"), ("bow lane", "Hilary"), ("slow", None)]
    assert shown(bob) == [("slow", "Hilary"), ("thumb", "Hilary"), ("bow lane", "Hilary")]
    assert {one.name: (one.offered, one.offered_to) for one in asked(hilary, tags.listed)} == {
        "for herself": (False, None),
        "slow": (True, None),
        "thumb": (True, [bob]),
        "bow lane": (True, None),
    }


def test_what_is_retired_or_offered_no_more_leaves_the_form_and_stays_on_sessions(hilary):
    ann = named("Ann")
    tag = offer(hilary, "bow lane")
    row = people.session(ann, NOON, tag_ids=[tag.id])
    asked(hilary, tags.change, tag.id, OfferChanges(name="the bow's lane", color="#112233"))
    assert asked(ann, session_page.opened, row.id).tags[0].name == "the bow's lane"
    for change in (OfferChanges(retired=True), OfferChanges(retired=False, offered=False)):
        asked(hilary, tags.change, tag.id, change)
        assert shown(ann) == []
    assert [one.retired for one in asked(hilary, tags.listed, retired=True)] == [False]
    parted(hilary, ann)
    asked(ann, practice.change, row.id, SessionChanges(note="again", tag_ids=[tag.id]))
    told = SessionTold(tags=[{"id": tag.id, "name": "the bow's lane"}])
    asked(ann, practice.save_form, row.id, told)
    assert [(one.name, one.color) for one in asked(ann, session_page.opened, row.id).tags] == [
        ("the bow's lane", "#112233")
    ]
    assert [part.label for part in asked(ann, dash, "UTC").by_tag] == ["the bow's lane"]
    assert asked(named("Cho"), journal.read, row.id)[1].tags[0].name == "the bow's lane"


def test_a_session_that_comes_late_is_kept_without_a_word_that_is_offered_no_more(hilary):
    ann, tag = named("Ann"), offer(hilary, "bow lane")
    parted(hilary, ann)
    assert people.session(ann, NOON, tag_ids=[tag.id]).tag_ids == []
    hers = asked(hilary, tags.add, OfferDraft(name="hers"))[0]
    assert people.session(named("Bob"), NOON, tag_ids=[hers.id]).tag_ids == []
    with pytest.raises(Invalid):
        people.session(people.person("Stranger"), NOON, tag_ids=[tag.id])


def test_a_students_hands_are_off_and_so_are_strangers(hilary):
    ann, tag = named("Ann"), offer(hilary, "bow lane")
    for who in (ann, people.person("Stranger")):
        for verb in (lambda db, who: tags.change(db, who, tag.id, OfferChanges(name="mine")),):
            with pytest.raises(NotFound):
                asked(who, verb)
    for stolen in ("name = 'x'", f"user_id = '{ann}'"):
        with pytest.raises(DBAPIError), transaction(ann) as db:
            db.execute(text(f"UPDATE tags SET {stolen} WHERE id = :id"), {"id": tag.id})
    with pytest.raises(DBAPIError), transaction(ann) as db:
        db.execute(text("DELETE FROM tags WHERE id = :id"), {"id": tag.id})
    with pytest.raises(Invalid):
        offer(hilary, "for whom", offered_to=[named("Cho")])


def test_a_word_on_a_session_becomes_the_students_own_when_its_teacher_is_erased(hilary):
    ann, tag = named("Ann"), offer(hilary, "bow lane", color="#112233")
    row = people.session(ann, NOON, tag_ids=[tag.id])
    with system_transaction() as db:
        db.get_one(User, hilary).deleted_at = datetime.now(UTC) - timedelta(days=60)
    erasing.erase(hilary)
    assert [one.name for one in asked(ann, session_page.opened, row.id).tags] == ["bow lane"]
    with system_transaction() as db:
        assert [(one.user_id, one.color) for one in db.exec(select(Tag))] == [(ann, "#112233")]
