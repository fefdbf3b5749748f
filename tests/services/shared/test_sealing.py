"""What is encrypted opens in its own row, under a key that is there, unchanged; and says to the operator why not."""

import logging
from base64 import b64encode
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError

from practice_app import keys
from practice_app.errors import Unavailable
from practice_app.ids import new_id
from practice_app.services.shared import sealing
from practice_app.settings import Settings, explain
from tests.earlier import kept_earlier

PLACE, ROW = "users.email_encrypted", UUID(int=7)
A, B = (f"{name}:{b64encode(name.encode() * 32).decode()}" for name in "ab")
ANN = "ann@example.com"


@pytest.fixture(autouse=True)
def house(monkeypatch, tmp_path):
    """A house with a secret key of its own; call it to set its keys."""
    chosen = Settings(SECRET_KEY="an old house's secret key, 32 signs or more", WOODSHED_HOME=str(tmp_path))
    monkeypatch.setattr("practice_app.services.shared.sealing.get_settings", lambda: chosen)
    monkeypatch.setattr("practice_app.services.shared.secrets.get_settings", lambda: chosen)
    monkeypatch.setattr("tests.earlier.get_settings", lambda: chosen)

    def with_keys(**named):
        for name, value in named.items():
            setattr(chosen, name, SecretStr(value))

    return with_keys


def refused(sealed, place=PLACE, row=ROW):
    with pytest.raises(sealing.Unreadable) as problem:
        sealing.opened(sealed, place, row)
    assert problem.value.__cause__ is None
    return True


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=400)


@given(plain=texts, row=st.uuids(), other=st.uuids())
def test_what_is_sealed_opens_in_its_row_and_in_no_other(plain, row, other):
    sealed = sealing.seal(plain, PLACE, row)
    assert sealing.opened(sealed, PLACE, row) == plain
    assert len(plain) < 5 or plain.encode() not in sealed
    assert sealed != sealing.seal(plain, PLACE, row), "a nonce of its own each time"
    assert row == other or refused(sealed, row=other)
    assert refused(sealed, "users.phone_encrypted", row)


@given(at=st.integers(0, 200), flip=st.integers(1, 255))
def test_no_byte_can_be_changed(at, flip):
    sealed = bytearray(sealing.seal(ANN, PLACE, ROW))
    sealed[at % len(sealed)] ^= flip
    assert refused(bytes(sealed))


@given(junk=st.binary(max_size=80), magic=st.booleans())
def test_junk_is_refused_and_breaks_nothing(junk, magic):
    assert refused(sealing.MAGIC * magic + junk)


@given(end=st.integers(0, 60))
def test_a_part_of_it_is_refused(end):
    sealed = sealing.seal(ANN, PLACE, ROW)
    assert refused(sealed[: end % len(sealed)])


def test_what_an_earlier_release_wrote_is_read():
    written = bytes.fromhex(
        "f9d02d351d34a4b8575439399db8b8f1562daa872e6eee986f1e54e96ec4d7ee6dafa1616c2637f1af9c7b36bbb55af4832a2a"
    )
    assert sealing.opened(written, PLACE, new_id()) == "Ann.Straße@example.com"
    assert sealing.sealed_by(written) == sealing.EARLIER
    found = sealing.index("ann.straße@example.com").hex()
    assert found == "82480e36bc22b0bb05ec792a1f9f2a38bd9899fe2b983c918dabdfcfb040ce63"


def test_todays_form_can_not_be_passed_off_as_the_earlier_one():
    assert refused(sealing.seal(ANN, PLACE, ROW)[len(sealing.MAGIC) + 2 :])
    assert sealing.opened(kept_earlier(ANN)[0], PLACE, ROW) == ANN


def test_keys_take_turns(house):
    first = sealing.seal(ANN, PLACE, ROW)
    house(field_keys=A)
    second = sealing.seal(ANN, PLACE, ROW)
    house(field_keys=f"{B},{A}")
    third = sealing.seal(ANN, PLACE, ROW)
    assert [sealing.sealed_by(sealed) for sealed in (first, second, third)] == ["0", "a", "b"]
    assert {sealing.opened(sealed, PLACE, ROW) for sealed in (first, second, third)} == {ANN}


def test_a_key_can_be_read_with_before_it_is_written_with(house):
    house(field_keys=A, index_keys=A)
    ahead, found = sealing.seal(ANN, PLACE, ROW), sealing.index(ANN)
    house(field_keys=f"0,{A}", index_keys=f"0,{A}")
    assert sealing.opened(ahead, PLACE, ROW) == ANN
    assert sealing.newest() == ("0", "0")
    assert list(sealing.indexes(ANN)) == ["0", "a"]
    assert sealing.indexes(ANN)["a"] == found != sealing.index(ANN)


@pytest.mark.parametrize(
    ("then", "why"), [("", "no key with the id"), (f"a:{B[2:]}", "another than the one it was encrypted with")]
)
def test_the_operator_is_told_why_and_no_secret(house, caplog, then, why):
    house(field_keys=A)
    sealed = sealing.seal(ANN, PLACE, ROW)
    house(field_keys=then)
    with caplog.at_level(logging.ERROR), pytest.raises(Unavailable) as problem:
        sealing.opened(sealed, PLACE, ROW)
    assert str(ROW) in caplog.text
    assert why in caplog.text
    for secret in (ANN, A[2:], B[2:], sealed.hex()):
        assert secret not in caplog.text + str(problem.value) + repr(problem.value)


@pytest.mark.parametrize(
    "value",
    [
        "a",
        "a:",
        "a:c2hvcnQ=",
        "a:%%%",
        "a:ключ",
        f"0:{A[2:]}",
        f":{A[2:]}",
        f"{A},{A}",
        "0,0",
        f"{'x' * 17}:{A[2:]}",
        f"a b:{A[2:]}",
        A[2:],
    ],
)
@pytest.mark.parametrize("name", ["FIELD_KEYS", "INDEX_KEYS"])
def test_keys_that_can_not_be_used_are_told_at_the_start_and_not_repeated(name, value):
    with pytest.raises(ValidationError) as error:
        Settings(SECRET_KEY="x" * 32, **{name: value})
    said = explain(error.value)
    assert f"{name}: Value error, key number" in said
    assert A[2:] not in said
    assert value not in said or value in ("a", "a:")


def test_a_list_of_keys_is_read_in_its_order():
    assert list(keys.parsed(f" {B} , {A},")) == ["b", "a", "0"]
    assert keys.parsed(f"{B},0")["0"] is None
    assert keys.parsed("a:" + "-_" * 21 + "8=")["a"] == keys.parsed("a:" + "+/" * 21 + "8=")["a"]
