"""E-mail addresses: kept as written, found folded, never two made one."""

import pytest

from practice_app.errors import Invalid
from practice_app.services.accounts import mailboxes


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("straße@example.org", "straße@example.org"),
        ("Anna@faß.example", "Anna@faß.example"),
        ("anna@xn--fa-hia.example", "anna@faß.example"),
        (" Anna@EXAMPLE.org ", "Anna@example.org"),
        ("anna@ｅxample。org", "anna@example.org"),
        ("anna\u0301@example.org", "anná@example.org"),
    ],
)
def test_the_mailbox_is_kept_as_it_is_written(typed, kept):
    assert mailboxes.written(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "anna",
        "anna@",
        "anna\ufe0f@example.org",
        "an\u200dna@example.org",
        "a@b\x00.example",
        "x" * 400 + "@example.org",
    ],
)
def test_what_no_mail_goes_to_or_nobody_can_see_is_no_address(typed):
    with pytest.raises(Invalid):
        mailboxes.written(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("straße@example.org", "strasse@example.org"),
        ("anna@faß.example", "anna@fass.example"),
        ("ﬁ@example.org", "fi@example.org"),
        ("σας@example.org", "σασ@example.org"),
        ("ı@example.org", "i@example.org"),
    ],
)
def test_no_two_mailboxes_are_made_one(one, other):
    assert mailboxes.forms(one)[0] != mailboxes.forms(other)[0]


@pytest.mark.parametrize(
    "spelling", ["ANNA@example.org", "anna@EXAMPLE.ORG", "Anna@ｅxample．org", "anna@example。org"]
)
def test_spellings_of_one_mailbox_find_the_same(spelling):
    assert mailboxes.forms(spelling)[0] == "anna@example.org"


def test_tries_are_counted_by_the_coarsest_form():
    spellings = ["straße@example.org", "STRASSE@example.org", "strasse\ufe0f@example.org", "ｓtrasse@example.org"]
    assert {mailboxes.coarse(one) for one in spellings} == {"strasse@example.org"}
    assert mailboxes.coarse("nobody at all \u200b") == "nobody at all"
