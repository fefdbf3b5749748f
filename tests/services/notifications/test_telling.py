"""Somebody is told something once, by whoever may tell them, and reads it as what it is then."""

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid
from practice_app.models import Block, NotificationKind, User
from practice_app.services import notifications
from practice_app.services.notifications import Choices, Quiet
from practice_app.services.notifications.saying import says
from practice_app.services.recordings import analysing
from practice_app.services.shared import events
from practice_app.services.shared.telling import tell
from tests.services import people

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ann(clean_database):
    return people.person("Ann")


@pytest.fixture
def bob(clean_database):
    return people.person("Bob")


def told(to, kind=NotificationKind.EXPORT_READY, key="one", by=None, **more):
    """Let somebody be told by a deed of somebody else's, or of ours."""
    with transaction(by) if by else system_transaction() as db:
        tell(db, to, kind, key, by=by, **more)


def inbox(who, **how):
    with transaction(who) as db:
        return notifications.inbox(db, who, **how).items


def unread(who):
    with transaction(who) as db:
        return notifications.unread(db, who)


def test_what_is_told_twice_is_there_once_and_the_newest_comes_first(ann):
    for key in ("one", "two", "one"):
        told(ann, key=key, n=24)
    assert [row.values for row in inbox(ann)] == [{"n": 24}, {"n": 24}]
    told(ann, NotificationKind.TITLE_EARNED, title="First hour")
    assert inbox(ann)[0].kind == "title_earned"
    assert unread(ann) == 3


def test_who_did_it_is_named_as_they_are_called_now_and_never_tells_themselves(ann, bob):
    told(ann, NotificationKind.JOINED, by=bob)
    told(bob, NotificationKind.JOINED, by=bob)
    assert inbox(bob) == []
    with system_transaction() as db:
        db.get_one(User, bob).display_name = "Robert"
    assert (inbox(ann)[0].values["who"], inbox(ann)[0].actor.id) == ("Robert", bob)
    with system_transaction() as db:
        db.get_one(User, bob).deleted_at = NOON
    assert (inbox(ann)[0].values["who"], inbox(ann)[0].actor) == ("Somebody", None)


@pytest.mark.parametrize("who_blocks", ["ann", "bob"])
def test_between_two_of_whom_one_blocked_the_other_nothing_is_told(ann, bob, who_blocks):
    blocker, blocked = (ann, bob) if who_blocks == "ann" else (bob, ann)
    with system_transaction() as db:
        db.add(Block(blocker_id=blocker, blocked_id=blocked))
    told(ann, by=bob)
    assert inbox(ann) == []


def test_who_is_leaving_is_told_nothing_more(ann):
    with system_transaction() as db:
        db.get_one(User, ann).deleted_at = NOON
    told(ann)
    with system_transaction() as db:
        db.get_one(User, ann).deleted_at = None
    assert inbox(ann) == []


def _told_in_vain(to, by):
    with transaction(by) as db:
        tell(db, to, NotificationKind.JOINED, "one", by=by)
        raise LookupError


def test_a_deed_that_is_taken_back_tells_nobody(ann, bob, monkeypatch):
    heard = []
    monkeypatch.setattr(events, "publish", lambda audience, _event: heard.append(audience.id))
    with pytest.raises(LookupError):
        _told_in_vain(ann, bob)
    assert (inbox(ann), heard) == ([], [])
    told(ann, by=bob)
    assert heard == [str(ann)]


def test_reading_is_noted_for_ones_own_alone(ann, bob):
    for key in ("one", "two"):
        told(ann, key=key)
    told(bob)
    first = inbox(ann)[0].id
    with transaction(bob) as db:
        notifications.mark_read(db, bob, [first])
    assert unread(ann) == 2
    bobs = inbox(bob)[0].id
    with transaction(ann) as db:
        notifications.mark_read(db, ann, [first, bobs])
    assert (unread(ann), unread(bob)) == (1, 1)
    assert [row.id == first for row in inbox(ann, unread=True)] == [False]
    with transaction(ann) as db:
        notifications.mark_read(db, ann)
    assert unread(ann) == 0
    assert len(inbox(ann)) == 2


def test_a_kind_that_is_not_wanted_is_told_no_more(ann):
    with transaction(ann) as db:
        chosen = notifications.choose(
            db, ann, Choices({"export_ready": {"app": False}, "analysis_ready": {"app": True}})
        )
    assert chosen.kinds["export_ready"] == {"app": False, "push": False, "mail": True}
    told(ann)
    told(ann, NotificationKind.ANALYSIS_READY, minutes=3)
    assert [row.kind for row in inbox(ann)] == ["analysis_ready"]


def test_choices_are_kept_as_they_are_said_and_what_begins_is_not_written_down(ann):
    quiet = Quiet(time(22), time(7))
    with transaction(ann) as db:
        notifications.choose(db, ann, Choices({"comment": {"mail": True}}, quiet, discreet=True))
        notifications.choose(db, ann, Choices({"comment": {"mail": False}}, quiet))
        found = notifications.choices(db, ann)
    assert (found.quiet, found.discreet, found.kinds["comment"]["mail"]) == (quiet, False, False)


@pytest.mark.parametrize(
    "chosen",
    [
        Choices({"nonsense": {"app": True}}),
        Choices({"comment": {"pigeon": True}}),
        Choices({}, Quiet(time(7), time(7))),
    ],
    ids=["kind", "way", "hours"],
)
def test_what_can_not_be_chosen_is_said(ann, chosen):
    with pytest.raises(Invalid), transaction(ann) as db:
        notifications.choose(db, ann, chosen)


def test_what_practice_earns_is_told_and_much_at_once_in_one_sentence(ann):
    people.session(ann, NOON, minutes=5)
    first = [row.values.get("title") for row in inbox(ann)]
    assert "First line" in first
    for day in range(3, 20):
        people.session(ann, NOON.replace(day=day), minutes=300, note="A note", focus=["scales"])
    assert len(inbox(ann)) > len(first)
    everything = people.person("Once")
    with system_transaction() as db:
        db.get_one(User, everything).quiet = True
    people.session(everything, NOON)
    assert inbox(everything) == []


def test_what_was_told_long_ago_goes(ann):
    told(ann)
    assert notifications.sweep() == 0
    with system_transaction() as db:
        db.execute(text("UPDATE notifications SET at = now() - interval '181 days'"))
    assert notifications.sweep() == 1
    assert inbox(ann) == []


@pytest.mark.parametrize(
    ("sure", "said"),
    [
        (0.9, "A recording was listened to: you played for 23 min."),
        (0.5, "A recording was listened to: you played for about 20 to 26 min."),
    ],
)
def test_how_much_was_played_is_told_as_surely_as_it_is_known(ann, sure, said):
    with transaction(ann) as db:
        notifications.choose(db, ann, Choices({"analysis_ready": {"app": True}}))
    heard = {"played_s": 1380.0, "metrics": [people.metric("played_s", 1380.0, sure, low=1200.0, high=1560.0)]}
    told(ann, NotificationKind.ANALYSIS_READY, **analysing.played(heard))
    (row,) = inbox(ann)
    assert says(row, "en", UTC) == said
