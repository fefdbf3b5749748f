"""What sounds where the recogniser learns from: sampled and made-up instruments, singing, talk, what falls down."""

import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.io import wavfile
from scipy.signal import butter, lfilter, resample_poly, sosfilt

from benchmarks.analysis.material import soundfont
from benchmarks.analysis.material.scores import Note

Sound = NDArray[np.float64]
Rng = np.random.Generator

RATE_HZ = 24_000
FONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")  # Debian: fluid-soundfont-gm
DRUM_KITS = (0, 8, 16, 24, 25, 32, 40, 48)
PROGRAMS: dict[str, tuple[tuple[int, ...], int, int]] = {
    "bowed": ((40, 41, 42, 43, 44, 48, 49, 110), 40, 88),
    "plucked": ((24, 25, 26, 27, 28, 32, 33, 45, 46, 104, 105, 106, 107), 36, 84),
    "wind": ((64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 77, 79, 109, 111), 48, 92),
    "brass": ((56, 57, 58, 59, 60, 61), 40, 82),
    "keyboard": ((0, 1, 2, 3, 4, 5, 6, 7, 16, 19, 20, 21, 23), 33, 96),
    "pitched": ((8, 9, 10, 11, 12, 13, 14, 47, 108, 114), 48, 88),
    "choir": ((52, 53, 54, 85, 91), 45, 82),
}  # fmt: skip
FAMILIES = {
    "bowed": "bowed", "plucked": "plucked", "wind": "blown", "brass": "blown", "keyboard": "keys",
    "pitched": "percussion",
}  # fmt: skip
# None of these languages and voices talk in the table of figures.
_LANGUAGES = {
    "pl": "Jeszcze raz od początku, trochę wolniej, i proszę słuchać drugiego głosu.",
    "ru": "Давайте ещё раз с восьмого такта, только тише и без педали, пожалуйста.",
    "pt-br": "Espera um pouco, eu perdi a página, vamos começar de novo do compasso doze.",
    "nl": "Nog een keer vanaf het begin, maar nu met minder druk en een langere streek.",
    "sv": "Kan du spela det där en gång till, lite långsammare, och lyssna på basen?",
    "tr": "Bir daha çalalım, bu sefer daha yavaş ve daha yumuşak bir sesle olsun.",
    "hu": "Kezdjük újra az elejéről, kicsit lassabban, és figyelj a harmadik ütemre.",
    "fi": "Aloitetaan alusta, hieman hitaammin, ja kuuntele mitä vasen käsi tekee.",
    "el": "Πάμε πάλι από την αρχή, λίγο πιο αργά, και πρόσεξε το τέλος της φράσης.",
    "hi": "एक बार फिर से शुरू करते हैं, थोड़ा धीरे, और ताल पर ध्यान दो।",
    "vi": "Chơi lại một lần nữa, chậm hơn một chút, và nghe kỹ bè trầm nhé.",
    "ro": "Încă o dată de la început, mai încet, și ascultă vocea a doua.",
    "id": "Coba mainkan sekali lagi, lebih pelan, dan dengarkan nada terakhir.",
    "sw": "Cheza tena kutoka mwanzo, polepole kidogo, na usikilize sauti ya pili.",
    "en-us-nyc": "Okay so, um, where were we, bar seventeen I think, let me just find my glasses first.",
    "en-gb-scotland": "Right, shall we take that from the top, and mind the repeat on the second page.",
}
_VARIANTS = ("m1", "m3", "m5", "m6", "m8", "f5", "adam", "anika", "Annie", "Andy", "benjamin", "boris", "caleb",
             "david", "linda", "Lee", "steph", "travis", "victor", "zac", "klatt2", "klatt4", "whisper", "croak",
             "Mike", "sandro", "belinda", "grandma", "grandpa", "quincy")  # fmt: skip
