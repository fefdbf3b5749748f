"""Rules about loud and soft, and about intonation. Pure."""

from collections.abc import Iterator

from practice_app.locales import msg
from practice_app.services.advice.picture import Picture
from practice_app.services.advice.proposals import Baseline, Proposal, Rule, Said
from practice_app.services.advice.rules.measured import lately

DYNAMICS, INTONATION = "dynamic_range_db", "intonation_spread_cents"
NARROW_DB, WIDE_CENTS = 7.0, 20.0
"""Ten decibels sound about twice as loud; below seven loud and soft are hard to tell apart."""
ONE_LOUDNESS = frozenset({"harpsichord", "organ", "bagpipes"})
TUNED_BY_OTHERS = frozenset({
    "piano", "electronic keyboard", "organ", "harpsichord", "accordion", "melodica", "harp", "guitar",
    "electric guitar", "ukulele", "banjo", "mandolin", "marimba", "xylophone", "vibraphone", "glockenspiel",
    "harmonica", "yangqin",
})  # fmt: skip
"""Instruments whose notes lie where the maker or the tuner put them."""


def _narrow(picture: Picture) -> Iterator[Proposal]:
    for subject, sittings in picture.pieces.items():
        found = lately([one for one in sittings if one.instrument not in ONE_LOUDNESS], DYNAMICS)
        if found and max(found.values) <= NARROW_DB:
            yield Proposal(
                subject,
                Said(
                    msg("Soft and loud lie {a} dB apart. Once with twice the difference, as if for the back row."),
                    {"a": round(found.middle)},
                ),
                Said(
                    msg(
                        "In each of {n} sessions there were at most {a} dB between them; ten sound about twice as loud."
                        " A piece that is meant to be even may stay so."
                    ),
                    {"n": len(found.found), "a": NARROW_DB},
                ),
                found.evidence(),
                None,
                Baseline(DYNAMICS, found.middle),
            )


def _intonation(picture: Picture) -> Iterator[Proposal]:
    for subject, sittings in picture.pieces.items():
        found = lately([one for one in sittings if one.instrument not in TUNED_BY_OTHERS], INTONATION)
        if found and found.middle >= WIDE_CENTS:
            yield Proposal(
                subject,
                Said(
                    msg("Notes lie about {a} cents from their centre. Slowly, against a drone, a line at a time."),
                    {"a": round(found.middle)},
                ),
                Said(
                    msg(
                        "In {n} sessions, measured in your own tuning; this rule speaks from {a} cents on. A held note"
                        " beside you makes it easier to hear where each one wants to be."
                    ),
                    {"n": len(found.found), "a": WIDE_CENTS},
                ),
                found.evidence(),
                None,
                Baseline(INTONATION, found.middle),
            )


NARROW_DYNAMICS = Rule("narrow_dynamics", msg("Loud and soft"), _narrow)
INTONATION_SPREAD = Rule("intonation", msg("Against a drone"), _intonation)
