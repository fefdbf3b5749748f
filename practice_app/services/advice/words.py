"""Advice in a language: for clients that read one text each, where pages translate in the browser."""

from practice_app import words
from practice_app.locales import msg, number, translate
from practice_app.services.advice.picture import Passage, Picture
from practice_app.services.advice.picture import Subject as About
from practice_app.services.advice.proposals import Said

BARS, BAR = msg("bars {first}–{last}"), msg("bar {first}")


def said(language: str, sentence: Said) -> str:
    """Write a sentence, its numbers as the language has them."""
    values = {name: v if isinstance(v, str) else number(language, v) for name, v in sentence.values.items()}
    return translate(language, sentence.message, **values)


def about(language: str, picture: Picture, subject: About) -> str:
    """Name what it is about: the piece, the passage with its bars, the instrument; nothing for practising itself."""
    work, passage = picture.work(subject), picture.passage(subject)
    names = [work.title] if work else []
    names += [passage.title, bars(language, passage)] if passage else []
    names += [translate(language, words.INSTRUMENTS.get(subject.instrument, subject.instrument))]
    return ", ".join(name for name in names if name)


def bars(language: str, passage: Passage) -> str:
    """Name its bars, where they are known."""
    first, last = passage.bar_start, passage.bar_end
    if first is None:
        return ""
    return translate(language, BAR if last in (None, first) else BARS, first=first, last=last)
