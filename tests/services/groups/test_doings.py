"""What a group means to do: works on its list, challenges, words to all."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid, NotAllowed, NotFound
from practice_app.models import Goal, NotificationChoices, Piece, Section, User
from practice_app.services import pieces
from practice_app.services.groups import announcing, challenging, dashboard, members, repertoire
from practice_app.services.groups.announcing import AnnouncementDraft
from practice_app.services.groups.challenging import GroupChallengeDraft
from practice_app.services.groups.drafts import SharingDraft
from practice_app.services.groups.repertoire import WorkDraft
from tests.services import people
from tests.services.groups.test_joining import group, join, olga, told  # noqa: F401 - a fixture

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WEEK = {"from": date(2026, 3, 2), "to": date(2026, 3, 8)}


@pytest.fixture
def trio(olga):  # noqa: F811
    """Olga's, with Bob and Eve, who show their minutes and more."""
    bob, eve, made = people.person("Bob"), people.person("Eve"), group(olga)
    for who, level in ((bob, "minutes"), (eve, "statistics")):
        join(who, made)
        with transaction(who) as db:
            members.share(db, who, made, SharingDraft(level=level))
    return olga, bob, eve, made


def set_up(who, group_id, **more):
    draft = GroupChallengeDraft(**{"title": "Scales", "measure": "minutes", "target": 60} | WEEK | more)
    with transaction(who) as db:
        return challenging.set_up(db, who, group_id, draft)


def far(who, group_id):
    with transaction(who) as db:
        row = challenging.challenges(db, who, group_id)[0]
    return row.value, {one.user.display_name: one.value for one in row.members}


def means(who, minutes, instrument="all"):
    with system_transaction() as db:
        db.add(Goal(user_id=who, instrument=instrument, minutes_per_week=minutes))


def test_against_their_own_goal_a_child_and_a_professional_both_come_far(trio):
    owner, bob, eve, made = trio
    for who, goal, played in ((bob, 50, 40), (eve, 1000, 800)):
        means(who, goal)
        people.session(who, NOON, played)
    set_up(owner, made, measure="own_goal_pct", target=80)
    assert far(owner, made) == (2, {"Olga": None, "Bob": 80, "Eve": 80})
    set_up(owner, made, measure="own_goal_pct", target=80, together=True, to=date(2026, 3, 9))
    assert far(bob, made) == (70, {"Bob": 70, "Eve": 70})  # eight days: an eighth more is meant


def test_a_goal_for_everything_holds_those_of_single_instruments(trio):
    owner, bob, _, made = trio
    means(bob, 100)
    means(bob, 60, "cello")
    people.session(bob, NOON, 50)
    set_up(owner, made, measure="own_goal_pct", target=50)
    assert far(bob, made)[1]["Bob"] == 50


def test_minutes_and_days_are_of_those_who_share_them_and_oneself_is_told_alone(trio):
    owner, bob, eve, made = trio
    for who in trio[:3]:
        people.session(who, NOON, 60)
    people.session(bob, NOON + timedelta(days=1), 30)
    people.session(bob, NOON + timedelta(days=9), 30)
    set_up(owner, made, together=True)
    assert far(owner, made) == (150, {"Olga": 60, "Bob": 90, "Eve": 60})
    assert far(eve, made) == (150, {"Eve": 60, "Bob": 90})
    set_up(owner, made, measure="days", target=2, to=date(2026, 3, 9))
    assert far(eve, made) == (1, {"Eve": 1, "Bob": 2})
    with transaction(bob) as db:
        members.share(db, bob, made, SharingDraft(level="nothing"))
    assert far(eve, made) == (0, {"Eve": 1})
    assert far(bob, made) == (0, {"Bob": 2, "Eve": 1})


def test_repetitions_of_a_named_passage_are_of_those_who_share_statistics(trio):
    owner, bob, eve, made = trio
    with system_transaction() as db:
        work = db.scalar(text("SELECT id FROM works ORDER BY id LIMIT 1"))
    for who, times in ((bob, 9), (eve, 4)):
        piece = Piece(user_id=who, title="Mine", work_id=work)
        section = Section(user_id=who, piece_id=piece.id, title="Coda")
        with system_transaction() as db:
            db.add(piece)
            db.flush()
            db.add(section)
        item = {"piece_id": piece.id, "seconds": 60, "repetitions": times}
        people.session(who, NOON, items=[item | {"section_id": section.id}, item])
    set_up(owner, made, measure="repetitions", target=4, work_id=work, passage="coda")
    assert far(owner, made) == (1, {"Olga": 0, "Eve": 4})
    set_up(owner, made, measure="repetitions", target=4, work_id=work, to=date(2026, 3, 9))
    assert far(bob, made) == (1, {"Bob": 18, "Eve": 8})


