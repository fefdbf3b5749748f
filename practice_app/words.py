"""The words that everybody means alike: instruments and focus areas, stored by their small English name.

Whatever somebody types that is one of them in any of our languages becomes that key; other words stay as they were
written. The browser has the same list in ``words.js``, for what is shown and typed with no network.
"""

from functools import lru_cache
from typing import Final

from practice_app.locales import LANGUAGES, msg, translate
from practice_app.text import fold

INSTRUMENTS: Final = {
    "violin": msg("Violin"),
    "viola": msg("Viola"),
    "cello": msg("Cello"),
    "double bass": msg("Double bass"),
    "viola da gamba": msg("Viola da gamba"),
    "guitar": msg("Guitar"),
    "electric guitar": msg("Electric guitar"),
    "bass guitar": msg("Bass guitar"),
    "ukulele": msg("Ukulele"),
    "mandolin": msg("Mandolin"),
    "banjo": msg("Banjo"),
    "lute": msg("Lute"),
    "harp": msg("Harp"),
    "piano": msg("Piano"),
    "electronic keyboard": msg("Electronic keyboard"),
    "organ": msg("Organ"),
    "harpsichord": msg("Harpsichord"),
    "accordion": msg("Accordion"),
    "melodica": msg("Melodica"),
    "recorder": msg("Recorder"),
    "flute": msg("Flute"),
    "piccolo": msg("Piccolo"),
    "oboe": msg("Oboe"),
    "english horn": msg("English horn"),
    "clarinet": msg("Clarinet"),
    "bass clarinet": msg("Bass clarinet"),
    "bassoon": msg("Bassoon"),
    "saxophone": msg("Saxophone"),
    "ocarina": msg("Ocarina"),
    "tin whistle": msg("Tin whistle"),
    "pan flute": msg("Pan flute"),
    "harmonica": msg("Harmonica"),
    "bagpipes": msg("Bagpipes"),
    "trumpet": msg("Trumpet"),
    "cornet": msg("Cornet"),
    "flugelhorn": msg("Flugelhorn"),
    "horn": msg("Horn"),
    "trombone": msg("Trombone"),
    "euphonium": msg("Euphonium"),
    "tuba": msg("Tuba"),
    "percussion": msg("Percussion"),
    "drums": msg("Drum kit"),
    "timpani": msg("Timpani"),
    "marimba": msg("Marimba"),
    "xylophone": msg("Xylophone"),
    "vibraphone": msg("Vibraphone"),
    "glockenspiel": msg("Glockenspiel"),
    "cajon": msg("Cajón"),
    "tabla": msg("Tabla"),
    "gayageum": msg("Gayageum"),
    "geomungo": msg("Geomungo"),
    "haegeum": msg("Haegeum"),
    "ajaeng": msg("Ajaeng"),
    "daegeum": msg("Daegeum"),
    "danso": msg("Danso"),
    "piri": msg("Piri"),
    "taepyeongso": msg("Taepyeongso"),
    "janggu": msg("Janggu"),
    "erhu": msg("Erhu"),
    "gaohu": msg("Gaohu"),
    "zhonghu": msg("Zhonghu"),
    "guzheng": msg("Guzheng"),
    "guqin": msg("Guqin"),
    "pipa": msg("Pipa"),
    "liuqin": msg("Liuqin"),
    "ruan": msg("Ruan"),
    "sanxian": msg("Sanxian"),
    "yangqin": msg("Yangqin"),
    "dizi": msg("Dizi"),
    "xiao": msg("Xiao"),
    "suona": msg("Suona"),
    "sheng": msg("Sheng"),
    "hulusi": msg("Hulusi"),
    "voice": msg("Voice"),
    "koto": msg("Koto"),
    "shamisen": msg("Shamisen"),
    "shakuhachi": msg("Shakuhachi"),
    "sitar": msg("Sitar"),
    "oud": msg("Oud"),
    "kalimba": msg("Kalimba"),
    "handpan": msg("Handpan"),
    "other": msg("Another instrument"),
}
FAMILIES: Final = {
    "strings": (msg("Bowed strings"), ("violin", "viola", "cello", "double bass", "viola da gamba")),
    "plucked": (
        msg("Plucked strings"),
        ("guitar", "electric guitar", "bass guitar", "ukulele", "mandolin", "banjo", "lute", "harp"),
    ),
    "keys": (msg("Keyboards"), ("piano", "electronic keyboard", "organ", "harpsichord", "accordion", "melodica")),
    "woodwind": (
        msg("Woodwind"),
        (
            "recorder",
            "flute",
            "piccolo",
            "oboe",
            "english horn",
            "clarinet",
            "bass clarinet",
            "bassoon",
            "saxophone",
            "ocarina",
            "tin whistle",
            "pan flute",
            "harmonica",
            "bagpipes",
        ),
    ),
    "brass": (msg("Brass"), ("trumpet", "cornet", "flugelhorn", "horn", "trombone", "euphonium", "tuba")),
    "percussion": (
        msg("Percussion"),
        ("percussion", "drums", "timpani", "marimba", "xylophone", "vibraphone", "glockenspiel", "cajon", "tabla"),
    ),
    "korean": (
        msg("Korean instruments"),
        ("gayageum", "geomungo", "haegeum", "ajaeng", "daegeum", "danso", "piri", "taepyeongso", "janggu"),
    ),
    "chinese": (
        msg("Chinese instruments"),
        (
            "erhu",
            "gaohu",
            "zhonghu",
            "guzheng",
            "guqin",
            "pipa",
            "liuqin",
            "ruan",
            "sanxian",
            "yangqin",
            "dizi",
            "xiao",
            "suona",
            "sheng",
            "hulusi",
        ),
    ),
    "more": (
        msg("Voice and others"),
        ("voice", "koto", "shamisen", "shakuhachi", "sitar", "oud", "kalimba", "handpan", "other"),
    ),
}
"""Which instruments are looked for together, under which heading."""
FOCUS: Final = {
    "intonation": msg("Intonation"),
    "rhythm": msg("Rhythm"),
    "tone": msg("Tone"),
    "technique": msg("Technique"),
    "scales": msg("Scales"),
    "expression": msg("Expression"),
    "memory": msg("Memory"),
    "sight-reading": msg("Sight-reading"),
}


LEVELS: Final = {
    "beginner": msg("Beginner"),
    "elementary": msg("Elementary"),
    "intermediate": msg("Intermediate"),
    "advanced": msg("Advanced"),
    "professional": msg("Professional level"),
}
"""How far somebody is; many say it in words of their own, by a grade or a book of studies."""
_KNOWN: Final = {"instruments": INSTRUMENTS, "focus": FOCUS, "levels": LEVELS}


def instrument_key(text: str) -> str:
    """Give the key of an instrument written in any of our languages; else the text itself."""
    return _keys("instruments").get(fold(text), text)


def focus_key(text: str) -> str:
    """Give the key of a focus area written in any of our languages; else the text itself."""
    return _keys("focus").get(fold(text), text)


def level_key(text: str) -> str:
    """Give the key of a level written in any of our languages; else the text itself."""
    return _keys("levels").get(fold(text), text)


@lru_cache
def _keys(kind: str) -> dict[str, str]:
    known = _KNOWN[kind]
    named = {fold(translate(tag, name)): key for key, name in known.items() for tag in LANGUAGES}
    return named | {fold(key): key for key in known}
