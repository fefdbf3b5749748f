"""Rules about what the time goes into: passages, instruments, playing itself. Pure."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from practice_app.locales import msg
from practice_app.services.advice.picture import FULLY, Moment, Picture, Sitting, Subject, Work
from practice_app.services.advice.proposals import Proposal, Rule, Said
from practice_app.services.advice.rules.measured import MOST_EVIDENCE

PASSAGES, SESSIONS, MOST_OF_IT = 3, 5, 0.7
UNDIVIDED_SESSIONS, UNDIVIDED_S = 4, 3600.0
QUIET_DAYS, SHARE, TIMES = 10, 0.2, 3
GAP_DAYS, GAP_S, GAP = 14, 2 * 3600.0, 0.4


def _from_the_beginning(picture: Picture) -> Iterator[Proposal]:
    for work in picture.works.values():
        passages = [one for one in work.passages if one.bar_start is not None]
        if len(passages) < PASSAGES or not picture.work(Subject(work.id)):
            continue
        first, *others = passages
        had, sessions = _had(picture, work)
        share = had[first.id] / max(sum(had.values()), 1)
        if sessions >= SESSIONS and share >= MOST_OF_IT:
            later = min(others, key=lambda one: had[one.id])
            yield Proposal(
                Subject(work.id, later.id),
                Said(
                    msg("Most of the time went into {other} ({a} %). Begin here next time."),
                    {"other": first.title, "a": round(100 * share)},
                ),
                Said(
                    msg("In four weeks this passage had {b} minutes. Whoever begins at the beginning is tired here."),
                    {"b": round(had[later.id] / 60)},
                ),
                bpm=round(later.current_bpm) if later.current_bpm else None,
            )


def _had(picture: Picture, work: Work) -> tuple[Counter[UUID], int]:
    """The seconds that each passage of a piece had, and in how many sessions."""
    had: Counter[UUID] = Counter()
    sessions = set()
    for sitting in picture.sittings:
        for item in sitting.items:
            if item.piece_id == work.id and item.section_id:
                had[item.section_id] += item.seconds  # type: ignore[assignment]
                sessions.add(sitting.id)
    return had, len(sessions)


def _undivided(picture: Picture) -> Iterator[Proposal]:
    for work in picture.works.values():
        had = [sum(item.seconds for item in one.items if item.piece_id == work.id) for one in picture.sittings]
        times, seconds = sum(1 for each in had if each), sum(had)
        new = picture.is_new(work) and work.status == "learning" and not work.passages
        if not new or times < UNDIVIDED_SESSIONS or seconds < UNDIVIDED_S:
            continue
        yield Proposal(
            Subject(work.id),
            Said(
                msg("{n} times so far, always as a whole. As passages, each gets a tempo of its own."),
                {"n": times},
            ),
            Said(
                msg("It had {a} minutes in four weeks and has no passages yet. A few bars are enough to begin with."),
                {"a": round(seconds / 60)},
            ),
        )


def _quiet_instrument(picture: Picture) -> Iterator[Proposal]:
    lately = [one for one in picture.within(QUIET_DAYS) if one.instrument]
    had: dict[str, list[Sitting]] = {}
    for sitting in picture.sittings:
        if sitting.instrument:
            had.setdefault(sitting.instrument, []).append(sitting)
    whole = sum(one.counted_s for ones in had.values() for one in ones)
    for instrument, ones in had.items():
        share = sum(one.counted_s for one in ones) / max(whole, 1)
        if (
            len(lately) >= TIMES
            and len(ones) >= TIMES
            and share >= SHARE
            and all(one.instrument != instrument for one in lately)
        ):
            days = (picture.today - ones[-1].day).days
            yield Proposal(
                Subject(instrument=instrument),
                Said(msg("Quiet for {n} days. Ten minutes keep it in your hands."), {"n": days}),
                Said(
                    msg("It had {a} % of the time in these four weeks. If it rests on purpose, dismiss this."),
                    {"a": round(100 * share)},
                ),
            )


def _clock_gap(picture: Picture) -> Iterator[Proposal]:
    heard = [one for one in picture.within(GAP_DAYS) if one.played_s is not None and one.corrected_s is None]
    whole = [one for one in heard if one.recorded_s >= FULLY * one.clock_s]
    clock_s, played_s = sum(one.clock_s for one in whole), sum(one.played_s or 0 for one in whole)
    if len(whole) >= SESSIONS and clock_s >= GAP_S and played_s <= GAP * clock_s:
        yield Proposal(
            Subject(),
            Said(
                msg(
                    "Of {a} minutes by the clock, {b} sounded. Thinking and reading count too; what lies ready before"
                    " you begin leaves more for playing."
                ),
                {"a": round(clock_s / 60), "b": round(played_s / 60)},
            ),
            Said(
                msg(
                    "Heard in {n} sessions of the last two weeks that were recorded whole. Where that is wrong, say so"
                    " on the session's page: your word counts."
                ),
                {"n": len(whole)},
            ),
            tuple(Moment(one.id, 0.0, one.clock_s) for one in reversed(whole))[:MOST_EVIDENCE],
        )


FROM_THE_BEGINNING = Rule("from_the_beginning", msg("Begin further on"), _from_the_beginning)
UNDIVIDED = Rule("undivided", msg("Divide it into passages"), _undivided)
QUIET_INSTRUMENT = Rule("quiet_instrument", msg("An instrument that rests"), _quiet_instrument)
CLOCK_GAP = Rule("clock_gap", msg("More of the time for playing"), _clock_gap)
