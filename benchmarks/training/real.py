"""Practice put together from real notes and strokes, with real talk and sounds of a home, and what is true of it.

A group of notes is played as people practise: long tones, a line, one note again and again, short notes, single notes
with seconds between them, a groove, one drum alone, a roll.
What surely sounds is playing (within 20 dB of what is loud); of what rings on nothing is said, and nothing learned.
"""

import itertools
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, lfilter, resample_poly, sosfilt

from benchmarks.training import corpus, machines, sources
from benchmarks.training.corpus import STEP_S
from benchmarks.training.shelf import Shelf, read
from benchmarks.training.sources import RATE_HZ, Rng, Sound
from benchmarks.training.sung_words import sung_words
from workers.analysis.playing.recogniser import ELSEWHERE, NOTHING, PLAYING, SINGING, TALKING
from workers.analysis.shared.instruments import family_of

Labels = NDArray[np.int8]
UNSAID = -1  # of such a moment nothing is learned
_SURELY_DB, _TAILS_DB = 20.0, 45.0
_BRIDGE = round(1.0 / STEP_S)
_HOP = round(STEP_S * RATE_HZ)
_BY_TELEPHONE, _SUNG_BY_TELEPHONE = 0.25, 0.45  # of what happens beside
_BANDS = ([300, 3400], [300, 3400], [60, 3900])  # Hz, of telephones and of old recordings
_STRUCK = 0.24  # kits
_OFTENER = {"percussion": 3.0, "plucked": 1.5, "voice": 3.0}  # how much oftener such notes are played
_SONGS = 0.7  # of who practises singing, who sings words
_WITH_MUSIC = 0.3  # of the takes in which somebody practises
_KINDS = ("practice",) * 5 + ("home",) * 3 + ("talk",) * 2
_RESTS = ("nothing", "nothing", "talk", "talk", "home", "home", "sharp", "slams", "ring", "sing", "sing", "sing")
_BRIGHT = 0.2  # of all: near the instrument, or by a microphone that has more of the tops
_AGAIN = 0.7  # of the recordings in which nobody plays: the same happens again and again
_HOME = ("home", "home", "sharp", "slams", "slams", "ring")  # where nobody plays
_WORDS, _REAL_SINGERS = 0.5, 0.4  # who sings words; of the others, who was recorded
_STYLES = ("long", "line", "line", "again", "short", "line", "alone", "alone")
_STRUMMED = {"plucked": 0.4, "keys": 0.4}  # how often several notes sound at once
_SMALL = (
    "castanets",
    "woodblock",
    "cowbell",
    "agogo bells",
    "guiro",
    "tambourine",
    "triangle",
    "whip",
    "tom-toms",
    "bass drum",
)


@dataclass
class Made:
    """A recording at 24 kHz, the family of its instrument, and what is true of each 50 ms."""

    samples: NDArray[np.float32]
    family: str | None
    truth: Labels


