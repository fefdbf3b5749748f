"""What the demo's board is made of: a post, and what is said below it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """What somebody says below a post; ``right``: it is the answer, ``up``: who found it good."""

    by: str
    text: str
    right: bool = False
    up: tuple[str, ...] = ()
    answers: tuple["Said", ...] = ()


@dataclass(frozen=True)
class Posted:
    """A post of somebody's, so many days ago; ``work``: words by which the catalogue finds what it is about.

    ``moment``: from which to which second of their first take is shown where the text says ``MOMENT``.
    """

    key: str
    by: str
    category: str
    title: str
    text: str
    tags: tuple[str, ...] = ()
    days: float = 1
    up: tuple[str, ...] = ()
    said: tuple[Said, ...] = field(default=())
    work: str = ""
    moment: tuple[float, float] | None = None


MOMENT = "MOMENT"
