"""Reasons in a language: for clients that read one text each, where pages translate in the browser."""

from practice_app.locales import number, translate
from practice_app.services.teaching.students.rules import Flag


def said(locale: str, flag: Flag) -> str:
    """Write a reason, its numbers as the language has them."""
    values = {name: v if isinstance(v, str) else number(locale, v) for name, v in flag.values.items()}
    return translate(locale, flag.message, **values)