def test_in_quiet_mode_one_sees_oneself_alone_and_is_seen_by_nobody(trio):
    owner, bob, eve, made = trio
    set_up(owner, made)
    with system_transaction() as db:
        db.get_one(User, bob).quiet = True
    assert set(far(bob, made)[1]) == {"Bob"}
    assert set(far(eve, made)[1]) == {"Eve"}


def test_a_challenge_is_told_to_everybody_and_set_by_who_leads(trio):
    owner, bob, eve, made = trio
    row = set_up(owner, made)
    assert [("challenge", "group_challenge") in told(who) for who in (owner, bob, eve)] == [False, True, True]
    with pytest.raises(NotAllowed):
        set_up(bob, made)
    stranger = people.person("Stranger")
    for error, who in ((NotAllowed, bob), (NotFound, stranger)):
        with transaction(who) as db, pytest.raises(error):
            challenging.give_up(db, who, made, row.id)
    with transaction(stranger) as db:
        with pytest.raises(NotFound):
            challenging.challenges(db, stranger, made)
        assert db.execute(text("SELECT * FROM app_group_challenges(:group)"), {"group": made}).all() == []
    with transaction(owner) as db:
        challenging.give_up(db, owner, made, row.id)
        assert challenging.challenges(db, owner, made) == []


def test_a_work_on_the_list_becomes_a_piece_with_one_tap(trio):
    owner, bob, eve, made = trio
    draft = WorkDraft(title="Serenade in E", composer="Antonín Dvořák", part="Viola", due_on=date(2026, 6, 1))
    with transaction(owner) as db:
        row = repertoire.add(db, owner, made, draft)
        again = repertoire.add(
            db, owner, made, WorkDraft(title="serenade in e", composer="Antonin Dvorak", part="Viola")
        )
        assert (again.id, again.due_on) == (row.id, None)
        assert pieces.find_works(db, "dvorak serenade e").items[0].id == row.work_id
    with transaction(eve) as db:
        taken = repertoire.take(db, eve, made, row.id)
        assert (taken.title, taken.composer, taken.work_id) == ("Serenade in E", "Antonín Dvořák", row.work_id)
        assert repertoire.take(db, eve, made, row.id).id == taken.id
        assert [one.piece_id for one in repertoire.listed(db, eve, made)] == [taken.id]
    people.session(eve, NOON, 20, items=[{"piece_id": taken.id, "seconds": 600}])
    with transaction(bob) as db:
        shown = dashboard.shown(db, bob, made, WEEK["from"], WEEK["to"])
        assert [(one.title, one.members) for one in shown.by_piece] == [("Serenade in E", [eve])]
        assert [one.piece_id for one in repertoire.listed(db, bob, made)] == [None]
        with pytest.raises(NotAllowed):
            repertoire.remove(db, bob, made, row.id)
    with transaction(owner) as db:
        repertoire.remove(db, owner, made, row.id)
        assert repertoire.listed(db, owner, made) == []
    with transaction(eve) as db:
        assert pieces.piece(db, eve, taken.id)


def test_what_is_no_work_is_not_put_on_the_list(trio):
    owner, *_, made = trio
    for draft in (WorkDraft(), WorkDraft(work_id=made)):
        with transaction(owner) as db, pytest.raises(Invalid):
            repertoire.add(db, owner, made, draft)
    stranger = people.person("Stranger")
    for verb in (repertoire.listed, announcing.announcements):
        with transaction(stranger) as db, pytest.raises(NotFound):
            verb(db, stranger, made)


def test_a_word_to_all_reaches_each_as_they_like(trio):
    owner, bob, eve, made = trio
    with system_transaction() as db:
        nothing = {"announcement": {"app": False, "push": False, "mail": False}}
        db.add(NotificationChoices(user_id=bob, kinds=nothing))
    with transaction(owner) as db:
        said = announcing.announce(db, owner, made, AnnouncementDraft(text="On Tuesday at seven"))
    assert [("announcement", "group_announcement") in told(who) for who in (owner, bob, eve)] == [False, False, True]
    with transaction(bob) as db:
        assert [(one.text, one.author.display_name) for one in announcing.announcements(db, bob, made)] == [
            ("On Tuesday at seven", "Olga")
        ]
        with pytest.raises(NotAllowed):
            announcing.announce(db, bob, made, AnnouncementDraft(text="Me too"))
    with transaction(owner) as db:
        announcing.take_back(db, owner, made, said.id)
        assert announcing.announcements(db, owner, made) == []