_SYLLABLES = (
    "ba",
    "de",
    "ki",
    "lo",
    "mu",
    "na",
    "re",
    "si",
    "to",
    "va",
    "she",
    "cho",
    "ya",
    "pen",
    "gar",
    "tin",
    "sol",
)
_VOWELS = (
    (730, 1090, 2440),
    (530, 1840, 2480),
    (270, 2290, 3010),
    (570, 840, 2410),
    (300, 870, 2240),
    (500, 1500, 2500),
)
_BREATHY = 0.015
_HUMMED = (260, 1100, 2200)


def noise(rng: Rng, length: int, colour: float) -> Sound:
    """Noise whose power falls with frequency to that power, RMS 1."""
    spectrum = np.fft.rfft(rng.standard_normal(length))
    hz = np.maximum(np.fft.rfftfreq(length, 1 / RATE_HZ), 20)
    shaped = np.fft.irfft(spectrum * hz ** (-colour / 2), length)
    return np.asarray(shaped / np.sqrt(np.mean(shaped**2)))


def loudness(sound: Sound) -> float:
    """Root mean square of the louder half of its tenths of a second."""
    cells = sound[: len(sound) // 2400 * 2400].reshape(-1, 2400)
    power = np.sort((cells**2).mean(axis=1)) if len(cells) else np.asarray([(sound**2).mean()])
    return float(np.sqrt(power[len(power) // 2 :].mean())) + 1e-9


def sampled(notes: list[Note], program: int, seconds: float, bank: int = 0) -> Sound:
    """The notes on a General MIDI program of the font that the figures do not use."""
    with tempfile.TemporaryDirectory() as folder:
        score, wav = Path(folder, "score.mid"), Path(folder, "score.wav")
        score.write_bytes(soundfont.midi(notes, program, bank))
        command = ["fluidsynth", "-ni", "-q", "-R", "0", "-C", "0", "-g", "0.5", "-r", str(RATE_HZ), "-F", str(wav)]
        subprocess.run([*command, str(FONT), str(score)], check=True, capture_output=True)
        _, samples = wavfile.read(wav)
    out = np.zeros(int(seconds * RATE_HZ))
    mono = samples.astype(np.float64).mean(axis=1)[: len(out)]
    out[: len(mono)] = mono
    return out


@dataclass(frozen=True)
class Body:
    """A made-up instrument or singer: how it sounds."""

    slope: float
    resonances: tuple[tuple[float, float], ...]  # Hz, width
    attack_s: float
    release_s: float
    decay_per_s: float
    breath: float
    restless_cents: float
    scoop_cents: float
    vibrato_hz: float
    vibrato_cents: float
    odd: float = 1.0
    stiffness: float = 0.0
    sings: bool = False
    floor: float = 0.08  # between the resonances


def made_up(rng: Rng) -> Body:
    """An instrument nobody has built."""
    struck = rng.random() < 0.4
    count = int(rng.integers(0, 4))
    return Body(
        float(rng.uniform(0.3, 2.2)),
        tuple((float(rng.uniform(200, 4000)), float(rng.uniform(100, 900))) for _ in range(count)),
        float(rng.uniform(0.002, 0.008) if struck else rng.uniform(0.015, 0.12)), float(rng.uniform(0.03, 0.2)),
        float(rng.uniform(0.8, 6)) if struck else 0.0, float(10 ** rng.uniform(-3, -1.1)),
        float(rng.uniform(0.1, 3)), float(rng.choice([0, 0, -10, -20])), float(rng.uniform(4.5, 7)),
        0.0 if struck else float(rng.choice([0, 0, 12, 25, 45])), float(rng.choice([1, 1, 0.15])),
        float(rng.choice([0, 1e-4, 4e-4])) if struck else 0.0,
    )  # fmt: skip


def family_of(body: Body) -> str:
    """What it would be called: what dies away is plucked, of what lasts the one with more breath is blown."""
    if body.decay_per_s:
        return "plucked"
    return "blown" if body.breath > _BREATHY or body.odd < 1 else "bowed"


def bodied(rng: Rng) -> Body:
    """A bowed or blown instrument: a body with broad resonances, vibrato or none, hardly a slide into a note."""
    count = int(rng.integers(1, 5))
    return Body(
        float(rng.uniform(0.5, 1.4)),
        tuple((float(rng.uniform(220, 3500)), float(rng.uniform(150, 1200))) for _ in range(count)),
        float(rng.uniform(0.02, 0.12)), float(rng.uniform(0.03, 0.12)), 0.0, float(10 ** rng.uniform(-2.7, -1.0)),
        float(rng.uniform(0.0, 4)), float(rng.choice([0, 0, -10, -20])), float(rng.uniform(4.5, 7)),
        float(rng.choice([0, 12, 20, 35, 50])), float(rng.choice([1, 1, 1, 0.15])),
        floor=float(rng.uniform(0.1, 1.0)),
    )  # fmt: skip


def damped(rng: Rng, body: Body) -> Body:
    """That instrument played short: a note stops at once."""
    return replace(
        body, attack_s=min(body.attack_s, float(rng.uniform(0.002, 0.06))), release_s=float(rng.uniform(0.01, 0.06))
    )


def singer(rng: Rng, hums: bool) -> Body:
    """Somebody sings or hums, trained or not."""
    size = float(rng.uniform(0.85, 1.25))
    vowel = _HUMMED if hums else _VOWELS[int(rng.integers(len(_VOWELS)))]
    widths = rng.uniform(60, 180, 3) * size
    trained = rng.random() < 0.4
    return Body(
        float(rng.uniform(1.6, 2.6) if hums else rng.uniform(0.7, 1.6)),
        tuple((f * size, float(w)) for f, w in zip(vowel, widths, strict=True)) if rng.random() < 0.75 else (),
        float(rng.uniform(0.03, 0.12)), float(rng.uniform(0.04, 0.15)), 0.0, float(10 ** rng.uniform(-2.3, -0.9)),
        float(rng.uniform(3, 20)), float(rng.uniform(-120, 10)), float(rng.uniform(4.8, 6.8)),
        float(rng.uniform(30, 110)) if trained else float(rng.choice([0, 0, 15, 30])), sings=True,
    )  # fmt: skip


def made(rng: Rng, notes: list[Note], body: Body, seconds: float) -> Sound:
    """The notes as that body sounds them."""
    out = np.zeros(int(seconds * RATE_HZ))
    before = 0.0
    for note in notes:
        this = body
        if body.sings and body.resonances and body.slope < 1.6 and rng.random() < 0.6:
            vowel = _VOWELS[int(rng.integers(len(_VOWELS)))]
            this = replace(body, resonances=tuple((f, w) for f, (_, w) in zip(vowel, body.resonances, strict=True)))
        slides = body.sings and 0 < note.start_s - before < 0.12
        sound = _note(rng, note, this, slides)
        at = int(max(note.start_s, 0) * RATE_HZ)
        if body.sings and body.slope < 1.6 and rng.random() < 0.4:
            _consonant(rng, out, at)
        fits = sound[: max(0, len(out) - at)]
        out[at : at + len(fits)] += fits
        before = note.end_s
    return out


def _note(rng: Rng, note: Note, body: Body, slides: bool) -> Sound:
    t = np.arange(int((note.length_s + body.release_s) * RATE_HZ)) / RATE_HZ
    if not len(t):
        return t
    knots = rng.standard_normal(int(t[-1] * 4) + 3)
    cents = body.restless_cents * np.interp(t * 4, np.arange(len(knots)), knots)
    cents += body.scoop_cents * (2.0 if slides else 1.0) * np.exp(-t / rng.uniform(0.02, 0.07))
    swell = np.clip((t - rng.uniform(0.05, 0.4)) / 0.3, 0, 1)
    sway = body.vibrato_cents * swell * np.sin(2 * np.pi * body.vibrato_hz * t + rng.uniform(0, 6.28))
    hz = 440 * 2 ** ((note.midi - 69 + note.off_cents / 100) / 12)
    turns = np.cumsum(hz * 2 ** ((cents + sway) / 1200)) / RATE_HZ
    tone = np.zeros_like(t)
    for n in range(1, max(2, int(min(24, 0.42 * RATE_HZ / hz)) + 1)):
        gain = n**-body.slope * (body.odd if n % 2 == 0 else 1.0)
        if body.resonances:
            gain *= body.floor + sum(np.exp(-(((n * hz - at) / width) ** 2)) for at, width in body.resonances)
        if gain < 1e-4:
            continue
        fading = np.exp(-t * body.decay_per_s * (0.6 + 0.4 * n)) if body.decay_per_s else 1.0
        tone += gain * fading * np.sin(2 * np.pi * n * np.sqrt(1 + body.stiffness * n * n) * turns + 0.9 * n * n)
    tone /= np.sqrt(np.mean(tone[: RATE_HZ // 4] ** 2)) + 1e-9
    tone *= 1 + 0.15 * np.sin(2 * np.pi * body.vibrato_hz * t) * (sway != 0)
    tone += body.breath * rng.standard_normal(len(t))
    ends = np.clip((note.length_s + body.release_s - t) / body.release_s, 0, 1)
    return np.asarray(0.1 * note.velocity * tone * np.clip(t / body.attack_s, 0, 1) * ends)


def _consonant(rng: Rng, out: Sound, at: int) -> None:
    """The voice closes, or hisses, before the vowel."""
    length = int(rng.uniform(0.03, 0.1) * RATE_HZ)
    where = slice(max(0, at - length), at)
    out[where] *= 0.15
    if rng.random() < 0.5:
        low = rng.uniform(1500, 5000)
        hiss = sosfilt(
            butter(2, [low, low * 1.8], "band", fs=RATE_HZ, output="sos"), rng.standard_normal(where.stop - where.start)
        )
        out[where] += 0.05 * hiss


def said(rng: Rng, seconds: float) -> Sound:
    """Somebody talks for about so long, with pauses; loudness 1."""
    parts: list[Sound] = []
    voice, total = _voice(rng), 0.0
    while total < seconds:
        if rng.random() < 0.25:
            voice = _voice(rng)
        part = _sentence(rng, voice)
        pause = np.zeros(int(rng.choice([0.15, 0.4, 0.9, 2.0]) * RATE_HZ))
        parts += [part / loudness(part) * 10 ** (rng.normal(0, 2) / 20), pause]
        total += (len(part) + len(pause)) / RATE_HZ
    return np.concatenate(parts)[: int(seconds * RATE_HZ)]


def babble(rng: Rng, seconds: float) -> Sound:
    """Talk of made-up voices: syllables that glide, sentences that sink, vowels and consonants that change."""
    speaker = singer(rng, hums=False)
    middle, lively = float(rng.uniform(40, 62)), float(rng.uniform(0.5, 3))
    notes, at = [], float(rng.uniform(0.1, 1))
    while at < seconds - 0.5:
        count = int(rng.integers(3, 18))
        for number in range(count):
            height = middle + 3 - 5 * number / count + lively * float(rng.standard_normal())
            length = float(np.exp(rng.uniform(np.log(0.07), np.log(0.3))))
            notes.append(Note(at, length, round(height), float(rng.uniform(0.4, 1)), 100 * (height - round(height))))
            at += length + float(rng.choice([0, 0.02, 0.06, 0.12]))
        at += float(rng.choice([0.2, 0.5, 0.9, 2]))
    body = replace(
        speaker, slope=float(rng.uniform(0.7, 1.5)), restless_cents=float(rng.uniform(40, 250)),
        scoop_cents=float(rng.uniform(-300, 300)), vibrato_cents=0.0, release_s=float(rng.uniform(0.01, 0.05)),
        attack_s=float(rng.uniform(0.005, 0.04)),
    )  # fmt: skip
    return made(rng, [note for note in notes if note.end_s < seconds], body, seconds)


def _voice(rng: Rng) -> tuple[str, int, int, int, float]:
    """Language, variant, pitch, speed, and by how much the whole is faster and higher."""
    language = str(rng.choice(list(_LANGUAGES)))
    variant = str(rng.choice(_VARIANTS))
    return (
        f"{language}+{variant}",
        int(rng.integers(15, 90)),
        int(rng.integers(120, 210)),
        int(rng.integers(60, 220)),
        float(rng.uniform(0.88, 1.15)),
    )


def _sentence(rng: Rng, voice: tuple[str, int, int, int, float]) -> Sound:
    name, pitch, speed, liveliness, faster = voice
    text = _LANGUAGES[name.split("+")[0]]
    if rng.random() < 0.4:
        words = ["".join(rng.choice(_SYLLABLES, rng.integers(1, 4))) for _ in range(rng.integers(3, 10))]
        text = " ".join(words) + str(rng.choice([".", "?", "!"]))
    elif rng.random() < 0.4:
        words = text.split()
        first = int(rng.integers(max(1, len(words) - 3)))
        text = " ".join(words[first : first + int(rng.integers(2, 7))])
    spoken = f"<speak><prosody range='{liveliness}%'>{text}</prosody></speak>"
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder, "talk.wav")
        command = ["espeak-ng", "-m", "-v", name, "-p", str(pitch), "-s", str(speed), "-w", str(wav), spoken]
        subprocess.run(command, check=True, capture_output=True)
        rate, samples = wavfile.read(wav)
    shifted = int(rate * faster / 50) * 50
    sound = resample_poly(samples / 32768.0, RATE_HZ // 50, shifted // 50)
    return np.asarray(sound if np.abs(sound).max() > 1e-3 else 0.01 * rng.standard_normal(len(sound)))


def knock(rng: Rng) -> Sound:
    """Something is put down, turned, zipped, breathed or dropped."""
    kind = int(rng.integers(5))
    length = float(rng.uniform(0.06, 0.3) if kind < 2 else rng.uniform(0.3, 1.2))
    t = np.arange(int(length * RATE_HZ)) / RATE_HZ
    if kind == 0:
        return np.asarray(np.exp(-t * rng.uniform(15, 60)) * np.sin(2 * np.pi * rng.uniform(50, 250) * t))
    if kind == 1:
        return np.asarray(np.exp(-t * rng.uniform(20, 90)) * lfilter([1], [1, -0.6], rng.standard_normal(len(t))))
    low = rng.uniform(200, 2500)
    hiss = sosfilt(
        butter(2, [low, min(low * rng.uniform(2, 8), 11000)], "band", fs=RATE_HZ, output="sos"),
        rng.standard_normal(len(t)),
    )
    swells = sum(np.exp(-(((t - at) / rng.uniform(0.02, 0.2)) ** 2)) for at in rng.uniform(0, length, kind))
    return np.asarray(hiss * swells)


def ticking(rng: Rng, seconds: float) -> Sound:
    """A metronome."""
    bpm, hz = float(rng.uniform(40, 208)), float(rng.choice([400, 800, 1000, 1500, 2200, 4000, 7000]))
    out, t = np.zeros(int(seconds * RATE_HZ)), np.arange(int(0.05 * RATE_HZ)) / RATE_HZ
    accent, decay = int(rng.choice([1, 2, 3, 4])), float(rng.uniform(60, 250))
    for number, at_s in enumerate(np.arange(float(rng.uniform(0, 1)), seconds - 0.1, 60 / bpm)):
        click = np.exp(-t * decay) * np.sin(2 * np.pi * hz * (1.3 if number % accent == 0 else 1.0) * t)
        at = int(at_s * RATE_HZ)
        out[at : at + len(click)] += click[: max(0, len(out) - at)]
    return out
