"""Text for components: `_("…")` is a Var that changes with the language, without a reload.

The message id is the English text; `{names}` in it are filled with values, which may be Vars of state.
For text that the server writes (problems, mail) use `translate(locale, …)`.
"""

from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex.vars.sequence import StringVar

from practice_app.locales import (
    COOKIE,
    LANGUAGES,
    date,
    duration,
    negotiate,
    supported,
    translate,
)
from practice_app.reflex_seams.published import published
from practice_app.reflex_seams.variables import worked_out

__all__ = [
    "COOKIE",
    "LANGUAGES",
    "LIBRARY",
    "_",
    "_n",
    "clock_var",
    "date",
    "date_var",
    "day_var",
    "duration",
    "duration_var",
    "in_words",
    "length_var",
    "negotiate",
    "number_var",
    "roughly_var",
    "supported",
    "text_var",
    "translate",
    "word_var",
]

LIBRARY = published("i18n.js")
_TEXT = VarData(imports={LIBRARY: [rx.ImportVar(tag="useText")]}, hooks={"const _text = useText()": None})


def _(message: str, /, **values: Any) -> StringVar[str]:
    """A text in the visitor's language."""
    return _call("t", message, values) if values else _call("t", message)


def _n(one: str, other: str, n: Any, /, **values: Any) -> StringVar[str]:
    """The form of a text that goes with a number, shown in it as `{n}`."""
    return _call("n", one, other, n, values)


def text_var(message: Any, values: Any) -> StringVar[str]:
    """A text whose English form and values are Vars themselves, as the notices in state are."""
    return _call("t", message, values)


def word_var(key: Any) -> StringVar[str]:
    """What an instrument or a focus area is called: known ones are stored by their small English name."""
    return _call("word", key)


def number_var(value: Any, how: Any = None, /, **options: Any) -> StringVar[str]:
    """A number as the visitor's language writes it; options as of Intl.NumberFormat, or ``how``, a Var of them."""
    return _call("number", value, options if how is None else how)


def date_var(value: Any, **options: Any) -> StringVar[str]:
    """A moment (ISO text or milliseconds) in the visitor's language; options as of Intl.DateTimeFormat."""
    return _call("date", value, options)


def day_var(value: Any, **options: Any) -> StringVar[str]:
    """A day in the visitor's language, with its year only when that is another than this one."""
    return _call("day", value, options)


def duration_var(seconds: Any) -> StringVar[str]:
    """A length of time in hours and minutes: "1 hr 5 min"."""
    return _call("duration", seconds)


def roughly_var(seconds: Any, low: Any, high: Any) -> StringVar[str]:
    """One end of a band, no finer than the band is wide: of 20 to 27 hours nobody knows the minutes."""
    return _call("roughly", seconds, low, high)


def length_var(seconds: Any, low: Any, high: Any) -> StringVar[str]:
    """A length of time; where it isn't sure (``high`` isn't 0), between what and what: "about 20 min to 26 min"."""
    return _call("length", seconds, low, high)


def clock_var(seconds: Any) -> StringVar[str]:
    """A length of time as a clock shows it: "1:05:23"."""
    return _call("clock", seconds)


def in_words(call: str, value: Any, needs: VarData) -> StringVar[str]:
    """What a script of ours (``call``, which ``needs`` imports) makes of a value with the visitor's ``useText()``."""
    return worked_out(call, [value, rx.Var("_text")], VarData.merge(_TEXT, needs) or _TEXT)


def _call(name: str, *arguments: Any) -> StringVar[str]:
    """A call of one function of `useText()`, carrying along whatever its arguments need."""
    return worked_out(f"_text.{name}", arguments, _TEXT)
