"""What may be a password: the rules a new one is held to."""

import hashlib
import json
import re
from importlib.util import find_spec, module_from_spec
from pathlib import Path

import pytest
from argon2 import Type, extract_parameters

from practice_app.errors import Invalid
from practice_app.services.accounts import common_passwords, obvious_passwords, passwords
from practice_app.services.accounts.passwords import CALLED, COMMON, IN_A_ROW, About

CASES = json.loads((Path(__file__).parents[2] / "password_cases.json").read_text("utf-8"))
FILE_SHA256 = "bad544df5a16b4812cb5caace464821064d86da345e68e3a9b112552bb623e28"
ANN = About("Ann Keller", "ann.keller@example.org")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["password"][:30])
def test_what_is_obvious_about_a_password(case):
    told = {
        "row": obvious_passwords.in_a_row(case["password"]),
        "called": obvious_passwords.is_called(case["password"], case["names"]),
    }
    assert told == {"row": case["row"], "called": case["called"]}


def test_the_file_of_common_ones_is_the_one_that_was_made():
    kept = common_passwords.FILE.read_bytes()
    keys = [kept[at : at + 5] for at in range(0, len(kept), 5)]
    assert hashlib.sha256(kept).hexdigest() == FILE_SHA256
    assert keys == sorted(set(keys))
    assert len(keys) == 474_743


@pytest.mark.parametrize(
    "common",
    ["password", "Password1", "PASSWORD123", "ｐａｓｓｗｏｒｄ", "iloveyou", "rlaalstn", "basketball", "31415926"],
)
def test_a_common_password_is_known_however_it_is_written(common):
    assert common_passwords.is_common(common)


def test_the_first_and_the_last_of_the_file_are_found_and_what_lies_outside_is_not(tmp_path, monkeypatch):
    words = sorted((f"a word {n}" for n in range(9)), key=common_passwords.key)
    file = tmp_path / "few.bin"
    file.write_bytes(b"".join(map(common_passwords.key, words[1:-1])))
    monkeypatch.setattr(common_passwords, "FILE", file)
    common_passwords._kept.cache_clear()
    try:
        assert [common_passwords.is_common(word) for word in words] == [False, *[True] * 7, False]
    finally:
        common_passwords._kept.cache_clear()


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        ("short", "Use at least {n} characters."),
        ("x" * 257, "Use at most {n} characters."),
        ("annkeller1990", CALLED),
        ("Woodshed2026", CALLED),
        ("abcdabcdabcd", IN_A_ROW),
        ("sunshine1", COMMON),
    ],
)
def test_a_new_password_is_refused_at_its_field_for_a_reason(refused, why):
    with pytest.raises(Invalid) as told:
        passwords.check_new(refused, about=ANN, field="new_password")
    assert [(error.field, error.detail) for error in told.value.errors] == [("new_password", why)]


@pytest.mark.parametrize(
    "taken",
    [
        "fiddle-sticks",
        "a slow scale in d minor",
        "대나무숲의가야금소리",
        "lllllIIIIl1|O0",
        "k7#mQ9!z",
        "🎻🪈🎹 🥁 🎺 🪕 🎷",
    ],
)
def test_nobody_is_told_which_signs_to_use(taken):
    assert passwords.check_new(taken, about=ANN) == passwords.plain(taken)


def test_the_longest_names_cost_little():
    """Names of ever other parts and a password of 256 signs: a bounded number of short searches."""
    name, address = " ".join(map(chr, range(0xAC00, 0xAC00 + 40))), ".".join(f"a{n}bc" for n in range(60))
    words = [word for each in (name, address) for word in obvious_passwords._words(each)]
    assert len(words) < 400
    assert not obvious_passwords.is_called("부엉이 " * 64, (name, address))


def test_the_form_holds_the_same_rule():
    script = Path("practice_app/components/accounts/obvious.js").read_text("utf-8")
    for name in ("FRESH", "LEFT", "SHORTEST_WORD", "LONGEST_PIECE"):
        (there,) = re.findall(rf"^const {name} = (\d+);", script, re.MULTILINE)
        assert int(there) == (getattr(obvious_passwords, name, None) or getattr(obvious_passwords, f"_{name}"))
    assert all(row in script for row in (*obvious_passwords._ROWS, *obvious_passwords.PRODUCT))


def test_a_hash_is_dear_outside_of_tests(db_urls):
    spec = find_spec(passwords.__name__)
    untouched = module_from_spec(spec)
    spec.loader.exec_module(untouched)
    cost = extract_parameters(untouched.hashed("a slow scale in d minor"))
    assert cost.type is Type.ID
    assert cost.memory_cost * cost.time_cost >= 19 * 1024 * 2, "OWASP's least"
