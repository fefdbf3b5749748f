"""Practice put together from recordings has its truth, and what could not be got is said."""

import numpy as np
import pytest
from scipy.io import wavfile

from benchmarks.analysis.material.additive import RATE_HZ
from benchmarks.analysis.real import truth
from benchmarks.analysis.real.sources import SOURCES, Material
from benchmarks.analysis.real.takes import WAYS, _other, takes
from benchmarks.analysis.real.truth import Band


def struck(seconds):
    """A note that dies away by 60 dB in three seconds, then nothing."""
    at = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return 0.5 * np.sin(2 * np.pi * 330 * at) * 10 ** (-at)


def test_where_a_note_that_dies_away_ends_is_a_band():
    least, most = truth.of(np.concatenate([np.zeros(RATE_HZ), struck(4)])).seconds
    assert least == pytest.approx(1.0, abs=0.3)
    assert most == pytest.approx(2.0, abs=0.3)


@pytest.mark.parametrize(("heard_s", "off_s"), [(7, -1), (8.5, 0), (11, 1)])
def test_only_what_lies_outside_the_band_is_an_error(heard_s, off_s):
    assert Band([(0, 8)], [(0, 10)]).off_s(heard_s) == off_s


def test_no_source_is_both_looked_at_and_kept():
    assert len({source.place for source in SOURCES}) == len(SOURCES)
    assert all(source.licence for source in SOURCES)


def test_takes_are_made_of_what_is_there_and_the_rest_is_told(tmp_path):
    file = tmp_path / "MTG/sms-tools-materials/sounds/flute-A4.wav"
    file.parent.mkdir(parents=True)
    wavfile.write(file, RATE_HZ, (32767 * np.pad(0.5 * np.sin(np.arange(2 * RATE_HZ) / 9), RATE_HZ // 2)).astype("i2"))
    material = Material(tmp_path, "tuned")
    assert "MTG/sms-tools-materials: sounds/oboe-A4.wav" in material.missing
    made = list(takes(material, tmp_path, 1))
    assert [one.instrument for one in made] == ["flute"], "nothing is there to happen in the rests of the other"
    assert made[0].band.seconds[1] == pytest.approx(7 * 2, rel=0.1)
    assert made[0].path.stat().st_size > 0


def test_nobody_sings_in_the_rests_of_a_singer():
    ways = [_other(number, "voice").beside for number in range(len(WAYS))]
    assert "song" not in ways
    assert [_other(number, "violin").beside for number in range(len(WAYS) - 1)] == ["talk", "home", "", "song"]
