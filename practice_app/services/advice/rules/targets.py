"""Rules about the tempo that is aimed at: a target far away, nothing ever slow, many rounds and no faster. Pure."""

from collections.abc import Iterator
from statistics import median

from practice_app.locales import msg
from practice_app.services.advice.picture import SURE, Basis, Moment, Passage, Picture, Sitting, Subject
from practice_app.services.advice.proposals import Baseline, Proposal, Rule, Said
from practice_app.services.advice.rules.beat import STABILITY, SWAYS_PCT
from practice_app.services.advice.rules.measured import FEWEST, MOST_EVIDENCE, SLOWER, SLOWEST_BPM, lately

TEMPO = "tempo_bpm"
FAR, STEP = 0.6, 1.15
SLOW, SWAYS_A_LITTLE_PCT, SESSIONS = 0.85, 4.0, 5
ROUNDS, GAIN, NEARLY = 20, 1.03, 0.97


def _far_target(picture: Picture) -> Iterator[Proposal]:
    for subject, sittings in picture.worked_on.items():
        found, target = lately(sittings, TEMPO), picture.target_bpm(subject)
        if not found or not target or max(found.values) > FAR * target:
            continue
        step = round(STEP * found.middle)
        yield Proposal(
            subject,
            Said(
                msg("The target of {a} bpm is a long way from {b}. A stop on the way: {c}."),
                {"a": round(target), "b": round(found.middle), "c": step},
            ),
            Said(
                msg(
                    "In the last {n} sessions the tempo stayed below six tenths of the target. A nearer aim shows"
                    " sooner that it works."
                ),
                {"n": len(found.found)},
            ),
            found.evidence(),
            step,
            Baseline(TEMPO, found.middle),
        )


def _never_slow(picture: Picture) -> Iterator[Proposal]:
    for subject, sittings in picture.worked_on.items():
        found, target = lately(sittings, TEMPO, SESSIONS), picture.target_bpm(subject)
        sway = lately(sittings, STABILITY)
        if not found or not target or not sway or not SWAYS_A_LITTLE_PCT <= sway.middle < SWAYS_PCT:
            continue
        slow = any(sitting.mode == "slow" for sitting in sittings) or min(found.values) <= SLOW * target
        slower = round(SLOWER * found.middle)
        if not slow and slower >= SLOWEST_BPM:
            yield Proposal(
                subject,
                Said(msg("So far always close to the full tempo. Try it once at {a} bpm."), {"a": slower}),
                Said(
                    msg(
                        "In {n} sessions none was slow, and the beat sways by {a} %. Slow practice gives the ear time"
                        " to notice what the hands do."
                    ),
                    {"n": len(found.found), "a": round(sway.middle, 1)},
                ),
                sway.evidence(),
                slower,
                Baseline(STABILITY, sway.middle),
            )


def _no_faster(picture: Picture) -> Iterator[Proposal]:
    for subject, sittings in picture.worked_on.items():
        passage, target = picture.passage(subject), picture.target_bpm(subject)
        paces = [(one, figure.value) for one in sittings if (figure := one.sure(TEMPO))]
        drilled = [one for one in sittings if _rounds(one, subject) > 0]
        times, days = sum(_rounds(one, subject) for one in drilled), len({one.day for one in drilled})
        if not passage or not target or len(paces) < FEWEST or times < ROUNDS or days < FEWEST:
            continue
        values = [value for _, value in paces]
        half = len(values) // 2
        before, after = median(values[:half]), median(values[-half:])
        other = _another(picture, subject)
        if after < GAIN * before and after < NEARLY * target and other:
            yield Proposal(
                subject,
                Said(
                    msg("{n} times, and about as fast as before. Try it in turns with {other}, a few minutes each."),
                    {"n": times, "other": other.title},
                ),
                Said(
                    msg(
                        "{n} times on {m} days the tempo stayed near {a} bpm. Small studies with musicians suggest that"
                        " changing between passages may help it to stay; not everybody gains by it."
                    ),
                    {"n": times, "m": days, "a": round(after)},
                ),
                _drills(drilled) or tuple(Basis(one.id, TEMPO) for one, _ in reversed(paces))[:MOST_EVIDENCE],
                None,
                Baseline(TEMPO, after),
            )


def _rounds(sitting: Sitting, subject: Subject) -> int:
    """How often the passage was gone through: as counted on the stand, or as heard where it had most of the time."""
    counted = sum(item.repetitions for item in sitting.items if item.section_id == subject.section_id)
    heard = sum(drill.rounds for drill in sitting.drills if drill.confidence >= SURE)
    return max(counted, heard if sitting.passage == subject else 0)


def _another(picture: Picture, subject: Subject) -> Passage | None:
    """Another passage being worked on to change with: of the same piece, or else of another."""
    others = [one for one in picture.worked_on if one.section_id and one != subject]
    nearest = sorted(others, key=lambda one: (one.piece_id != subject.piece_id, str(one)))
    return picture.passage(nearest[0]) if nearest else None


def _drills(sittings: list[Sitting]) -> tuple[Moment, ...]:
    heard = [(one, drill) for one in reversed(sittings) for drill in one.drills if drill.confidence >= SURE]
    return tuple(Moment(one.id, drill.start_s, drill.end_s) for one, drill in heard)[:MOST_EVIDENCE]


FAR_TARGET = Rule("far_target", msg("A stop on the way"), _far_target)
NEVER_SLOW = Rule("never_slow", msg("Slow practice"), _never_slow)
NO_FASTER = Rule("interleave", msg("Two passages in turns"), _no_faster)
