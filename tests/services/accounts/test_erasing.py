"""Nothing is left of whoever is erased: asked of the catalogue of tables, of a listing of S3, and of Redis."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from botocore.exceptions import ClientError
from psycopg import sql
from sqlalchemy import select, text, update

from practice_app.database import system_transaction
from practice_app.errors import Unavailable
from practice_app.ids import new_id
from practice_app.models import Block, Consent, Guardian, TeacherStudent, User
from practice_app.services.accounts import addresses, erased, erasing, leaving, term
from practice_app.services.accounts.belonging import belongings
from practice_app.services.accounts.guessing import Guess
from practice_app.services.recordings import motions
from practice_app.services.shared import storage
from practice_app.services.shared.limits import rates
from practice_app.services.shared.redis import client as redis_client
from practice_app.settings import get_settings
from tests.services.belongings import everything_of
from tests.services.people import person, session, take

NAME, EMAIL = "Zebedee Quillfeather", "zebedee.quillfeather@example.com"
SEARCHED = {f"search_{name}" for name in ("texts", "terms", "spellings", "counts")}
"""Made by who writes on the board; that they go with it: tests/services/search/test_board_index.py."""
NOBODYS = {"alembic_version", "farewells", "forum_tags", "link_cards", "moderation_log", "works", *SEARCHED}
"""Tables in which nothing is anybody's."""


@pytest.fixture
def house(clean_database):
    """Empty but for Bob, who has something of everything."""
    redis_client().flushdb()
    rates._limiter.cache_clear()
    storage.client.cache_clear()
    storage.delete(*storage.listed(""))
    for key, upload in uploads():
        storage.abort(key, upload)
    everything_of("Bob", 1)
    yield clean_database
    storage.client.cache_clear()


def rows(urls):
    """Every row of every table there is."""
    tables = "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
    tables += " AND relnamespace = 'public'::regnamespace AND NOT relispartition"
    whole = sql.SQL("SELECT t::text FROM {} AS t ORDER BY 1")
    with psycopg.connect(urls.superuser) as db:
        names = [name for (name,) in db.execute(tables)]
        return {name: [row for (row,) in db.execute(whole.format(sql.Identifier(name)))] for name in sorted(names)}


def uploads():
    try:
        found = storage.client().list_multipart_uploads(Bucket=get_settings().s3_bucket)
    except ClientError:  # as ours answers where there was never any
        return []
    return [(upload["Key"], upload["UploadId"]) for upload in found.get("Uploads", [])]


def zebedee(urls):
    """Somebody with a row in every table, an object behind every key, uploads under way, and tries that are counted."""
    who, _ = everything_of(NAME, 2)
    other = person("Their teacher")
    with system_transaction() as db:
        addresses.keep(db.get_one(User, who), EMAIL)
        db.add_all(
            [
                TeacherStudent(teacher_id=other, student_id=who),
                TeacherStudent(teacher_id=who, student_id=other),
                Guardian(parent_id=who, child_id=other),
                Guardian(parent_id=other, child_id=who),
                Block(blocker_id=who, blocked_id=other),
                Block(blocker_id=other, blocked_id=who),
                Consent(user_id=other, given_by=who, text_version="1", how="making"),
            ]
        )
    for belonging in belongings():
        put_objects(belonging, who)
    rates.count("5/hour", "verify-mail", str(who))
    rates.count("5/hour", "login-account", Guess.of(EMAIL, "").account)
    with psycopg.connect(urls.superuser) as db:
        devices = db.execute("SELECT id::text FROM auth_sessions WHERE user_id = %s", [who]).fetchall()
    for (device,) in devices:
        rates.count("5/hour", "password", device)
    return who, other


def put_objects(belonging, who):
    """Let there be what each row may name in S3."""
    if not belonging.named:
        return
    keys = list(belonging.table.primary_key.columns)
    with system_transaction() as db:
        rows = db.execute(select(*keys, *belonging.objects).where(belonging.of(who))).all()
    for row in rows:
        named = {column.name: row._mapping[column] or storage.random_key() for column in belonging.objects}
        for key in named.values():
            storage.put(key, b"of Zebedee", "audio/webm")
        if belonging.upload is not None:
            named[belonging.upload.name] = storage.begin(named[belonging.objects[0].name], "audio/webm")
        with system_transaction() as db:
            this = [key == row._mapping[key] for key in keys]
            db.execute(update(belonging.table).where(*this).values(named))


def let_time_pass(who):
    """They left, and can't come back any more."""
    with system_transaction() as db:
        leaving.begin(db, who)
    with system_transaction() as db:
        db.get_one(User, who).deleted_at = datetime.now(UTC) - term.TIME - timedelta(seconds=1)


def without(found, who):
    """The rows that speak of nobody but others; when the other was in a lesson of theirs goes with the lesson."""
    lessons = {row[1:37] for row in found["lessons"] if str(who) in row}
    return {
        name: [row for row in some if str(who) not in row and row[1:37] not in lessons] for name, some in found.items()
    }


def test_there_is_something_of_everything_to_be_erased(house):
    before = rows(house)
    zebedee(house)
    alike = {name for name, found in rows(house).items() if len(found) == len(before[name])}
    assert alike == NOBODYS, "tests/services/belongings.py makes no row of these"
    named = [each for each in belongings() if each.objects]
    assert storage.listed("")
    assert uploads()
    assert {each.table.name for each in named} >= {"recordings"}


OF_A_GROUP = ("groups", "group_works", "group_challenges")
"""Gone with the last who is in it, and named after nobody."""


