"""What a rule may answer: a proposal, in words with their figures, and what it rests on. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from practice_app.services.advice.picture import Basis, Moment, Picture, Subject


@dataclass(frozen=True)
class Said:
    """A sentence as a message id, and what fills its placeholders: numbers, and names that people gave."""

    message: str
    values: dict[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Baseline:
    """A figure at the time of the advice, by which its effect is told later."""

    metric: str
    value: float


@dataclass(frozen=True)
class Proposal:
    """Something worth a try. ``bpm``: at which tempo; ``baseline``: what it would like to change, if that is heard."""

    subject: Subject
    says: Said
    why: Said
    evidence: tuple[Moment | Basis, ...] = ()
    bpm: int | None = None
    baseline: Baseline | None = None


@dataclass(frozen=True)
class Rule:
    """A rule: its key in the API, what it is called, and when it speaks."""

    kind: str
    name: str
    speaks: Callable[[Picture], Iterable[Proposal]]
