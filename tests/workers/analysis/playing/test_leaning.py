"""What somebody's corrections say moves what is heard by one number, and makes nobody surer."""

import pytest

from tests import sounds
from workers.analysis import analyse


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    """A violin in a noisy room, of which some is not sure."""
    path = tmp_path_factory.mktemp("leaning") / "violin.wav"
    sounds.write_wav(path, sounds.violin(25.0, room_dbfs=-34, seed=5).samples)
    return path


@pytest.fixture(scope="module")
def heard(recording):
    return {by: analyse(recording, instrument="violin", leaning=by) for by in (-1.0, 0.0, 1.0)}


def test_without_a_number_the_answer_is_todays_to_the_last_bit(recording, heard):
    today = analyse(recording, instrument="violin").to_json()
    assert heard[0.0].to_json() == today
    assert "adapted_by" not in today["parameters"]


def test_the_same_recording_with_the_same_number_gives_the_same_answer(recording, heard):
    again = analyse(recording, instrument="violin", leaning=1.0).to_json()
    assert again == heard[1.0].to_json()
    assert again["parameters"]["adapted_by"] == 1.0


def test_more_is_heard_with_more_and_less_with_less(heard):
    assert heard[-1.0].played_s <= heard[0.0].played_s <= heard[1.0].played_s
    assert heard[-1.0].played_s < heard[1.0].played_s


def test_nobody_is_surer_for_it(heard):
    sure = {by: result.metric("played_s").confidence for by, result in heard.items()}
    assert max(sure[-1.0], sure[1.0]) <= sure[0.0]