def test_whoever_is_erased_leaves_no_row_no_object_and_no_key(house, caplog):
    bobs = {name: some for name, some in rows(house).items() if name in OF_A_GROUP}
    who, other = zebedee(house)
    before = rows(house) | bobs
    theirs = {key for key in storage.listed("") if storage.size(key) == len(b"of Zebedee")}
    others = without(before, who)
    let_time_pass(who)
    with caplog.at_level("INFO"):
        gone = erasing.erase_all()
    left = rows(house)
    for mark in (str(who), who.hex, NAME, EMAIL, EMAIL.encode().hex()):
        assert not [name for name, found in left.items() if any(mark in row for row in found)], mark
    assert [row.count(",") for row in left.pop("consents")] == [6, 6], "what they agreed to for another stays, unnamed"
    assert len(left.pop("farewells")) == 1, "what their provider is still to be told, sealed and unnamed"
    assert left == {name: found for name, found in others.items() if name not in ("consents", "farewells")}
    assert (storage.listed(""), uploads()) == ([f"erased/{who}.json"], [])
    assert redis_client().keys("*") == []
    assert gone.objects == len(theirs) > 2
    assert gone.rows >= len(belongings())
    assert str(other) in str(left["users"])
    assert NAME not in caplog.text
    assert str(who) not in caplog.text


def test_what_their_phone_felt_beside_a_recording_leaves_the_bucket_too(clean_database):
    who = person(NAME)
    key = storage.random_key(prefix=motions.PREFIX)
    take(session(who, datetime(2026, 3, 2, 12, tzinfo=UTC)), who, keep=True, motion_key=key, motion_bytes=4)
    storage.put(key, b"WSMO", "application/octet-stream")
    let_time_pass(who)
    assert erasing.erase(who).objects >= 1
    assert storage.size(key) is None


def test_who_stays_or_may_still_come_back_is_not_erased(house):
    who, _ = zebedee(house)
    before = rows(house)
    assert erasing.erase(who) == erasing.erase_all() == erasing.Gone()
    with system_transaction() as db:
        leaving.begin(db, who)
    assert erasing.erase(who) == erasing.erase_all() == erasing.Gone()
    assert {name for name, found in rows(house).items() if found != before[name]} <= {"users", "audit"} | SIGNED_OUT
    assert storage.listed(erased.PREFIX) == []


SIGNED_OUT = {"auth_sessions", "family_devices", "mail_tokens", "lesson_series", "push_subscriptions"}
"""Also what comes again comes no more, and a device that was signed out rings no more."""


class Interrupted(BaseException):
    """The process ends here."""


def test_whatever_interrupts_it_it_goes_on(house, monkeypatch):
    """Each time it gets one call further: to the database, to S3, to Redis."""
    who, _ = zebedee(house)
    let_time_pass(who)
    left = [0]
    monkeypatch.setattr(erasing, "BATCH", 1)
    for module, name in INTERRUPTIBLE:
        monkeypatch.setattr(module, name, counting(getattr(module, name), left))
    for calls in range(1, 1000):
        left[0] = calls
        try:
            erasing.erase_all()
            break
        except Interrupted:
            assert f"erased/{who}.json" in storage.listed(erased.PREFIX) or calls < len(INTERRUPTIBLE)
    assert calls > len(belongings())
    left[0] = 10**9
    assert not [name for name, found in rows(house).items() if any(str(who) in row for row in found)]
    assert (storage.listed(""), uploads()) == ([f"erased/{who}.json"], [])


INTERRUPTIBLE = [
    (erasing, "system_transaction"),
    (storage, "put"),
    (storage, "abort"),
    (storage, "delete"),
    (rates, "forget"),
]


def counting(really, left):
    def called(*given, **named):
        left[0] -= 1
        if not left[0]:
            raise Interrupted
        return really(*given, **named)

    return called


def test_while_s3_is_away_nobody_is_called_erased(house, monkeypatch):
    who, _ = zebedee(house)
    let_time_pass(who)

    def away(*_):
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr(storage, "delete", away)
        assert erasing.erase_all() == erasing.Gone(waiting=1)
    with system_transaction() as db:
        assert db.scalar(text("SELECT count(*) FROM recordings WHERE user_id = :who"), {"who": who}) == 2
    assert erasing.erase_all().waiting == 0
    assert person_is_there(who) is False


def person_is_there(who):
    with system_transaction() as db:
        return db.get(User, who) is not None


def test_who_comes_back_with_a_backup_is_erased_again(house):
    who, _ = zebedee(house)
    let_time_pass(who)
    erasing.erase_all()
    with system_transaction() as db:
        db.add(User(id=who, email_encrypted=b"", email_index=new_id().bytes, display_name=NAME))
    assert erasing.erase_all().rows == 1
    assert not person_is_there(who)


def test_a_group_in_which_others_stay_stays(house):
    who, other = zebedee(house)
    with system_transaction() as db:
        group = db.scalar(text("SELECT group_id FROM group_member WHERE member_id = :who"), {"who": who})
        db.execute(
            text("INSERT INTO group_member SELECT :group, :other, 'member', 'nothing', 'active', now()"),
            {"group": group, "other": other},
        )
    let_time_pass(who)
    erasing.erase_all()
    with system_transaction() as db:
        found = db.execute(text("SELECT member_id FROM group_member WHERE group_id = :group"), {"group": group})
        assert found.scalars().all() == [other]


def test_two_at_once_erase_somebody_once(house, monkeypatch):
    who, _ = zebedee(house)
    let_time_pass(who)
    really = storage.delete

    def meanwhile(*keys):
        monkeypatch.setattr(storage, "delete", really)
        erasing.erase(who)
        really(*keys)

    monkeypatch.setattr(storage, "delete", meanwhile)
    erasing.erase(who)
    assert not person_is_there(who)


def test_the_worker_looks_for_whom_to_erase(db_urls):
    from workers.tasks import app

    assert app.conf.beat_schedule["accounts.erase"]["task"] in app.tasks
