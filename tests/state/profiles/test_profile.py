"""The page of one's profile."""

import pytest

from practice_app.state.profiles import ProfileState
from tests.state.tabs import call, tab


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def at(anns):
    at = await tab(ProfileState, anns, "/profile")
    await call(at, "load")
    return at


@pytest.mark.anyio
async def test_the_form_is_kept_as_it_is_written(at):
    form = {
        "display_name": "Ann",
        "kind": "hobby",
        "level": "Intermediate",
        "years_playing": "12",
        "bio": "Evenings.\nBach.",
        "specialties": "Baroque, 산조，室內樂",
        "hashtags": "#violin hobby #취미",
    }
    await call(at, "save", form)
    assert at.errors == {}
    assert (at.kind, at.level, at.years, at.bio) == ("hobby", "intermediate", "12", "Evenings.\nBach.")
    assert (at.specialties, at.hashtags) == ("Baroque, 산조, 室內樂", "#violin #hobby #취미")
    await call(at, "save", {"display_name": "Ann"})
    assert (at.kind, at.years, at.bio, at.hashtags) == ("", "", "", "")


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", ""),
        ("years_playing", "many"),
        ("years_playing", "٣"),
        ("hashtags", "#a-b"),
        ("level", "x" * 41),
    ],
)
async def test_what_can_t_be_taken_is_said_beside_its_field(at, field, value):
    await call(at, "save", {"display_name": "Ann"} | {field: value})
    assert set(at.errors) == {field}


@pytest.mark.anyio
async def test_instruments_are_added_told_of_and_taken_off(at):
    await call(at, "add_instrument", "가야금")
    await call(at, "say_level", "gayageum", "초급")
    await call(at, "say_since", "gayageum", "2015")
    assert [(row.name, row.level, row.since) for row in at.instruments] == [("gayageum", "beginner", "2015")]
    await call(at, "say_since", "gayageum", "long ago")
    assert set(at.errors) == {"instrument_since"}
    await call(at, "say_since", "gayageum", "")
    assert at.instruments[0].since == ""
    await call(at, "remove_instrument", "gayageum")
    assert at.instruments == []


@pytest.mark.anyio
async def test_what_others_see_is_shown_before_they_do(at):
    await call(at, "look_as", "groups")
    assert at.preview.hidden
    await call(at, "show", "profile", "groups")
    assert (at.preview.hidden, at.preview.statistics) == (False, False)
    await call(at, "show", "statistics", "everyone")
    assert at.preview.statistics
    await call(at, "look_as", "everyone")
    assert at.preview.hidden
