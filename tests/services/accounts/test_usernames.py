"""User names: any script, told apart by how they look."""

import pytest

from practice_app.errors import Invalid
from practice_app.services.accounts import usernames


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Minji", "minji"),
        ("ｍｉｎｊｉ", "minji"),
        (" min.ji-2 ", "min.ji-2"),
        ("민지", "민지"),
        ("민지".encode().decode(), "민지"),
        ("王小明", "王小明"),
        ("Зоя_7", "зоя_7"),
        ("José", "josé"),
        ("กิ่ง", "กิ่ง"),
        ("min\u200bji", "minji"),
    ],
)
def test_a_name_in_any_script_is_kept_folded(typed, kept):
    assert usernames.new(typed) == kept
    assert usernames.folded(typed) == kept


def test_composed_or_not_it_is_one_name():
    assert usernames.new("민지") == usernames.new("민지") == usernames.new("\u1106\u1175\u11ab\u110c\u1175")


@pytest.mark.parametrize(
    "typed",
    ["", "mj", "지", "1234", "a" * 33, "two words", "a..b", ".ann", "ann-", "ann@home", "🎻🎻🎻", "\u0301ann", "раn"],
)
def test_what_cannot_be_typed_or_told_apart_is_refused(typed):
    with pytest.raises(Invalid) as refused:
        usernames.new(typed)
    assert refused.value.errors[0].field == "username"


@pytest.mark.parametrize("typed", ["admin", "Woodshed", "ADMIN_1", "moderator.2", "root-"])
def test_names_that_speak_for_whoever_runs_it_are_refused(typed):
    with pytest.raises(Invalid):
        usernames.new(typed)
