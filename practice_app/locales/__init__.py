"""The catalogs and everything a server needs of them: look a text up, choose a language, write dates."""

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, format_skeleton, format_time
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.units import format_unit

from practice_app.locales.choosing import COOKIE, LANGUAGES, REGIONAL, SOURCE, negotiate, region_of, regional, supported

__all__ = [
    "COOKIE",
    "LANGUAGES",
    "SOURCE",
    "babel_name",
    "catalog",
    "clock",
    "date",
    "duration",
    "hour",
    "moment",
    "msg",
    "msg_n",
    "negotiate",
    "number",
    "po_path",
    "region_of",
    "regional",
    "supported",
    "translate",
    "translate_n",
]

FOLDER: Final = Path(__file__).parent


def babel_name(tag: str) -> str:
    """Babel's spelling of a tag: `zh_Hant` for `zh-Hant`."""
    return tag.replace("-", "_")


def po_path(tag: str) -> Path:
    """Where the catalog of a language lies."""
    return FOLDER / babel_name(tag) / "LC_MESSAGES" / "messages.po"


@lru_cache
def catalog(tag: str) -> Catalog:
    """The catalog of a language; fuzzy entries are guesses and left out by every reader here."""
    with po_path(tag).open("rb") as file:
        return read_po(file, locale=babel_name(tag))


def msg(message: str) -> str:
    """Mark a text for the catalogs that is translated only where it is shown."""
    return message


def msg_n(one: str, many: str) -> tuple[str, str]:
    """Mark both forms of a text that goes with a number."""
    return one, many


def translate(locale: str | None, msgid: str, /, **values: object) -> str:
    """A text in the reader's language with its `{placeholders}` filled; English where a catalog has none."""
    return _fill(_lookup(locale, msgid), values)


def translate_n(locale: str | None, forms: tuple[str, str], n: int, /, **values: object) -> str:
    """The form of a text that goes with ``n`` in the reader's language, filled."""
    one, many = forms
    tag = supported(locale)
    entry = None if tag == SOURCE else catalog(tag).get(one)
    if entry is None or entry.fuzzy or not isinstance(entry.string, tuple | list):
        return _fill(one if n == 1 else many, {"n": n, **values})
    told = entry.string[min(catalog(tag).num_plurals - 1, 0 if n == 1 else 1)]
    return _fill(told or many, {"n": n, **values})


def number(locale: str | None, value: float) -> str:
    """A number as the language writes it."""
    return format_decimal(value, locale=_written_by(locale))


def date(locale: str | None, value: dt.datetime, skeleton: str = "yMMMd") -> str:
    """A day as the language writes it, in the region that its tag names, by CLDR skeleton."""
    return format_skeleton(skeleton, value, locale=_written_by(locale))


def hour(locale: str | None, value: dt.datetime) -> str:
    """A time of day as the language writes it."""
    return format_time(value, "short", locale=_written_by(locale))


def moment(locale: str | None, value: dt.datetime) -> str:
    """Day and time, medium length."""
    return format_datetime(value, "medium", locale=_written_by(locale))


@lru_cache(maxsize=256)
def _written_by(tag: str | None) -> Locale:
    """How the language of a tag is written in its region; as in most places where that is not known."""
    ours, region = supported(tag), region_of(tag or "")
    if region and ours in REGIONAL:
        try:
            return Locale.parse(f"{ours}_{region}")
        except UnknownLocaleError:
            pass
    return Locale.parse(babel_name(ours))


def duration(locale: str | None, seconds: float) -> str:
    """A length of time in hours and minutes, in seconds below one minute; nothing is no minutes."""
    name = Locale.parse(babel_name(supported(locale)))
    whole = max(0, round(seconds))
    if whole < 60:
        return format_unit(whole, "second" if whole else "minute", length="short", locale=name)
    hours, minutes = divmod(round(whole / 60), 60)
    parts = [(hours, "hour"), (minutes, "minute")]
    return " ".join(format_unit(count, unit, length="short", locale=name) for count, unit in parts if count)


ABOUT = msg("about {low} to {high}")
STEPS_S = (3600, 900, 300, 60)


def length(locale: str | None, seconds: float, band: tuple[float, float] | None = None) -> str:
    """A length of time; where it isn't sure, between what and what it lies.

    The ends are told no finer than they lie apart, as in the browser (`formatRoughly` in i18n.js), each in one line.
    """
    if band is None:
        return duration(locale, seconds)
    step = next((one for one in STEPS_S if one <= (band[1] - band[0]) / 4), 1)
    low, high = (duration(locale, round(end / step) * step).replace(" ", "\u00a0") for end in band)
    return translate(locale, ABOUT, low=low, high=high)


def clock(seconds: float) -> str:
    """A length of time as clocks write it in every language: 0:40."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _lookup(locale: str | None, msgid: str) -> str:
    tag = supported(locale)
    if tag == SOURCE:
        return msgid
    entry = catalog(tag).get(msgid)
    if entry is None or entry.fuzzy or not isinstance(entry.string, str):
        return msgid
    return entry.string or msgid


def _fill(text: str, values: dict[str, object]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text
