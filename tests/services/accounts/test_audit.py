"""What happened with an account is written once, and read by its owner."""

from datetime import timedelta

import pytest
from psycopg import errors
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.models import Audit, AuditKind
from practice_app.models.columns import now
from practice_app.services.accounts import audit
from practice_app.settings import get_settings
from tests.services import people

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def two(clean_database):
    return people.person("Ann"), people.person("Bob")


def kinds(who):
    with transaction(who) as db:
        return [row.kind for row in audit.listed(db, who).items]


def test_it_is_noted_in_the_middle_of_ones_own_transaction_which_stays_ones_own(two):
    ann, bob = two
    with transaction(ann) as db:
        audit.note(db, ann, AuditKind.PASSWORD_CHANGED, FIREFOX, devices=2)
        assert db.execute(text("SELECT current_user")).scalar() == "woodshed_web"
        assert db.execute(text("SELECT id FROM users")).scalars().all() == [ann]
    with transaction(ann) as db:
        (row,) = audit.listed(db, ann).items
    assert (row.kind, row.device, row.detail) == ("password_changed", "Firefox, Windows", {"devices": 2})
    assert kinds(bob) == []


def test_what_is_rolled_back_did_not_happen(two):
    ann, _ = two
    with transaction(ann) as db:
        audit.note(db, ann, AuditKind.PASSWORD_CHANGED)
        db.rollback()
    assert kinds(ann) == []


def test_a_stranger_reads_nothing_even_with_the_owners_name(two):
    ann, bob = two
    with system_transaction() as db:
        audit.note(db, ann, AuditKind.SIGNED_UP)
    with transaction(bob) as db:
        assert audit.listed(db, ann).items == []


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE audit SET kind = 'signed_up'",
        "DELETE FROM audit",
        "INSERT INTO audit (id, user_id, at, kind, device) SELECT gen_random_uuid(), id, now(), 'x', '' FROM users",
    ],
)
def test_its_owner_changes_nothing(two, deed):
    with pytest.raises(DBAPIError) as refused, transaction(two[0]) as db:
        db.execute(text(deed))
    assert isinstance(refused.value.orig, errors.InsufficientPrivilege)


def test_the_system_does_not_rewrite_it_either(two):
    with pytest.raises(DBAPIError) as refused, system_transaction() as db:
        db.execute(text("UPDATE audit SET at = now()"))
    assert isinstance(refused.value.orig, errors.InsufficientPrivilege)


def test_a_detail_stays_small(two):
    with pytest.raises(DBAPIError) as refused, system_transaction() as db:
        audit.note(db, two[0], AuditKind.SIGNED_UP, words="x" * 1001)
    assert isinstance(refused.value.orig, errors.CheckViolation)


def test_it_goes_after_the_time_that_settings_state(two):
    ann, _ = two
    old = now() - timedelta(days=get_settings().audit_days)
    with system_transaction() as db:
        for at in (old - timedelta(minutes=1), old + timedelta(minutes=1)):
            db.add(Audit(user_id=ann, kind=AuditKind.SIGNED_OUT, at=at))
    assert audit.forget_audit() == 1
    with system_transaction() as db:
        assert len(db.exec(select(Audit)).all()) == 1
