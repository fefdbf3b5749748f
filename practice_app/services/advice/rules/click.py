"""A rule about playing with the metronome. Pure."""

from collections.abc import Iterator

from practice_app.locales import msg
from practice_app.services.advice.picture import Picture
from practice_app.services.advice.proposals import Baseline, Proposal, Rule, Said
from practice_app.services.advice.rules.measured import lately, one_way

OFFSET = "click_offset_ms"
OFF_MS = 25.0
"""Nearer to the click than this nobody hears two sounds."""


def _off_click(picture: Picture) -> Iterator[Proposal]:
    for subject, sittings in picture.worked_on.items():
        offset = lately(sittings, OFFSET)
        if not offset or abs(offset.middle) < OFF_MS or not one_way(offset.values):
            continue
        yield Proposal(
            subject,
            Said(_LATE if offset.middle > 0 else _EARLY, {"a": round(abs(offset.middle))}),
            Said(
                msg(
                    "In {n} sessions with the metronome, always on the same side of the click; this rule speaks from"
                    " {a} thousandths of a second on. Some instruments speak a little later than they are played."
                ),
                {"n": len(offset.found), "a": OFF_MS},
            ),
            offset.evidence(),
            None,
            Baseline(OFFSET, offset.middle),
        )


_LATE = msg("Your notes begin {a} thousandths of a second after the click. Listen to two bars of it, then come in.")
_EARLY = msg("Your notes begin {a} thousandths of a second before the click. Let the click come to you.")

OFF_CLICK = Rule("off_click", msg("Beside the click"), _off_click)
