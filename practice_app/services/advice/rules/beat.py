"""Rules about the beat: where it sways slower, where it holds a step faster, where it runs away. Pure."""

from collections.abc import Iterator

from practice_app.locales import msg
from practice_app.services.advice.picture import PERFORMING, Picture, Sitting
from practice_app.services.advice.proposals import Baseline, Proposal, Rule, Said
from practice_app.services.advice.rules.measured import FASTER, SLOWER, SLOWEST_BPM, lately, one_way, tempo

STABILITY, DRIFT = "tempo_stability_pct", "tempo_drift_bpm_per_min"
SWAYS_PCT, HOLDS_PCT = 6.0, 3.5
"""A held beat sways by two to four percent, whoever plays."""
RUNS_BPM_PER_MIN = 2.0
ROOM = 1.03
"""The target must lie further up than this, or there is no step left."""
WELL = 3


def _unsteady(picture: Picture) -> Iterator[Proposal]:
    for subject, sittings in picture.worked_on.items():
        rehearsed = _rehearsed(sittings)
        sway, present = lately(rehearsed, STABILITY), tempo(rehearsed)
        work = picture.work(subject)
        if not sway or not present or not work or work.status == PERFORMING:  # on stage a beat may breathe
            continue
        slower = round(SLOWER * present)
        if sway.middle >= SWAYS_PCT and slower >= SLOWEST_BPM:
            yield Proposal(
                subject,
                Said(msg("The beat sways by {a} %. Three times at {b} bpm."), {"a": round(sway.middle), "b": slower}),
                Said(
                    msg(
                        "In {n} sessions your beat swayed by about {a} % around your own tempo; this rule speaks from"
                        " {limit} % on. Seven tenths of your {b} bpm leave time to place each beat."
                    ),
                    {
                        "n": len(sway.found),
                        "a": round(sway.middle, 1),
                        "b": round(present),
                        "limit": SWAYS_PCT,
                    },
                ),
                sway.evidence(),
                slower,
                Baseline(STABILITY, sway.middle),
            )


def _next_step(picture: Picture) -> Iterator[Proposal]:
    for subject, sittings in picture.worked_on.items():
        rehearsed = _rehearsed(sittings)
        sway, present, target = lately(rehearsed, STABILITY), tempo(rehearsed), picture.target_bpm(subject)
        if not sway or not present or not target or target < present * ROOM:
            continue
        ratings = [one.self_rating for one in sway.sittings if one.self_rating]
        step = round(min(target, FASTER * present))
        if max(sway.values) <= HOLDS_PCT and all(rating >= WELL for rating in ratings) and step > round(present):
            yield Proposal(
                subject,
                Said(msg("Steady at {a} bpm. Try {b}."), {"a": round(present), "b": step}),
                Said(
                    msg(
                        "In each of the last {n} sessions your beat stayed within {a} % of your own tempo. One step is"
                        " five percent, up to your target of {c} bpm."
                    ),
                    {"n": len(sway.found), "a": HOLDS_PCT, "c": round(target)},
                ),
                sway.evidence(),
                step,
                Baseline("tempo_bpm", present),
            )


def _drifting(picture: Picture) -> Iterator[Proposal]:
    for subject, sittings in picture.worked_on.items():
        drift = lately(_rehearsed(sittings), DRIFT)
        if not drift or abs(drift.middle) < RUNS_BPM_PER_MIN or not one_way(drift.values):
            continue
        present = tempo(_rehearsed(sittings))
        yield Proposal(
            subject,
            Said(_FASTER if drift.middle > 0 else _SLOWER, {"a": round(abs(drift.middle), 1)}),
            Said(
                msg(
                    "In {n} sessions the tempo went the same way each time; this rule speaks from {a} bpm a minute on."
                    " Hearing where it begins is half of it."
                ),
                {"n": len(drift.found), "a": RUNS_BPM_PER_MIN},
            ),
            drift.evidence(),
            round(present) if present else None,
            Baseline(DRIFT, drift.middle),
        )


_FASTER = msg("It gets faster by {a} bpm each minute. Once with the click, once without, and listen where they part.")
_SLOWER = msg("It gets slower by {a} bpm each minute. Once with the click, once without, and listen where they part.")


def _rehearsed(sittings: list[Sitting]) -> list[Sitting]:
    """Without those played like a performance: there the beat may breathe."""
    return [sitting for sitting in sittings if sitting.mode != "performance"]


UNSTEADY = Rule("unsteady_passage", msg("Slower where it sways"), _unsteady)
NEXT_STEP = Rule("tempo_step", msg("One step faster"), _next_step)
DRIFTING = Rule("drifting", msg("Where the tempo runs"), _drifting)
