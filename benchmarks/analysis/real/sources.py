"""Which public recordings there are, under which licences, what is in them, and what of it lies in a folder."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.analysis.material.additive import RATE_HZ
from workers.media.decode import Decoding
from workers.media.errors import MediaError

Sound = np.ndarray
_LONGEST_S = 45.0  # of what is read of a file
TUNED, KEPT, LAST, FRESH, UNHEARD = "tuned", "kept", "last", "fresh", "unheard"
LEARNED, MEASURED = "learned", "measured"  # of single notes: what finds onsets was fitted on the first alone
"""Thresholds were set with the first in sight; of the second it was known how it went; the last was heard once for
version 1.18.0, and again while 1.21.0 was made; nothing was decided by the fresh one, nor by the one that was unheard
of before 1.24.0 was done."""


@dataclass(frozen=True)
class Source:
    """A repository or package: where it lies, its licence, in which split it is, and what of it (globs) are phrases,
    single notes, and what happens beside playing, by instrument or kind."""

    place: str
    licence: str
    split: str
    phrases: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)


_MTG, _TRIOS, _TOOLS = "sounds/{}.wav", "datasets/TRIOS/{}.wav", "src/activities/instruments/resource/{}.ogg"
_FREESOUND = "notebooks/E9 submission/With folders and downloaded files/testDownload/{}/*/*.mp3"
_SOLO = "FTIMSET/wav/AndreHolzapfel/*_{}_*.wav"
_DATA = "tests/resources/mir_datasets/{}"


def _each(form: str, names: dict[str, str]) -> dict[str, str]:
    return {instrument: form.format(name) for instrument, name in names.items()}


SOURCES = (
    Source(
        "gcompris/gcompris", "CC BY, CC BY-SA, public domain, by file", TUNED,
        _each(_TOOLS, {
            "accordion": "accordion", "banjo": "banjo", "bongo": "bongo", "castanets": "castanets", "cello": "cello",
            "clarinet": "clarinet", "drums": "drum_kit", "electric guitar": "electric_guitar",
            "flute": "flute_traversiere", "guitar": "guitar", "harmonica": "harmonica", "harp": "harp", "horn": "horn",
            "organ": "organ", "piano": "piano", "saxophone": "saxophone", "snare drum": "snare_drum",
            "timpani": "timpani", "trombone": "trombone", "trumpet": "trumpet", "tuba": "tuba", "violin": "violin",
        }),
    ),
    Source(
        "MTG/sms-tools-materials", "CC BY 4.0", TUNED,
        _each(_MTG, {"cello": "cello-[pd]*", "saxophone": "sax-phrase", "voice": "singing-female", "piano": "piano",
                     "percussion": "bendir"}),
        _each(_MTG, {"flute": "flute-A4", "oboe": "oboe-A4", "trumpet": "trumpet-A4", "violin": "violin-B3",
                     "vibraphone": "vibraphone-C6", "organ": "organ-C3"}),
        {"song": "sounds/singing-female.wav"},
    ),
    Source("maxschuman/nmf_auditory_scenes", "none stated: measured only", TUNED,
           beside={"home": "training_sounds/[!s]*.wav"}),
    Source("tyiannak/pyAudioAnalysis", "Apache 2.0", TUNED,
           beside={"talk": "pyAudioAnalysis/data/speechEmotion/*.wav"}),
    Source(
        "isthimus/nmf-source-separation", "TRIOS: CC BY-NC-SA 2.0 UK, measured only", KEPT,
        _each(_TRIOS, {"horn": "brahms/horn", "violin": "brahms/violin", "piano": "*/piano",
                       "bassoon": "lussier/bassoon", "trumpet": "lussier/trumpet", "clarinet": "mozart/clarinet",
                       "viola": "mozart/viola", "saxophone": "take_five/saxophone", "snare drum": "take_five/snare",
                       "drums": "take_five/ride"}),
    ),
    Source("Metiu-Metiu/Audio-Signal-Processing-for-Music-Applications", "Good-sounds and others: CC BY", KEPT,
           notes=_each(_FREESOUND, {"clarinet": "clarinet", "violin": "violin", "guitar": "guitar"})),
    Source(
        "mir-dataset-loaders/mirdata", "by data set: CC BY(-NC-SA) 4.0, measured only", KEPT,
        _each(_DATA, {"voice": "vocadito/Audio/*.wav", "saxophone": "filosax/Participant */*/Sax.wav"}),
        _each(_DATA, {"double bass": "tinysol/audio/Strings/*/*/*.wav", "flute": "tinysol/audio/Winds/*/*/*.wav"}),
    ),
    Source(
        "LCAV/pyroomacoustics", "MIT; CMU Arctic by its own", KEPT,
        {"guitar": "examples/samples/guitar_44k.wav", "voice": "examples/input_samples/singing_8000.wav"},
        beside={"talk": "examples/input_samples/cmu_arctic*.wav", "home": "examples/input_samples/doing*.wav",
                "song": "examples/input_samples/singing_8000.wav"},
    ),
    Source("iver56/audiomentations", "MIT; by file", KEPT, {"guitar": "demo/acoustic_guitar_0.wav"},
           beside={"home": "demo/short_noises/*.wav"}),
    Source("librosa/data", "CC BY, CC0, by file", KEPT, {"trumpet": "audio/sorohanro*06.hq.ogg"},
           beside={"talk": "audio/[0-9]*-*-0000.hq.ogg"}),
    Source(
        "koerthawkins/neuroment2", "Medley-solos-DB: CC BY 4.0", LAST,
        notes=_each("data/medley-solos-db-small/*-{}_*.flac", {
            "clarinet": "0", "electric guitar": "1", "voice": "2", "flute": "3", "piano": "4", "saxophone": "5",
            "trumpet": "6", "violin": "7",
        }),
    ),
    Source(
        "tky823/audio_source_separation", "none stated: measured only", LAST,
        _each("dataset/sample-song/sample-{}.wav", {"violin": "2_violin_16000", "piano": "[23]_piano_16000",
                                                    "electric guitar": "1_electric-guitar_8000",
                                                    "voice": "3_vocal_16000", "bass guitar": "3_bass_16000"}),
        beside={"song": "dataset/sample-song/sample-3_vocal_16000.wav"},
    ),
    Source("danbinaerinHan/Gugak-VocalSet", "not settled: measured only", LAST, {"voice": "sample/audio/*.mp3"}),
    Source("tidalcycles/Dirt-Samples", "none stated: measured only", LAST, notes={"saxophone": "sax/*.wav"},
           beside={"talk": "numbers/*.wav", "home": "[cg][ol][ia][ns]*/*.wav"}),
    Source(
        "skx300/vibrato_dataset", "CMMSD, Coler 2011: measured only", FRESH,
        _each("Areas_only/CMMSD/CMMSD_WAVprepared/{}_*.wav", {
            "double bass": "Bass", "bassoon": "Bassoon", "cello": "Cello", "flute": "Flute", "horn": "Horn",
            "oboe": "Oboe", "trombone": "Trombone", "trumpet": "Trumpet", "violin": "Violin",
        }) | {"voice": "Areas_only/Coler2011/Voice/*.wav", "clarinet": "Areas_only/Coler2011/Woodwind/Clarinet*.wav"},
        beside={"song": "Areas_only/Coler2011/Voice/*.wav"},
    ),
    Source("janw/drmeter", "Children's Song Dataset: CC BY-NC-SA 4.0, measured only", FRESH,
           {"voice": "tests/fixtures/csd_en*.mp3"}),
    Source("CorentinJ/Real-Time-Voice-Cloning", "VCTK, LibriSpeech: CC BY 4.0", FRESH,
           beside={"talk": "samples/*.mp3"}),
    Source(
        "gosia4/note_detection", "Holzapfel 2010, none stated: measured only", UNHEARD,
        _each(_SOLO, {"violin": "violin", "cello": "cello", "oud": "oud", "ney": "ney", "clarinet": "clarinet",
                      "saxophone": "sax", "trumpet": "trumpet", "guitar": "guitar", "piano": "piano",
                      "kemence": "kemence", "tanbur": "tanburpluck"}),
    ),
    Source("AllenDowney/ThinkDSP", "Freesound: CC BY, CC0, by file", UNHEARD,
           _each("soln/*{}*.wav", {"oboe": "oboe", "saxophone": "saxophone", "guitar": "guitar", "violin": "violin"})),
    Source("mrocamora/mir_workshop", "none stated: measured only", UNHEARD,
           _each("audio/{}*.wav", {"guitar": "dedos_guitar", "melodica": "dedos_melodica", "tamborim": "tamborim"})),
    Source("abargum/unified-timbre-transfer", "none stated: measured only", UNHEARD,
           _each("audio/{}.wav", {"guitar": "guitar", "voice": "in_sing", "trumpet": "trumpet_test"})),
    Source("azer0m/Gravitational-Wave-Audiofication-and-Instrument-Classification", "none stated: measured only",
           UNHEARD, _each("{}.wav", {"violin": "violin", "piano": "piano"})),
    Source("JaceRiehl/Onset-Detection-", "none stated: measured only", UNHEARD,
           _each("{}.wav", {"flute": "flute", "voice": "vocal"}), beside={"song": "vocal.wav"}),
    Source("austinpursley/audio-evo-algo", "none stated: measured only", UNHEARD, {"flute": "archive/flute.wav"}),
    Source("JPLDevMaster/PDS-Lab2", "none stated: measured only", UNHEARD, {"flute": "flute.wav"}),
    Source("CassidyPeyton/Pitch-Detection-Algorithms", "none stated: measured only", UNHEARD, {"violin": "violin.wav"}),
    Source("wlpjames/DSP_Notebooks", "none stated: measured only", UNHEARD, {"cello": "cello.wav"}),
    Source("mdn/shared-assets", "CC0", UNHEARD, {"guitar": "audio/guitar.wav"}),
    Source("wakkame/NMF_tutorial", "none stated: measured only", UNHEARD, {"guitar": "guitar.wav"}),
    Source("fegennari/3DWorld", "GPL-3", UNHEARD, beside={"home": "sounds/*_*.wav"}),
    Source("Audio-WestlakeU/LSTM-noisePSD", "TIMIT: measured only", UNHEARD, beside={"talk": "speech.wav"}),
)  # fmt: skip


@dataclass(frozen=True)
class Clip:
    """A recording of a source: a phrase, or the notes of one instrument."""

    source: str
    instrument: str
    files: tuple[Path, ...]


class Material:
    """What of one split lies in the folder, and what could not be got."""

    def __init__(self, folder: Path, split: str) -> None:
        self.phrases: list[Clip] = []
        self.notes: list[Clip] = []
        self.beside: dict[str, list[Path]] = {"talk": [], "home": [], "song": []}
        self.missing: list[str] = []
        for source in SOURCES:
            if source.split == split:
                self._take(source, folder / source.place)

    def _take(self, source: Source, place: Path) -> None:
        for instrument, form in source.phrases.items():
            self.phrases += [Clip(source.place, instrument, (file,)) for file in self._files(source, place, form)]
        for instrument, form in source.notes.items():
            files = self._files(source, place, form)
            self.notes += [Clip(source.place, instrument, tuple(files))] if files else []
        for kind, form in source.beside.items():
            self.beside[kind] += self._files(source, place, form)

    def _files(self, source: Source, place: Path, form: str) -> list[Path]:
        """The files of that form, in the order of their names; where there is none, that is noted."""
        found = sorted(place.glob(form))
        if not found:
            self.missing.append(f"{source.place}: {form}")
        return found


@cache
def read(path: Path) -> Sound:
    """At most the first 45 s at 48 kHz, without direct current, its peak at half of full scale; none if unreadable."""
    try:
        blocks = list(Decoding(path, rate_hz=RATE_HZ))
    except MediaError:
        return np.zeros(0)
    sound = np.concatenate(blocks)[: int(_LONGEST_S * RATE_HZ)].astype(np.float64)
    sound -= sound.mean()
    return np.asarray(0.5 * sound / max(float(np.abs(sound).max()), 1e-9))
