"""A week's letter to a teacher: who wants it, on Monday morning, once, of what the list of students shows."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.models import Channel, NotificationChoices, NotificationKind, TeacherStudent, User
from practice_app.services import notifications, teaching
from practice_app.services.accounts import addresses
from practice_app.services.notifications import Choices, mailing, weekly
from practice_app.services.notifications.weekly import last_monday
from practice_app.services.shared.fields import checked
from practice_app.services.shared.telling import tell
from practice_app.services.teaching import connections, week
from practice_app.services.teaching.homework import giving
from practice_app.services.teaching.homework.drafts import AssignmentDraft
from tests.mail_server import mail_server
from tests.services import people

OWN = {NotificationKind.STUDENTS_WEEK: teaching.week_letter}
YESTERDAY = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
MAIL = {"students_week": {"mail": True}}
SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("moment", "zone", "monday"),
    [
        (datetime(2026, 3, 1, 22, 0, tzinfo=UTC), SEOUL, date(2026, 3, 2)),
        (datetime(2026, 3, 1, 21, 59, tzinfo=UTC), SEOUL, None),
        (datetime(2026, 3, 3, 21, 59, tzinfo=UTC), SEOUL, date(2026, 3, 2)),
        (datetime(2026, 3, 3, 22, 1, tzinfo=UTC), SEOUL, None),
        (datetime(2026, 3, 30, 5, 0, tzinfo=UTC), ZoneInfo("Europe/Berlin"), date(2026, 3, 30)),
    ],
    ids=["seven there", "not yet", "workers were away", "too late", "after the clocks changed"],
)
def test_it_is_monday_at_seven_by_the_teachers_own_clock(moment, zone, monday):
    assert last_monday(moment, zone) == monday


@pytest.fixture
def clock(monkeypatch):
    """A clock that is set by hand; it is a Sunday."""
    shown = [datetime(2026, 3, 1, 12, tzinfo=UTC)]
    monkeypatch.setattr(weekly, "now", lambda: shown[0])

    def set_to(day, hour=7):
        shown[0] = datetime(2026, 3, day, hour, tzinfo=UTC)

    return set_to


@pytest.fixture
def inbox(clean_database):
    with pytest.MonkeyPatch.context() as settings, mail_server(settings) as kept:
        yield kept


@pytest.fixture
def helena(clean_database):
    """A teacher with an address."""
    who = people.person("Helena")
    with system_transaction() as db:
        addresses.keep(db.get_one(User, who), "helena@example.com").email_verified_at = datetime.now(UTC)
    return who


@pytest.fixture
def ann(helena):
    """Her student, who practised on two days, one of them recorded."""
    ann = people.person("Ann")
    connect(helena, ann)
    row = people.session(ann, YESTERDAY, 60)
    people.heard(row, ann, people.take(row, ann), 3600, 1800)
    people.session(ann, YESTERDAY - timedelta(days=6), 20)
    people.session(ann, YESTERDAY - timedelta(days=7), 20)
    return ann


def connect(teacher, student):
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=teacher, student_id=student, since=YESTERDAY - timedelta(days=90)))


def choose(who, kinds=MAIL):
    with transaction(who) as db:
        notifications.choose(db, who, Choices(kinds))


def give(teacher, student, title, **more):
    with transaction(teacher) as db:
        giving.give(db, teacher, checked(AssignmentDraft, {"student_ids": [student], "title": title} | more))


def told(who):
    with transaction(who) as db:
        return db.scalar(text("SELECT count(*) FROM notifications WHERE kind = 'students_week'"))


def mail():
    return notifications.deliver(Channel.MAIL, own=OWN)


def plain(letter):
    return letter.get_body(("plain",)).get_content()


def test_who_wants_it_gets_one_on_monday_and_nobody_else(helena, ann, clock, inbox):
    other = people.person("Ingrid")
    connect(other, ann)
    choose(helena)
    assert teaching.tell_of_weeks() == 0
    clock(2)
    assert (teaching.tell_of_weeks(), teaching.tell_of_weeks()) == (1, 0)
    assert (mail(), mail()) == (1, 0)
    (letter,) = inbox.mails
    assert (letter["To"], letter["Subject"]) == ("helena@example.com", "The week of your students")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert told(other) == 0
    with transaction(helena) as db:
        assert notifications.inbox(db, helena).items == []  # mailed only, unless it is wanted here, too
    clock(9)
    assert teaching.tell_of_weeks() == 1


def test_it_says_what_the_list_shows_in_a_few_lines(helena, ann, inbox):
    bob, carl = people.person("Bob <b>"), people.person("Carl")
    connect(helena, bob)
    connect(helena, carl)
    today = datetime.now(UTC).date()
    give(helena, bob, "Scales", due_on=str(today + timedelta(days=2)))
    for title in ("One", "Two", "Three", "Four", "Five"):
        give(helena, bob, title, due_on=str(today + timedelta(days=3)))
    choose(helena)
    with system_transaction() as db:
        tell(db, helena, NotificationKind.STUDENTS_WEEK, "one", path="/students", n=1, m=3)
    mail()
    said = plain(inbox.mails[0])
    assert "Practised on 2 days: 30 min played, 1 hr 20 min by the clock" in said
    assert "Homework due on" in said
    assert "and 3 more" in said
    assert "Nothing was practised in the 90 days since you are connected." in said  # the rule's own reason
    assert "https://w.example/students" in said
    markup = inbox.mails[0].get_body(("html",)).get_content()
    assert "Bob &lt;b&gt;" in markup
    assert "<b>" not in markup
    assert markup.count("<h2") == 3


def test_what_is_not_sure_is_told_between_what_and_what_it_lies(helena, ann):
    figures = [people.metric("played_s", 1200.0, 0.5, low=900.0, high=2400.0)]
    row = people.session(ann, YESTERDAY - timedelta(days=1), 60)
    people.heard(row, ann, people.take(row, ann), 3600, 1200, metrics=figures)
    (part,) = teaching.week_letter(helena).parts
    told = "Practised on 3 days: about 45 min to 1 hr 10 min played, 2 hr 20 min by the clock"
    assert told in [line.replace("\u00a0", " ") for line in part.lines]


@pytest.mark.parametrize(("locale", "subject"), [("ko", "학생들의 한 주"), ("zh-Hant", "你學生的一週")])
def test_it_is_written_in_the_teachers_language(helena, ann, inbox, locale, subject):
    choose(helena)
    with system_transaction() as db:
        db.get_one(User, helena).locale = locale
        tell(db, helena, NotificationKind.STUDENTS_WEEK, "one")
    mail()
    assert inbox.mails[0]["Subject"] == subject
    assert "ractised" not in plain(inbox.mails[0])


def test_a_week_with_nothing_to_say_is_not_told_of(helena, clock, inbox):
    new = people.person("New")
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=helena, student_id=new))
    choose(helena)
    clock(2)
    assert (teaching.tell_of_weeks(), mail(), told(helena)) == (0, 0, 0)


def test_who_parted_meanwhile_is_not_in_it(helena, ann, clock, inbox):
    choose(helena)
    clock(2)
    teaching.tell_of_weeks()
    with transaction(ann) as db:
        connections.leave(db, ann, helena)
    mail()
    assert inbox.mails == []


def test_what_lies_before_they_met_is_not_told(helena, clock, inbox):
    dora = people.person("Dora")
    people.session(dora, YESTERDAY - timedelta(days=2), 60)
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=helena, student_id=dora, since=YESTERDAY - timedelta(days=1)))
    people.session(dora, YESTERDAY, 10)
    assert "Practised on 1 day: 10 min by the clock" in teaching.week_letter(helena).parts[0].lines


class Killed(BaseException):
    """As SIGKILL: nothing of ours goes on."""


def _killed(*_args, **_more):
    raise Killed


def dies(monkeypatch, where, at, doing):
    with monkeypatch.context() as dying:
        dying.setattr(where, at, _killed)
        with pytest.raises(Killed):
            doing()


@pytest.mark.parametrize("when", ["before it is told", "before it is handed over", "after"])
def test_a_worker_that_dies_is_followed_by_one_that_writes_once(helena, ann, clock, inbox, monkeypatch, when):
    choose(helena)
    clock(2)
    if when == "before it is told":
        dies(monkeypatch, week.telling, "leave_word", teaching.tell_of_weeks)
    teaching.tell_of_weeks()
    if when != "before it is told":
        dies(monkeypatch, mailing, "_hand_over" if when.startswith("before") else "_end", mail)
        with system_transaction() as db:
            db.execute(text("UPDATE notification_deliveries SET claimed_at = claimed_at - interval '11 minutes'"))
    mail()
    mail()
    assert len(inbox.mails) == 1


def test_it_is_a_letter_of_its_own_beside_what_else_is_due(helena, ann, clock, inbox):
    choose(helena)
    clock(2)
    teaching.tell_of_weeks()
    with system_transaction() as db:
        tell(db, helena, NotificationKind.LESSON_CANCELLED, "one", path="/lessons", at="2026-03-04T12:00:00+00:00")
    mail()
    assert len(inbox.mails) == 2
    assert sum("The week of your students" in letter["Subject"] for letter in inbox.mails) == 1


def test_one_tap_ends_it(helena, ann, clock, inbox):
    choose(helena)
    clock(2)
    teaching.tell_of_weeks()
    mail()
    token = str(inbox.mails[0]["List-Unsubscribe"]).strip("<>").rpartition("/")[2]
    assert notifications.opened(token).kinds == ("students_week",)
    notifications.mailed(token, False)
    clock(9)
    assert (teaching.tell_of_weeks(), mail()) == (0, 0)
    with system_transaction() as db:
        assert db.get_one(NotificationChoices, helena).week_next is None


def test_on_a_discreet_lock_screen_it_names_nothing(helena, ann, clock, inbox):
    with transaction(helena) as db:
        notifications.choose(db, helena, Choices(MAIL, discreet=True))
    clock(2)
    teaching.tell_of_weeks()
    mail()
    assert inbox.mails[0]["Subject"] == "Something new at Woodshed"


def test_it_moves_with_whoever_travels(helena, ann, clock):
    with system_transaction() as db:
        db.get_one(User, helena).timezone = "Asia/Seoul"
    choose(helena)
    with system_transaction() as db:
        db.get_one(User, helena).timezone = "UTC"
    clock(1, 22)  # Monday, seven in Seoul
    assert teaching.tell_of_weeks() == 0
    clock(2)
    assert teaching.tell_of_weeks() == 1
