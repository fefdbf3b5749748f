"""Every metric, in the order of the page. A new one is written here, and measured in a module of `workers/analysis`."""

from practice_app.metrics.averaging import mean, mean_in_the_semitone, mean_power, pooled_spread, total
from practice_app.metrics.kinds import Beside, MetricKind, Tolerance, Written, msg

_KINDS = (
    MetricKind(
        key="played_s",
        number=1,
        unit="s",
        definition="sum of the *playing* spans",
        name=msg("Playing time"),
        meaning=msg(
            "The time in which your instrument sounded. Breaks shorter than a second count as playing; talking, "
            "page turning and the metronome don't."
        ),
        written=None,
        average=total,
        tolerance=Tolerance(2.0, 0.04),
    ),
    MetricKind(
        key="tempo_bpm",
        number=2,
        unit="bpm",
        definition="mean over playing, in the beat of the target where there is one",
        name=msg("Tempo"),
        meaning=msg("Beats per minute over all you played, in the beat of your target when you set one."),
        written=Written("bpm"),
        average=mean,
        tolerance=Tolerance(share=0.04),
        beside=Beside.TARGET,
    ),
    MetricKind(
        key="tempo_stability_pct",
        number=3,
        unit="%",
        definition="SD about the line of drift, in percent of the tempo",
        name=msg("Steadiness"),
        meaning=msg(
            "How far your beat sways about your own tempo, in percent: the smaller, the steadier. Nobody plays at zero."
        ),
        written=Written("%", digits=1, both_ways=True),
        average=mean,
        tells_progress=True,
    ),
    MetricKind(
        key="tempo_drift_bpm_per_min",
        number=4,
        unit="bpm/min",
        definition="slope of that line, faster positive",
        name=msg("Drift"),
        meaning=msg(
            "Whether you get faster (plus) or slower (minus) as you play, in beats per minute for each minute."
        ),
        written=Written("bpm/min", digits=1, signed=True),
        average=mean,
    ),
    MetricKind(
        key="click_offset_ms",
        number=5,
        unit="ms",
        definition="median of the onsets against the click, late positive",
        name=msg("Against the click"),
        meaning=msg(
            "How far your notes begin from the metronome, in thousandths of a second; plus is late, minus is early."
        ),
        written=Written("ms", signed=True),
        average=mean,
        tolerance=Tolerance(5.0),
    ),
    MetricKind(
        key="click_spread_ms",
        number=6,
        unit="ms",
        definition="SD of the same onsets about the click",
        name=msg("Spread about the click"),
        meaning=msg(
            "How far your notes lie apart from one another against the metronome, in thousandths of a second: "
            "the smaller, the steadier."
        ),
        written=Written("ms", both_ways=True),
        average=pooled_spread,
        tolerance=Tolerance(5.0),
    ),
    MetricKind(
        key="dynamic_range_db",
        number=7,
        unit="dB",
        definition="from the 10th to the 95th percentile of the loudness of what is played",
        name=msg("Dynamics"),
        meaning=msg("The distance between your soft and your loud playing. Ten decibels sound about twice as loud."),
        written=Written("dB"),
        average=None,
    ),
    MetricKind(
        key="loudness_lufs",
        number=8,
        unit="LUFS",
        definition="gated mean of what is played, as BS.1770 has it",
        name=msg("Loudness"),
        meaning=msg(
            "How loud it was at the microphone while you played. Compare it only with takes from the same place and "
            "device."
        ),
        written=Written("LUFS"),
        average=mean_power,
    ),
    MetricKind(
        key="tuning_cents",
        number=9,
        unit="cents",
        definition=(
            "the player's A4 against the nearest of 440 Hz and the semitones about it (−50 to 50): whether a semitone "
            "lower is another tuning or another key can't be told from a recording, so `references_hz` names that A4 "
            "in Hz between the two that sound the same, `[415.3, 440.0, 466.2]`, and the confidence is in the place "
            "within the semitone"
        ),
        name=msg("Tuning"),
        meaning=msg(
            "How far your A lies from 440 Hz, or from a semitone beside it: whether you tuned a semitone lower or "
            "played in another key, a recording can't tell. A hundred cents are a semitone."
        ),
        written=Written(msg("cents"), signed=True, in_words=True),
        average=mean_in_the_semitone,
        tolerance=Tolerance(3.0),
        beside=Beside.REFERENCES,
    ),
    MetricKind(
        key="intonation_spread_cents",
        number=10,
        unit="cents",
        definition="SD of note centres about equal temperament at that A4",
        name=msg("Intonation"),
        meaning=msg("How far your notes lie from the centre, in your own tuning."),
        written=Written(msg("cents"), both_ways=True, in_words=True),
        average=pooled_spread,
        tolerance=Tolerance(2.0, 0.2),
        tells_progress=True,
    ),
    MetricKind(
        key="vibrato_rate_hz",
        number=11,
        unit="Hz",
        definition="median rate of the notes with vibrato",
        name=msg("Vibrato speed"),
        meaning=msg("How many waves of vibrato there are in a second."),
        written=Written("Hz", digits=1),
        average=mean,
        tolerance=Tolerance(0.15),
        tells_progress=True,
    ),
    MetricKind(
        key="vibrato_extent_cents",
        number=12,
        unit="cents",
        definition="their median peak deviation from the centre, one side",
        name=msg("Vibrato width"),
        meaning=msg("How far the vibrato swings to one side of the note."),
        written=Written(msg("cents"), both_ways=True, in_words=True),
        average=mean,
        tolerance=Tolerance(3.0),
        tells_progress=True,
    ),
    MetricKind(
        key="bow_steadiness",
        number=13,
        unit="0-1",
        definition="how straight the bow is kept and how evenly each stroke is drawn, as the film shows it",
        name=msg("Bow"),
        meaning=msg(
            "How straight the bow is kept and how evenly each stroke is drawn, as the film shows it. "
            "A hundred would be a machine."
        ),
        written=Written("", percent=True),
        average=mean,
        tolerance=Tolerance(0.05),
    ),
    MetricKind(
        key="tone_brightness",
        number=14,
        unit="harmonics",
        definition=(
            "harmonic spectral centroid of the notes held for a second or more, up to 5 kHz: 1 is the fundamental "
            "alone; of low notes it is more, so `pitch_hz` says about which pitch it is of"
        ),
        name=msg("Brightness of long notes"),
        meaning=msg(
            "Where the sound of your long notes has its middle, counted in harmonics: 1 would be the note alone with "
            "nothing above it, and the more, the brighter. Low notes have more of it than high ones, other rooms and "
            "microphones change it, and no number is better than another."
        ),
        written=Written("", digits=1),
        average=mean,
        tolerance=Tolerance(share=0.1),
    ),
    MetricKind(
        key="tone_over_noise_db",
        number=15,
        unit="dB",
        definition="harmonics-to-noise ratio of the same notes, up to 5 kHz, the room's noise taken off",
        name=msg("Tone over noise"),
        meaning=msg(
            "How far the tone of your long notes stands above what hisses in them: breath, or the bow on the string. "
            "Music wants now more of the one, now more of the other."
        ),
        written=Written("dB"),
        average=mean,
        tolerance=Tolerance(2.0),
    ),
)
METRICS = {kind.key: kind for kind in _KINDS}
CURVES = {"loudness_lufs": "LUFS", "tempo_bpm": "bpm", "intonation_cents": "cents", "tone_brightness": "harmonics"}
"""What is told over time, and its unit."""
STRAIGHT_DEG, UNEVEN = 20.0, 0.35
"""Of the bow: straying by so much nothing is left of straightness; a stroke is uneven whose speed varies by more."""


def tolerance(key: str, truth: float = 0.0) -> float:
    """By how much this figure may miss the truth and still be right, in its unit; raises ``LookupError`` if untold."""
    found = METRICS[key].tolerance
    if found is None:
        raise LookupError(key)
    return found.at(truth)
