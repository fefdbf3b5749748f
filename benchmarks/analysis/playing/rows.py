"""Rows about playing time, loudness and codecs; mostly on soundfonts that no threshold was set on."""

import resource
from pathlib import Path

import numpy as np

from benchmarks.analysis.material import additive, recordings, scores, soundfont, world
from benchmarks.analysis.material.additive import RATE_HZ
from benchmarks.analysis.material.recordings import Recording, Surroundings
from benchmarks.analysis.pitch import rows as pitch_rows
from benchmarks.analysis.table import Calibration, Line, mean
from workers.analysis import AnalysisResult, SpanKind, analyse

_MELODIC = [*soundfont.PROGRAMS]
_SECONDS = 45.0


def session(
    rng: np.random.Generator, folder: Path, name: str, instrument: str, around: Surroundings, per_minute: float = 0.0
) -> Recording:
    """A sampled instrument, 50–160 beats a minute, in these surroundings."""
    bpm = float(rng.uniform(55, 160))
    tempo = scores.drifting(bpm, per_minute) if per_minute else scores.steady(bpm)
    player = recordings.ranged(instrument, jitter_s=float(rng.uniform(0.003, 0.012)))
    sound, notes = recordings.sampled(rng, instrument, player, tempo, _SECONDS, int(rng.integers(2)))
    return recordings.finished(
        rng, folder, name, sound, Recording(folder, _SECONDS, instrument, notes, bpm, tempo), around
    )


def overlap(result: AnalysisResult, spans: recordings.Spans) -> float:
    """Seconds of these spans that were taken for playing."""
    heard = [(span.start_s, span.end_s) for span in result.spans if span.kind is SpanKind.PLAYING]
    return sum(max(0.0, min(b, d) - max(a, c)) for a, b in spans for c, d in heard)


def playing(rng: np.random.Generator, folder: Path, count: int, calibration: Calibration) -> list[Line]:
    """Playing time, with talk, pages and bumps in the rests."""
    kinds = [*_MELODIC, "drums"]
    errors: dict[bool, list[float]] = {True: [], False: []}
    talked = counted = 0.0
    for number in range(count):
        quiet = number % 2 == 0
        snr = float(rng.uniform(20, 35) if quiet else rng.uniform(5, 10))
        around = Surroundings(
            snr, float(rng.uniform(0.15, 0.7)), tuple(rng.permutation(["talk", "page", "none", "bump"]))
        )
        around = Surroundings(snr, around.decay_s, tuple(h for h in around.happenings if h != "none"))
        one = session(rng, folder, f"playing{number}", kinds[number * 4 % len(kinds)], around)
        result = analyse(one.path, instrument=one.instrument)
        errors[quiet].append(100 * abs(result.played_s - one.played_s) / one.seconds)
        metric = result.metric("played_s")
        calibration.note("played_s", metric.value, one.played_s, metric.confidence)
        counted += overlap(result, one.talk)
        talked += sum(end - start for start, end in one.talk)
    every = errors[True] + errors[False]
    return [
        Line(
            "playing time, mean error in % of the recording, 20–35 dB", mean(errors[True]), "≤ 1.5", len(errors[True])
        ),
        Line("… 5–10 dB", mean(errors[False]), "≤ 2.5", len(errors[False])),
        Line("… 95th percentile of all", float(np.percentile(every, 95)), "≤ 4", len(every)),
        Line("talk beside playing counted as playing, %", 100 * counted / max(talked, 1e-9), "≤ 1", count),
    ]


def talk(rng: np.random.Generator, folder: Path, count: int, _: Calibration) -> list[Line]:
    """Only talk, of two makes of voice, and only a metronome."""
    shares: dict[str, list[float]] = {"talk": [], "otherwise": [], "click": []}
    for number in range(count):
        said = np.concatenate([np.pad(world.talk(rng, 8.0), (0, RATE_HZ)) for _ in range(4)])
        beats = scores.beats(scores.steady(float(rng.uniform(50, 160))), 0.5, 29.0)
        ticks = 0.3 * world.clicks(beats, 30 * RATE_HZ, float(rng.choice([1000.0, 2200.0, 7000.0])))
        sounds = {"talk": said, "click": ticks}
        if world.can_talk_otherwise():
            voice = world.OTHER_VOICES[number % len(world.OTHER_VOICES)]
            sounds["otherwise"] = world.talk_otherwise(voice, 30.0, rng)
        for what, sound in sounds.items():
            shares[what].append(_counted(rng, folder, f"{what}{number}", sound))
    return [
        Line("only talk counted as playing, % of the recording", mean(shares["talk"]), "≤ 1", count),
        Line("… other makers' voices (flite)", mean(shares["otherwise"]), "≤ 1", len(shares["otherwise"])),
        Line("only a metronome counted as playing, %", mean(shares["click"]), "≤ 0.5", count),
    ]


