"""The drill: everything is destroyed, and everything is there again; but for those who had been erased."""

from base64 import b64decode

import psycopg
import pytest

from practice_app.backup import copies, locking, making, objects, restoring
from practice_app.backup.locking import CopyError
from practice_app.backup.places import Folder
from practice_app.database import system_transaction
from practice_app.models import User
from practice_app.services import accounts
from practice_app.services.accounts import erased
from practice_app.services.shared import storage
from tests.api.conftest import ANN
from tests.backup.conftest import contents, policies
from tests.services.accounts.test_erasing import let_time_pass, rows, zebedee

COUNTED = "search_counts"
"""A table whose rows are numbered by PostgreSQL."""
LOCKED = (
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCB6SEVobmoxUnVCa1FzYjFGejQxdUJ3IDQKaWtteHBoT2loVXJVK1p1bUxrUUxJdXg1cU"
    "VWbXlydzBqM3RzSS9EUjBXcwotLS0gVHhhMnpmUGhWUTVzVjlGTDc3RFg1T2NvNEZmdG5lRDRSOTBkelo0bHhWbwr/VSrx0vlqtN3YBCnA7w/L"
    "SDKLULuWRi3MsOiYHrJN4nuolApJa6X0hibG8cAwZtAQc+IaTs6Zu/ATpFsE9KWXGJ9DVznGcakknZyXfeJb956gwY9oQSQzVnYuachVUbHlqF"
    "tfBYdBAOXg"
)
"""A key behind "four words of mine", as age writes it, but quick to try (scrypt, 2 to the 4)."""


def sign_in(visitor):
    return visitor.post("/api/v1/auth/login", json={"email": ANN["email"], "password": ANN["password"]})


def test_after_a_fire_everything_is_there_again_but_for_who_was_erased(place, burn, sign_up, visitor, db_urls):
    sign_up("Ann")
    zebedee_id, other = zebedee(db_urls)
    with psycopg.connect(db_urls.superuser) as db:
        db.execute(f"INSERT INTO {COUNTED} (id, terms, by) VALUES (41, '{{}}', 1)")
    before, lying, may = rows(db_urls), contents(), policies(db_urls)
    assert len(lying) > 10

    made = making.make()
    burn()
    assert sign_in(visitor).status_code == 401
    copy, gone = restoring.restore()

    assert copy.name == made.name
    assert {name: found for name, found in rows(db_urls).items() if before[name] != found} == {}
    assert contents() == lying
    assert objects.differing(copy) == []
    assert policies(db_urls) == may
    assert (gone.rows, gone.objects) == (0, 0)
    assert sign_in(visitor).status_code == 200
    with psycopg.connect(db_urls.superuser) as db:
        assert db.execute(f"SELECT nextval(pg_get_serial_sequence('{COUNTED}', 'id'))").fetchone() == (42,)
    stays_erased(zebedee_id, other, burn, db_urls)
    assert str(zebedee_id) not in str(list(place.rglob("*")))


def stays_erased(who, other, burn, db_urls):
    """Who was erased after the copy was made, and was noted nowhere but beside the copies."""
    from workers import tasks  # reads the settings, which the fixtures make

    let_time_pass(who)
    tasks.erase()
    burn()
    copy, gone = restoring.restore()
    assert gone.rows > 50
    assert gone.objects > 10
    assert [row for some in rows(db_urls).values() for row in some if str(who) in row] == []
    with system_transaction() as db:
        assert db.get(User, other)
    assert erased.noted() == [who]
    assert not {one.key for one in copy.objects} & set(storage.listed("takes/"))


def test_where_somebody_lives_nothing_is_restored_without_a_word(place, sign_up, visitor):
    sign_up("Ann")
    making.make()
    sign_up("Bob")
    storage.put("takes/later.webm", b"later", "audio/webm")
    with pytest.raises(CopyError, match="say --replace"):
        restoring.restore()
    restoring.restore(replace=True)
    assert storage.listed("") == []
    assert sign_in(visitor).status_code == 200
    with system_transaction() as db:
        assert accounts.find(db, "bob@example.com") is None


def test_a_copy_that_was_changed_puts_nothing_back(place, sign_up):
    sign_up("Ann")
    making.make()
    sign_up("Bob")
    (file,) = place.rglob("rows/users.age")
    told = bytearray(file.read_bytes())
    told[-20] ^= 1
    file.write_bytes(told)
    with pytest.raises(CopyError, match="damaged"):
        restoring.restore(replace=True)
    with system_transaction() as db:
        assert accounts.find(db, "bob@example.com")


def test_another_key_opens_nothing(place, tmp_path, sign_up, monkeypatch):
    sign_up("Ann")
    making.make()
    locking.make_key(tmp_path / "another")
    with pytest.raises(CopyError, match="another key"):
        locking.opened(copies.store().place, str(tmp_path / "another"), "")
    assert ANN["email"].encode() not in b"".join(file.read_bytes() for file in place.rglob("*.age"))


def test_a_passphrase_does_as_well(place, tmp_path):
    there = Folder(tmp_path / "other")
    with there.draft() as draft:
        draft.file.write(b64decode(LOCKED))
        draft.keep(locking.KEY)
    lock = locking.opened(there, "", "four words of mine")
    assert lock.name("00" * 32) == locking.begun(there, "", "four words of mine").name("00" * 32)
    with pytest.raises(CopyError, match="another key or passphrase"):
        locking.opened(there, "", "four words of yours")
