"""Weeks of practice for the rules to look at, with as few words as a test has."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from practice_app.services.advice.picture import Figure, Item, Passage, Picture, Sitting, Work
from practice_app.services.advice.rules import BY_KIND

TODAY = date(2026, 11, 27)
HERE = UUID("0192f0c1-2f2d-7000-8000-000000000000")
GAVOTTE, TRIO, CODA, OPENING = (uuid5(HERE, name) for name in ("gavotte", "trio", "coda", "opening"))
SURE, UNSURE = 0.9, 0.4


def passage(identity, title, bar, **more):
    """A passage of eight bars."""
    return Passage(identity, title, bar, bar + 7, **more)


def gavotte(**more):
    """A piece with three passages, and a target of 100."""
    three = (passage(OPENING, "Opening", 1), passage(TRIO, "Trio", 17), passage(CODA, "Coda", 41))
    return Work(GAVOTTE, "Gavotte", **{"target_bpm": 100.0, "passages": three} | more)


def sitting(ago, figures=None, *, minutes=20.0, on=((GAVOTTE, TRIO, 1.0, 0),), sure=SURE, **more):
    """A session so many days ago: ``on`` are (piece, passage, share of the time, repetitions)."""
    identity = uuid5(HERE, f"{ago} {figures} {minutes} {on} {more}")
    told = {key: Figure(value, sure) for key, value in (figures or {}).items()}
    items = tuple(Item(piece, section, share * minutes * 60, times) for piece, section, share, times in on)
    values = {"clock_s": minutes * 60, "items": items, "figures": told, "instrument": "violin"} | more
    return Sitting(identity, TODAY - timedelta(days=ago), **values)


def picture(*sittings, works=None):
    """The weeks up to today."""
    listed = [gavotte()] if works is None else works
    return Picture(TODAY, tuple(sorted(sittings, key=lambda one: one.day)), {work.id: work for work in listed})


def days(figures, *agos, **more):
    """The same session on several days."""
    return [sitting(ago, figures, **more) for ago in agos]


def says(kind, *sittings, works=None):
    """What one rule says of these sessions."""
    return list(BY_KIND[kind].speaks(picture(*sittings, works=works)))