def _counted(rng: np.random.Generator, folder: Path, name: str, sound: np.ndarray) -> float:
    """Percent of half a minute of this in a room that are taken for playing."""
    length = 30 * RATE_HZ
    padded = np.pad(sound[:length], (0, max(0, length - len(sound))))
    noisy = world.room(rng, padded, 0.3) + 10 ** (rng.uniform(-70, -50) / 20) * world.noise(rng, length, 1.0)
    result = analyse(world.record(world.phone(rng, noisy), folder, name))
    return 100 * result.played_s / result.clock_s


def singing(rng: np.random.Generator, folder: Path, count: int, _: Calibration) -> list[Line]:
    """A singer who talks in the rests; of every other one it is not known that it is one."""
    errors, counted, talked = [], 0.0, 0.0
    for number in range(count):
        player = scores.Player(50, 74, vibrato_hz=5.5, vibrato_cents=40.0 * (number % 3))
        notes = scores.melody(rng, player, scores.steady(float(rng.uniform(60, 110))), _SECONDS)
        if number % 3 == 2:
            sound = soundfont.play(notes, 52 + number % 2, _SECONDS, number // 2)
        else:
            sound, _truth = additive.play(notes, additive.VOICE, _SECONDS, rng)
        one = Recording(folder, _SECONDS, "voice", notes)
        recordings.finished(rng, folder, f"sung{number}", sound, one, Surroundings(25.0, happenings=("talk",)))
        result = analyse(one.path, instrument="voice" if number % 2 else None)
        errors.append(100 * abs(result.played_s - one.played_s) / one.seconds)
        counted += overlap(result, one.talk)
        talked += sum(end - start for start, end in one.talk)
    return [
        Line("playing time of singers, mean error in %", mean(errors), "", count),
        Line("… their talk counted as playing, %", 100 * counted / max(talked, 1e-9), "≤ 1", count),
    ]


def humming(rng: np.random.Generator, folder: Path, count: int, _: Calibration) -> list[Line]:
    """The player hums in the rests; the instrument is known."""
    return [_disturbed(rng, folder, count, "humming in the rests", Surroundings(25.0, happenings=("hum",)), "≤ 4")]


def music(rng: np.random.Generator, folder: Path, count: int, _: Calibration) -> list[Line]:
    """Other music, 15 dB below the playing."""
    return [_disturbed(rng, folder, count, "other music at −15 dB", Surroundings(30.0, music_db=-15.0), "≤ 8")]


def _disturbed(rng: np.random.Generator, folder: Path, count: int, what: str, around: Surroundings, bar: str) -> Line:
    errors = []
    for number in range(count):
        kind = _MELODIC[int(rng.integers(len(_MELODIC)))]
        one = session(rng, folder, f"{bar[-1]}disturbed{number}", kind, around)
        errors.append(100 * abs(analyse(one.path, instrument=kind).played_s - one.played_s) / one.seconds)
    return Line(f"playing time with {what}, mean error in %", mean(errors), bar, count)


def single(rng: np.random.Generator, folder: Path, count: int, _: Calibration) -> list[Line]:
    """Chords and drums have no intonation; a single line has."""
    told: dict[str, list[bool]] = {"chords": [], "drums": [], "line": []}
    for number in range(count):
        for what, answers in told.items():
            instrument = {"chords": "piano", "drums": "drums", "line": _MELODIC[number * 3 % 13]}[what]
            tempo, player = scores.steady(float(rng.uniform(60, 110))), recordings.ranged(instrument)
            if what == "chords":
                player = scores.Player(low=60, high=84, chords=True)
            sound, notes = recordings.sampled(rng, instrument, player, tempo, 30.0, number)
            one = Recording(folder, 30.0, instrument, notes)
            recordings.finished(rng, folder, f"{what}{number}", sound, one, Surroundings(float(rng.uniform(15, 30))))
            metric = analyse(one.path, instrument=instrument).metric("tuning_cents")
            answers.append(metric.value is not None and metric.confidence >= 0.5)
    return [
        Line("chords given a tuning, %", 100 * float(np.mean(told["chords"])), "", count),
        Line("drums given a tuning, %", 100 * float(np.mean(told["drums"])), "", count),
        Line("single lines given a tuning, %", 100 * float(np.mean(told["line"])), "", count),
    ]


def loudness(rng: np.random.Generator, folder: Path, count: int, _: Calibration) -> list[Line]:
    """Held notes in steps of 5 dB down to 20 dB below the loudest."""
    errors = []
    for number in range(count):
        steps = [0, -5, -10, -15, -20, -10, 0]
        timbre = list(recordings.TIMBRES.values())[number % 5][0]
        notes = [scores.Note(1 + 3.0 * i, 2.8, 69) for i in range(len(steps))]
        sound, _truth = additive.play(notes, timbre, 23.0, np.random.default_rng(number))
        for i, step in enumerate(steps):
            sound[int((1 + 3 * i) * RATE_HZ) : int((4 + 3 * i) * RATE_HZ)] *= 10 ** (step / 20)
        noisy = sound + world.rms(sound) * 10 ** (-45 / 20) * world.noise(rng, len(sound), 1.0)
        curve = analyse(world.record(world.phone(rng, 0.5 * noisy), folder, f"loud{number}")).curves[0]
        values = np.asarray(curve.values, float)
        level = [
            float(np.median(values[int((1.8 + 3 * i) / curve.step_s) : int((3.2 + 3 * i) / curve.step_s)]))
            for i in range(len(steps))
        ]
        errors += [abs(value - level[0] - step) for value, step in zip(level[1:], steps[1:], strict=True)]
    return [
        Line(
            "loudness steps to 20 dB below the peak, largest error in dB",
            max(errors),
            "≤ 1",
            len(errors),
            f"mean {np.mean(errors):.2f}",
        )
    ]


def codecs(rng: np.random.Generator, folder: Path, count: int, _: Calibration) -> list[Line]:
    """The same recording as Opus 32k, AAC 64k and WAV, and cut a second later: no shown figure may move."""
    moved: dict[str, float] = {}
    for number in range(count):
        timbre, low, high = list(recordings.TIMBRES.values())[number % 6]
        player = scores.Player(low, high, 8.0, 7.0, 5.5, 25.0)
        notes = scores.melody(rng, player, scores.steady(84.0), _SECONDS)
        sound, _truth = additive.play(notes, timbre, _SECONDS, rng)
        heard = world.phone(rng, world.room(rng, sound, 0.3) + 1e-3 * world.noise(rng, len(sound), 1.0))
        versions = [(heard, "wav", 0), (heard, "opus", 32), (heard, "aac", 64), (heard[RATE_HZ:], "wav", 0)]
        files = [world.record(s, folder, f"codec{number}{i}", c, k) for i, (s, c, k) in enumerate(versions)]
        results = [analyse(file, target_bpm=84.0) for file in files]
        for metric in results[0].metrics:
            for other in results[1:]:
                value = other.metric(metric.key).value
                if metric.value is None or value is None or metric.confidence < 0.5:
                    continue
                moved[metric.key] = max(moved.get(metric.key, 0.0), abs(value - metric.value))
    return [Line(f"`{key}` moved by at most", value, "", count) for key, value in moved.items()]


def cost(rng: np.random.Generator, folder: Path, count: int, _: Calibration) -> list[Line]:
    """CPU of this process and its ffmpeg per minute of audio, and the growth of memory is left to `make bench`."""
    spent = []
    for number in range(count + 1):
        one = pitch_rows.recording(rng, folder, f"cost{number}", 25.0, 60.0, True)
        before = _cpu()
        analyse(one.path, target_bpm=80.0)
        spent.append(_cpu() - before)
    return [
        Line(
            "CPU seconds per minute of audio",
            float(np.median(spent[1:])),
            "≤ 1.0",
            count,
            "the first recording warms up",
        )
    ]


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