@dataclass
class Tape:
    """Sound and truth put one after the other."""

    sounds: list[Sound] = field(default_factory=list)
    truth: list[Labels] = field(default_factory=list)

    def add(self, sound: Sound, label: int) -> None:
        """A sound in whole moments; where it is silent nothing is there, where it rings on nothing is said."""
        whole = sound[: len(sound) // _HOP * _HOP]
        self.sounds.append(whole)
        self.truth.append(labels(whole, label))


def labels(sound: Sound, label: int) -> Labels:
    """What is true of each 50 ms of a clean sound of that kind."""
    power = np.square(sound.reshape(-1, _HOP)).mean(axis=1)
    level_db = 10 * np.log10(power + 1e-12)
    loud_db = np.percentile(level_db, 95) if len(level_db) else 0.0
    surely, tails = (_bridged(level_db > max(loud_db - below, -90)) for below in (_SURELY_DB, _TAILS_DB))
    return np.where(surely, label, np.where(tails, UNSAID, NOTHING)).astype(np.int8)


def _bridged(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    at = np.flatnonzero(mask)
    for start, end in itertools.pairwise(at):
        if end - start <= _BRIDGE:
            mask[start:end] = True
    return mask


def take(rng: Rng, shelf: Shelf) -> Made:
    """One recording; what is not on the shelf does not happen."""
    kind, tape = str(rng.choice(_KINDS)), Tape()
    if kind == "practice":
        family = _practice(rng, shelf, tape)
    else:
        family = str(rng.choice(["bowed", "plucked", "blown", "keys", "percussion", "voice", "melodic"]))
        _nobody(rng, shelf, tape, kind)
    sound, truth = np.concatenate(tape.sounds), np.concatenate(tape.truth)
    if kind == "practice" and rng.random() < _WITH_MUSIC:
        sound = sound + 10 ** (rng.uniform(-22, -11) / 20) * sources.loudness(sound) * _music(rng, shelf, len(sound))
        truth[truth == NOTHING] = ELSEWHERE
    elif rng.random() < 0.1:
        sound = sound + 10 ** (rng.uniform(-28, -12) / 20) * sources.loudness(sound) * _weather(rng, shelf, len(sound))
    if rng.random() < _BRIGHT:
        sound = lfilter([1, -float(rng.uniform(0.4, 0.97))], [1], sound)
    room = (corpus._room, corpus._dry, corpus._loud_room)[int(rng.choice(3, p=[0.4, 0.35, 0.25]))]
    return Made(corpus._recorded(rng, room(rng, sound, 50)), family, truth)


def _nobody(rng: Rng, shelf: Shelf, tape: Tape, kind: str) -> None:
    """Nobody plays: mostly one thing happens again and again, about as loud each time, as what is practised does."""
    again, seed, what = rng.random() < _AGAIN, int(rng.integers(2**32)), kind
    for number in range(int(rng.integers(3, 9))):
        if kind == "home" and (number == 0 or not again):
            what = str(rng.choice(_HOME))
        same = np.random.default_rng(seed) if again else rng
        _beside(same, shelf, tape, what, float(rng.uniform(1.5, 6)), 10 ** (rng.uniform(-3, 0) / 20))
        tape.add(np.zeros(int(rng.uniform(0, 2) * RATE_HZ)), NOTHING)


def _practice(rng: Rng, shelf: Shelf, tape: Tape) -> str | None:
    """Groups of notes with rests, in which something happens."""
    if rng.random() < _STRUCK and shelf.kits:
        often = np.asarray([4.0 if kit[0].parent.name in _SMALL else 1.0 for kit in shelf.kits])
        files, instrument = shelf.kits[int(rng.choice(len(often), p=often / often.sum()))], "drums"
    else:
        often = np.asarray([_OFTENER.get(family_of(name) or "", 1.0) for name, _ in shelf.notes])
        instrument, files = shelf.notes[int(rng.choice(len(often), p=often / often.sum()))]
    label = SINGING if instrument == "voice" else PLAYING
    loud = 10 ** (rng.uniform(-6, 0) / 20)
    tape.add(np.zeros(int(rng.uniform(0.5, 3) * RATE_HZ)), NOTHING)
    for _ in range(int(rng.integers(2, 5))):
        if instrument == "drums":
            group = _grooved(rng, files)
        elif instrument == "voice":
            group = _words(rng, shelf, float(rng.uniform(3, 11))) if rng.random() < _SONGS else _song(rng, files)
        elif rng.random() < _STRUMMED.get(family_of(instrument) or "", 0):
            group = _strummed(rng, files)
        else:
            group = _played(rng, files)
        if len(group):
            level = loud * 10 ** (rng.uniform(-5, 0) / 20)
            tape.add(level * group / sources.loudness(group), label)
        tape.add(np.zeros(int(rng.uniform(1.2, 2) * RATE_HZ)), NOTHING)
        _beside(rng, shelf, tape, str(rng.choice(_RESTS)), float(rng.uniform(0.6, 5)), loud)
    return family_of(instrument)


def _played(rng: Rng, files: list) -> Sound:
    """Some seconds on one instrument, as somebody practises."""
    style, at, out = str(rng.choice(_STYLES)), int(rng.integers(len(files))), []
    if style == "alone":
        return _alone(rng, files)
    seconds, length_s = float(rng.uniform(4, 11)), float(np.exp(rng.uniform(np.log(0.12), np.log(1.2))))
    speed = int(rng.integers(90, 112))
    while sum(map(len, out)) < seconds * RATE_HZ:
        if style != "again":
            at = (at + int(rng.integers(-3, 4))) % len(files)
        note = resample_poly(read(files[at]), 100, speed) if len(read(files[at])) else np.zeros(_HOP)
        note = _trimmed(note)
        if style != "long" and len(note) > length_s * RATE_HZ:
            note = note[: int(length_s * RATE_HZ)]
        out.append(_ended(note * 10 ** (rng.uniform(-5, 0) / 20)))
        if style == "short" or (style == "long" and rng.random() < 0.7):
            out.append(np.zeros(int(rng.uniform(0.1, 0.8 if style == "short" else 2.5) * RATE_HZ)))
    return np.concatenate(out)


def _song(rng: Rng, files: list) -> Sound:
    """Some seconds of a song, a little higher or lower; of single syllables a line of them."""
    sound = read(files[int(rng.integers(len(files)))])
    if len(sound) < 3 * RATE_HZ:
        return _played(rng, files)
    length = int(rng.uniform(3, 11) * RATE_HZ)
    passage = sound[int(rng.integers(max(1, len(sound) - length))) :][:length]
    return _ended(np.asarray(resample_poly(passage, 100, int(rng.integers(88, 114)))))


def _alone(rng: Rng, files: list) -> Sound:
    """Single notes as a beginner plays them, mostly one and the same, each a little otherwise, with seconds between."""
    at, out = int(rng.integers(len(files))), []
    for _ in range(int(rng.integers(2, 5))):
        other = at if rng.random() < 0.6 else (at + int(rng.integers(-3, 4))) % len(files)
        note = read(files[other]) if len(read(files[other])) else np.zeros(_HOP)
        note = _trimmed(resample_poly(note, 100, int(rng.integers(91, 111))))
        out += [_ended(note * 10 ** (rng.uniform(-5, 0) / 20)), np.zeros(int(rng.uniform(1.2, 5) * RATE_HZ))]
    return np.concatenate(out)


def _strummed(rng: Rng, files: list) -> Sound:
    """Chords, or notes that ring on into each other: two to five at a time, one shortly after the other."""
    seconds, beat_s = float(rng.uniform(4, 11)), float(np.exp(rng.uniform(np.log(0.18), np.log(1.2))))
    out, at_s, spread_s = np.zeros(int((seconds + 3) * RATE_HZ)), 0.05, float(rng.uniform(0, 0.05))
    rings_s = beat_s * float(rng.uniform(0.8, 4))
    while at_s < seconds:
        for number in range(int(rng.integers(2, 6))):
            note = _trimmed(read(files[int(rng.integers(len(files)))]))[: int(rings_s * RATE_HZ)]
            fits = out[int((at_s + number * spread_s) * RATE_HZ) :][: len(note)]
            fits += 10 ** (rng.uniform(-8, 0) / 20) * _ended(note)[: len(fits)]
        at_s += beat_s * float(rng.choice([0.5, 1, 1, 2]))
    return _ended(out)


def _grooved(rng: Rng, kit: list) -> Sound:
    """Strokes of a kit in a pulse, as strokes come: one to three of its voices, some left out."""
    beat_s, seconds = float(np.exp(rng.uniform(np.log(0.06), np.log(0.7)))), float(rng.uniform(4, 11))
    out, voices = np.zeros(int((seconds + 2) * RATE_HZ)), rng.choice(len(kit), 1 if rng.random() < 0.4 else 3)
    for number in range(int(seconds / beat_s)):
        for voice in voices[: int(rng.integers(1, len(voices) + 1))]:
            if rng.random() < 0.65:
                stroke = _trimmed(read(kit[voice])) * 10 ** (rng.uniform(-12, 0) / 20)
                fits = out[int((number * beat_s + rng.normal(0, 0.008) + 0.05) * RATE_HZ) :][: len(stroke)]
                fits += stroke[: len(fits)]
    return _ended(out)


def _trimmed(sound: Sound) -> Sound:
    """From where it begins to sound to where it is over."""
    heard = np.flatnonzero(np.abs(sound) > 0.01 * np.abs(sound).max(initial=1e-9))
    return sound[heard[0] : heard[-1] + 1] if len(heard) else sound[:0]


def _ended(sound: Sound) -> Sound:
    """With 20 ms of end."""
    out, fade = sound.copy(), min(len(sound), int(0.02 * RATE_HZ))
    out[len(out) - fade :] *= np.linspace(1, 0, fade)
    return out


def _beside(rng: Rng, shelf: Shelf, tape: Tape, what: str, seconds: float, loud: float = 1.0) -> None:
    """What happens while nobody plays."""
    gain, label = loud * 10 ** (rng.uniform(-14, 3) / 20), NOTHING
    if what == "talk" and shelf.beside["talk"]:
        sound, label = _joined(rng, shelf.beside["talk"], seconds), TALKING
    elif what == "home" and shelf.beside["home"]:
        sound = _joined(rng, shelf.beside["home"], seconds)
    elif what == "sharp" and shelf.beside["home"]:
        sound = _sharp(rng, shelf.beside["home"], seconds)
    elif what == "slams" and shelf.beside["home"]:
        sound = _slams(rng, shelf.beside["home"], seconds)
    elif what == "ring":
        sound = machines.telephone(rng, seconds)
    elif what == "sing":
        sound, label = _sung(rng, shelf, seconds), SINGING
    else:
        sound = np.zeros(int(seconds * RATE_HZ))
    if rng.random() < (_SUNG_BY_TELEPHONE if what == "sing" else _BY_TELEPHONE) and len(sound):
        band = _BANDS[int(rng.integers(len(_BANDS)))]
        sound = sosfilt(butter(4, band, "band", fs=RATE_HZ, output="sos"), sound)
    loudness = sources.loudness(sound) if len(sound) and np.abs(sound).max() > 0 else 1.0
    tape.add(gain * _ended(np.asarray(sound)) / loudness, label)
    tape.add(np.zeros(int(rng.uniform(0.3, 1.2) * RATE_HZ)), NOTHING)


def _sung(rng: Rng, shelf: Shelf, seconds: float) -> Sound:
    """Somebody sings words, or sings or hums: one who was recorded, or made up."""
    if rng.random() < _WORDS:
        return _words(rng, shelf, seconds)
    singers = [files for instrument, files in shelf.notes if instrument == "voice"]
    if singers and rng.random() < _REAL_SINGERS:
        return _joined(rng, singers[int(rng.integers(len(singers)))], seconds)
    return corpus._sung(rng, seconds, rests=False, alone=rng.random() < 0.7)[0]


def _words(rng: Rng, shelf: Shelf, seconds: float) -> Sound:
    """Words of one of those who talk, sung for so long; nothing where nobody does."""
    talk = _joined(rng, shelf.beside["talk"], seconds / 2) if shelf.beside["talk"] else np.zeros(0)
    return sung_words(rng, talk)[: int(seconds * RATE_HZ)]


def _joined(rng: Rng, files: list, seconds: float) -> Sound:
    """Recordings of one folder one after the other, for so long."""
    one = files[int(rng.integers(len(files)))]
    near = [file for file in files if file.parent == one.parent]
    out = [read(one)]
    while sum(map(len, out)) < seconds * RATE_HZ and len(out) < 20:
        out += [np.zeros(int(rng.uniform(0.05, 0.4) * RATE_HZ)), _trimmed(read(near[int(rng.integers(len(near)))]))]
    whole = np.concatenate(out)
    start = int(rng.integers(max(1, len(whole) - int(seconds * RATE_HZ))))
    return whole[start:][: int(seconds * RATE_HZ)]


def _sharp(rng: Rng, files: list, seconds: float) -> Sound:
    """Typing, knocks, ticks: short pieces of a sound where it is loudest, again and again, out of time."""
    sound = read(files[int(rng.integers(len(files)))])
    out, at_s, pace_s = np.zeros(int(seconds * RATE_HZ)), 0.05, float(np.exp(rng.uniform(np.log(0.09), np.log(0.7))))
    length = int(rng.uniform(0.03, 0.15) * RATE_HZ)
    if len(sound) < 2 * length:
        return out
    loudest = int(np.abs(sound[: len(sound) - length]).argmax())
    piece = sound[max(0, loudest - 40) : loudest + length]
    piece = piece * np.exp(-4 * np.arange(len(piece)) / length)
    while at_s < seconds - 0.2:
        changed = resample_poly(piece, 100, int(rng.integers(85, 120))) * 10 ** (rng.uniform(-9, 0) / 20)
        fits = out[int(at_s * RATE_HZ) :][: len(changed)]
        fits += changed[: len(fits)]
        at_s += float(pace_s * np.exp(rng.normal(0, 0.5)))
    return out


def _slams(rng: Rng, files: list, seconds: float) -> Sound:
    """Doors, steps, knocks: one to three sounds where each is loudest, in bursts, out of time."""
    chosen = [read(files[int(rng.integers(len(files)))]) for _ in range(int(rng.integers(1, 4)))]
    out, at_s, pace_s = np.zeros(int(seconds * RATE_HZ)), 0.05, float(np.exp(rng.uniform(np.log(0.12), np.log(0.9))))
    length, rests = int(np.exp(rng.uniform(np.log(0.1), np.log(1.0))) * RATE_HZ), float(rng.choice([0.0, 0.2]))
    while at_s < seconds - 0.2:
        sound = chosen[int(rng.integers(len(chosen)))]
        loudest = int(np.abs(sound).argmax()) if len(sound) else 0
        piece = sound[max(0, loudest - int(0.02 * RATE_HZ)) :][:length]
        changed = _ended(resample_poly(piece, 100, int(rng.integers(80, 125))) if len(piece) else piece)
        fits = out[int(at_s * RATE_HZ) :][: len(changed)]
        fits += 10 ** (rng.uniform(-9, 0) / 20) * changed[: len(fits)]
        at_s += float(pace_s * np.exp(rng.normal(0, 0.35))) + float(rng.random() < rests) * float(rng.uniform(0.4, 2))
    return out


def _music(rng: Rng, shelf: Shelf, length: int) -> Sound:
    """Other music all the time, one or two instruments, from afar; of loudness 1."""
    both = np.zeros(length)
    for _ in range(int(rng.integers(1, 3))):
        line = np.concatenate([_played(rng, shelf.notes[int(rng.integers(len(shelf.notes)))][1]) for _ in range(3)])
        both += np.resize(line, length) / sources.loudness(line)
    return corpus._afar(rng, both / sources.loudness(both))


def _weather(rng: Rng, shelf: Shelf, length: int) -> Sound:
    """Rain, a fire, an engine, all the time: any sound of a home, repeated, of loudness 1."""
    sound = read(shelf.beside["home"][int(rng.integers(len(shelf.beside["home"])))]) if shelf.beside["home"] else []
    if len(sound) < RATE_HZ:
        return sources.noise(rng, length, 1.0)
    return np.asarray(np.resize(sound, length) / sources.loudness(sound))
