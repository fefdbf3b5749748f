"""What is said of a proposal: texts with their values, put into the reader's language where they are shown."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from practice_app import locales


@dataclass(frozen=True)
class Said:
    """A text of the catalogs and what stands in it; days are written as the reader's language does."""

    text: str
    values: dict[str, object] = field(default_factory=dict)


def said(text: str, /, **values: object) -> Said:
    """Say a text (a message id)."""
    return Said(text, values)


def as_it_is(title: str) -> Said:
    """Say what somebody called a thing, the same in every language."""
    return Said("{title}", {"title": title})


def written(language: str, told: Said) -> str:
    """Write it in a language."""
    values = {name: _written(language, value) for name, value in told.values.items()}
    return locales.translate(language, told.text, **values)


def _written(language: str, value: object) -> str:
    if isinstance(value, Said):
        return written(language, value)
    if isinstance(value, date):
        return locales.date(language, datetime.combine(value, time()), "MMMd")
    return locales.number(language, value) if isinstance(value, int | float) else str(value)
