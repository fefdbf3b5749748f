"""Mails of what was told: in the reader's language, once, with a way to stop them; and a mail server that is away."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.errors import NotFound
from practice_app.models import Channel, Delivery, NotificationKind, User
from practice_app.services import notifications
from practice_app.services.accounts import addresses
from practice_app.services.notifications import Choices, mailing, unsubscribing
from practice_app.services.shared.mail import sending
from practice_app.services.shared.telling import tell
from tests.mail_server import mail_server
from tests.services import people


@pytest.fixture
def inbox(monkeypatch, clean_database):
    with mail_server(monkeypatch) as kept:
        yield kept


@pytest.fixture
def ann(clean_database):
    who = people.person("Ann")
    with system_transaction() as db:
        user = db.get_one(User, who)
        addresses.keep(user, "ann@example.com").email_verified_at = datetime.now(UTC)
    return who


def told(to, key="one", kind=NotificationKind.LESSON_CANCELLED, path="/lessons", **more):
    with system_transaction() as db:
        tell(db, to, kind, key, path=path, words="homework_given", **{"who": "Helena", "what": "Scales"} | more)


def mail():
    return notifications.deliver(Channel.MAIL)


def rows():
    with system_transaction() as db:
        return db.exec(select(Delivery).order_by(Delivery.id)).all()


def due(minutes=0):
    """Let all be due, and what was claimed be claimed so long ago."""
    with system_transaction() as db:
        db.execute(text("UPDATE notification_deliveries SET due_at = now()"))
        ago = {"ago": timedelta(minutes=minutes)}
        db.execute(text("UPDATE notification_deliveries SET claimed_at = claimed_at - :ago"), ago)


def off_of(letter):
    return str(letter["List-Unsubscribe"]).strip("<>").rpartition("/")[2]


def test_it_says_what_was_told_where_it_leads_and_how_to_stop_it(ann, inbox):
    told(ann)
    assert (mail(), mail()) == (1, 0)
    (letter,) = inbox.mails
    assert letter["Subject"] == "Helena gives you homework: Scales"
    assert (letter["To"], letter["List-Unsubscribe-Post"]) == ("ann@example.com", "List-Unsubscribe=One-Click")
    assert str(letter["List-Unsubscribe"]).startswith("<https://w.example/unsubscribe/")
    plain = letter.get_body(("plain",)).get_content()
    assert "https://w.example/lessons" in plain
    assert str(letter["List-Unsubscribe"]).strip("<>") in plain.replace("=\n", "")
    assert [row.status for row in rows()] == ["sent"]


def test_it_is_in_the_readers_language_and_several_are_one_letter(ann, inbox):
    with system_transaction() as db:
        db.get_one(User, ann).locale = "ko"
    told(ann, "one", what="{off} {subject}")
    told(ann, "two", path="/homework", what="{told_0} Scales")
    mail()
    (letter,) = inbox.mails
    assert letter["Subject"] != "2 new things at Woodshed"
    said = letter.get_body(("plain",)).get_content()
    assert "{off} {subject}" in said
    assert "{told_0} Scales" in said


def test_a_subject_shows_nothing_where_the_lock_screen_is_to_show_nothing(ann, inbox):
    with transaction(ann) as db:
        notifications.choose(db, ann, Choices({}, discreet=True))
    told(ann)
    mail()
    assert inbox.mails[0]["Subject"] == "Something new at Woodshed"


@pytest.mark.parametrize("why", ["unconfirmed", "unwanted", "a letter of its own", "read"])
def test_nobody_is_written_to_who_does_not_want_it_or_may_be_somebody_else(ann, inbox, why):
    kind = NotificationKind.EXPORT_READY if why == "a letter of its own" else NotificationKind.LESSON_CANCELLED
    with system_transaction() as db:
        db.get_one(User, ann).email_verified_at = None if why == "unconfirmed" else datetime.now(UTC)
        if why == "unwanted":
            notifications.choose_some(db, ann, {"lesson_cancelled": {"mail": False}})
    told(ann, kind=kind)
    with transaction(ann) as db:
        if why == "read":
            notifications.mark_read(db, ann)
    mail()
    assert inbox.mails == []


def test_while_the_mail_server_is_away_mails_wait_and_are_tried_again(ann, inbox, monkeypatch):
    bob = people.person("Bob")
    with system_transaction() as db:
        addresses.keep(db.get_one(User, bob), "bob@example.com").email_verified_at = datetime.now(UTC)
    told(ann)
    told(bob)
    with monkeypatch.context() as away:
        away.setattr(sending, "_connected", _away)
        assert mail() == 1  # the other would only wait for it too
    assert sorted(row.attempts for row in rows()) == [0, 1]
    assert {row.status for row in rows()} == {"waiting"}
    due()
    mail()
    assert {letter["To"] for letter in inbox.mails} == {"ann@example.com", "bob@example.com"}


def _away(_server):
    raise ConnectionRefusedError


def test_what_is_never_taken_is_given_up(ann, inbox):
    told(ann)
    inbox.answer = "451 later"
    for _ in range(len(mailing.WAITS) + 2):
        mail()
        due()
    assert [(row.status, row.attempts) for row in rows()] == [("failed", len(mailing.WAITS))]
    told(ann, "two")
    inbox.answer = "550 no such mailbox"
    mail()
    assert ([row.status for row in rows()], inbox.mails) == (["failed", "failed"], [])


class Killed(BaseException):
    """As SIGKILL: nothing of ours goes on."""


def _killed(*_args, **_more):
    raise Killed


@pytest.mark.parametrize("when", ["before it was handed over", "after"])
def test_a_worker_that_dies_is_followed_by_one_that_writes_no_second_time(ann, inbox, monkeypatch, when):
    told(ann)
    with monkeypatch.context() as dying:
        dying.setattr(mailing, "_hand_over" if when.startswith("before") else "_end", _killed)
        with pytest.raises(Killed):
            mail()
    assert mail() == 0  # it may be alive still
    due(minutes=11)
    mail()
    assert len(inbox.mails) == 1
    assert [row.status for row in rows()] == ["sent"]


def test_one_tap_ends_mails_of_these_kinds_and_another_takes_it_back(ann, inbox):
    told(ann)
    mail()
    token = off_of(inbox.mails[0])
    link = notifications.opened(token)
    assert (link.kinds, link.on) == (("lesson_cancelled",), True)
    assert notifications.mailed(token, False).on is False
    with transaction(ann) as db:
        kinds = notifications.choices(db, ann).kinds
    assert kinds["lesson_cancelled"] == {"app": True, "push": True, "mail": False}
    assert kinds["lesson_moved"]["mail"] is True
    told(ann, "two")
    mail()
    assert len(inbox.mails) == 1
    assert notifications.mailed(token, True).on is True


@pytest.mark.parametrize("change", [slice(1, None), slice(None, -1), slice(0, 0)], ids=["first", "last", "all"])
def test_a_link_that_was_changed_is_none(ann, change):
    token = unsubscribing.address(ann, ["feedback"]).rpartition("/")[2]
    with pytest.raises(NotFound):
        notifications.mailed(token[change], False)
    with pytest.raises(NotFound):
        notifications.opened("x" * 5000)


def test_what_is_about_the_account_is_mailed_whatever_was_chosen(ann):
    with transaction(ann) as db:
        chosen = notifications.choose(db, ann, Choices({"security": {"app": False, "mail": False}}))
    assert chosen.kinds["security"] == {"app": False, "push": False, "mail": True}
