"""What a comparison says, as message ids and their values. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from practice_app.locales import clock, msg

CHANGES = {
    "slower": msg("{n} % slower"),
    "faster": msg("{n} % faster"),
    "steadier": msg("steadier"),
    "less_steady": msg("less steady"),
    "louder": msg("louder"),
    "softer": msg("softer"),
    "more_in_tune": msg("more in tune"),
    "less_in_tune": msg("less in tune"),
}
BARS, BAR, TIME = msg("Bars {first}–{last}: {what}"), msg("Bar {first}: {what}"), msg("{first}–{last}: {what}")
NO_MATCH = msg("These two don't match: the same music wasn't found in both.")
ALIKE = msg("Played alike: no clear difference was heard.")


@dataclass(frozen=True)
class Phrase:
    """One change in words, with its number where it has one."""

    text: str
    n: int = 0


@dataclass(frozen=True)
class StretchSaid:
    """What is different in one stretch: where in both takes, in which bars (0: not known), and in words."""

    from_s: float
    to_s: float
    b_from_s: float
    b_to_s: float
    first_bar: int = 0
    last_bar: int = 0
    phrases: list[Phrase] = field(default_factory=list)


def phrase(difference: dict[str, Any]) -> Phrase:
    """A difference as words; of a pace, by how many percent the second take is faster or slower."""
    if difference["key"] != "tempo":
        return Phrase(CHANGES[difference["change"]])
    ratio = difference["a"] / max(difference["b"], 1e-6)
    return Phrase(CHANGES[difference["change"]], max(1, round(abs(ratio - 1) * 100)))


def stretches(differences: Iterable[dict[str, Any]]) -> list[StretchSaid]:
    """All that is said of one stretch together, in order."""
    found: dict[float, StretchSaid] = {}
    for one in differences:
        first, last = one.get("bars") or (0, 0)
        where = {name: one[name] for name in ("from_s", "to_s", "b_from_s", "b_to_s")}
        said = found.setdefault(one["from_s"], StretchSaid(**where, first_bar=first, last_bar=last))
        said.phrases.append(phrase(one))
    return list(found.values())


def where(difference: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The sentence that says where it is, with the places; its ``{what}`` is still to be filled in."""
    if bars := difference.get("bars"):
        return (BAR if bars[0] == bars[1] else BARS), {"first": bars[0], "last": bars[1]}
    return TIME, {"first": clock(difference["from_s"]), "last": clock(difference["to_s"])}
