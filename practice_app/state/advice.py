"""What is worth a try now, as a page shows it: the journal's, or one piece's."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode
from uuid import UUID

import reflex as rx

from practice_app.services import advice
from practice_app.services.advice import Chosen, Effect, Looked, Moment, Picture, Subject
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.ids import identified

Values = dict[str, float | str]


@dataclass(frozen=True)
class AboutShown:
    """What it is about, by the names people gave; a bar of -1 is not told."""

    piece: str = ""
    passage: str = ""
    bar_start: int = -1
    bar_end: int = -1
    instrument: str = ""


@dataclass(frozen=True)
class AdviceShown:
    """A recommendation; its sentences are message ids with their values. ``hear`` is an address."""

    id: str
    rule: str
    about: AboutShown
    says: str
    says_values: Values = field(default_factory=dict)
    why: str = ""
    why_values: Values = field(default_factory=dict)
    hear: str = ""
    kept: bool = False
    """Whether it can be heard there, not only seen."""
    practise: str = ""
    """The address of the stand, set for it; empty where it is about no piece."""
    dismissed: bool = False


@dataclass(frozen=True)
class EffectShown:
    """What became of advice: the figure then and now; ``outcome`` is ``moved``, ``same`` or ``open``."""

    id: str
    about: AboutShown
    day: str
    metric: str
    then: float
    now: float = 0
    outcome: str = "open"


class AdviceState(OwnState):
    """What is worth a try, and what became of what was tried."""

    advised: list[AdviceShown] = []  # noqa: RUF012 - Reflex copies defaults
    effects: list[EffectShown] = []  # noqa: RUF012
    unfolded: bool = False
    """On a phone the first stands alone until somebody asks for the others."""

    async def _look(self, piece_id: UUID | None = None) -> None:
        """Look at the last weeks afresh; on the journal only effects are told that can be."""
        looked = await self._call_service(advice.look, piece_id)
        pairs = zip(looked.chosen, looked.heard, strict=True)
        self.advised = [_advised(looked.picture, one, heard) for one, heard in pairs]
        effects = [one for one in looked.effects if piece_id or one.now is not None]
        self.effects = [_effect(looked, one) for one in (effects if piece_id else effects[:1])]

    @rx.event
    @handle_problems
    async def unfold(self) -> None:
        """Show the others too."""
        self.unfolded = True

    @rx.event
    @handle_problems
    async def dismiss(self, advice_id: str) -> None:
        """Put a recommendation away; its place says so, and how to have it back."""
        await self._call_service(advice.dismiss, identified(advice_id))
        self._mark(advice_id, dismissed=True)

    @rx.event
    @handle_problems
    async def take_back(self, advice_id: str) -> None:
        """Have it back."""
        await self._call_service(advice.take_back, identified(advice_id))
        self._mark(advice_id, dismissed=False)

    def _mark(self, advice_id: str, *, dismissed: bool) -> None:
        self.advised = [replace(one, dismissed=dismissed) if one.id == advice_id else one for one in self.advised]


def _advised(seen: Picture, one: Chosen, heard: list[Moment]) -> AdviceShown:
    proposal = one.proposal
    hear = _best(seen, heard)
    return AdviceShown(
        str(one.given.id),
        one.rule.name,
        _about(seen, proposal.subject),
        proposal.says.message,
        proposal.says.values,
        proposal.why.message,
        proposal.why.values,
        f"/sessions/{hear.session_id}?at={hear.start_s:.0f}-{hear.end_s:.0f}" if hear else "",
        hear is not None and seen.is_kept(hear),
        _stand(seen, proposal.subject, proposal.bpm),
    )


def _stand(seen: Picture, subject: Subject, bpm: int | None) -> str:
    """Where to practise it, with the passage and the tempo set."""
    if not seen.work(subject):
        return ""
    asked = {"piece": subject.piece_id, "section": subject.section_id, "bpm": bpm}
    return "/practice?" + urlencode({name: value for name, value in asked.items() if value})


def _best(seen: Picture, evidence: list[Moment]) -> Moment | None:
    """The newest moment that can be heard, or else the newest."""
    return next((one for one in evidence if seen.is_kept(one)), next(iter(evidence), None))


def _about(seen: Picture, subject: Subject) -> AboutShown:
    work, passage = seen.work(subject), seen.passage(subject)
    shown = AboutShown(piece=work.title if work else "", instrument=subject.instrument)
    if not passage:
        return shown
    first, last = passage.bar_start, passage.bar_end
    bars = (-1, -1) if first is None else (first, first if last is None else last)
    return replace(shown, passage=passage.title, bar_start=bars[0], bar_end=bars[1])


def _effect(looked: Looked, one: Effect) -> EffectShown:
    outcome = "open" if one.now is None else "same" if one.same else "moved"
    about, day = _about(looked.picture, one.given.subject), one.given.given_on.isoformat()
    return EffectShown(str(one.given.id), about, day, one.metric, one.then, one.now or 0, outcome)
