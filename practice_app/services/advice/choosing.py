"""What is said now, of all that the rules would say: what was waved away stays away, and three things are enough. Pure.

A piece of advice is *given* when it is first shown. It keeps its id for four weeks, and a dismissal holds for as long;
after that it may be given anew, with the figure that is measured then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from practice_app.ids import told_id
from practice_app.services.advice.picture import Picture, Subject
from practice_app.services.advice.proposals import Baseline, Proposal
from practice_app.services.advice.rules import RULES, Rule

HOLDS = timedelta(weeks=4)
AT_ONCE = 3


@dataclass(frozen=True)
class Given:
    """Advice that was given: on which of the player's days, and whether it was waved away."""

    id: UUID
    kind: str
    subject: Subject
    given_on: date
    dismissed_on: date | None = None
    baseline: Baseline | None = None


@dataclass(frozen=True)
class Chosen:
    """A proposal to show: with the rule that made it, and as what it was (or now is) given."""

    rule: Rule
    proposal: Proposal
    given: Given


def chosen(who: UUID, picture: Picture, given: Iterable[Given], most: int = AT_ONCE) -> list[Chosen]:
    """Choose by the order of the rules: at most one of a kind, and one about a passage or a piece apart from those."""
    out: list[Chosen] = []
    for one in standing(who, picture, given):
        kinds, subjects = {other.rule for other in out}, {other.proposal.subject for other in out}
        taken = one.rule in kinds or (one.proposal.subject != Subject() and one.proposal.subject in subjects)
        if not taken and len(out) < most:
            out.append(one)
    return out


def standing(who: UUID, picture: Picture, given: Iterable[Given]) -> Iterator[Chosen]:
    """All that the rules say and that was not waved away, the most important first."""
    known = {(one.kind, one.subject): one for one in sorted(given, key=lambda one: one.given_on)}
    for rule in RULES:
        for proposal in sorted(rule.speaks(picture), key=lambda proposal: str(proposal.subject)):
            before = known.get((rule.kind, proposal.subject))
            now = before if before and holds(before, picture.today) else _now(who, rule, proposal, picture.today)
            if now.dismissed_on is None:
                yield Chosen(rule, proposal, now)


def holds(given: Given, today: date) -> bool:
    """Whether it is still the same advice: for four weeks since it was given, or waved away."""
    return today - (given.dismissed_on or given.given_on) < HOLDS


def _now(who: UUID, rule: Rule, proposal: Proposal, today: date) -> Given:
    """Give it today; the same advice on the same day is always the same one."""
    about = proposal.subject
    named = (str(who), rule.kind, str(about.piece_id), str(about.section_id), about.instrument)
    identity = told_id(datetime.combine(today, time(), UTC), *named)
    return Given(identity, rule.kind, about, today, None, proposal.baseline)
