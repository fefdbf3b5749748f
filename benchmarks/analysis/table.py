"""What the benchmark says: lines of a table, and whether a shown figure's confidence was deserved."""

from collections import defaultdict
from dataclasses import dataclass, field

from practice_app.metrics import tolerance

SHOWN_FROM = 0.8


@dataclass(frozen=True)
class Line:
    """One measure: its value, its bar (and on which side of it is good), how many cases it rests on."""

    measure: str
    value: float | None
    bar: str
    cases: int
    why: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None when there is no value or no bar."""
        if self.value is None or not self.bar:
            return None
        limit = float(self.bar.split()[1])
        return self.value >= limit if self.bar.startswith("≥") else self.value <= limit

    def text(self) -> str:
        """As a row of Markdown."""
        value = "–" if self.value is None else f"{self.value:.3g}"
        met = {True: "yes", False: "**no**", None: "–"}[self.met]
        return f"| {self.measure} | {value} | {self.bar or '–'} | {met} | {self.cases} | {self.why} |"


def mean(values: list[float]) -> float | None:
    """The mean; None of nothing."""
    return sum(values) / len(values) if values else None


@dataclass
class Calibration:
    """Every figure that had a value, beside its truth."""

    seen: dict[str, list[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(list))

    def note(self, key: str, value: float | None, truth: float, confidence: float) -> None:
        """Remember one figure."""
        if value is not None:
            self.seen[key].append((confidence, abs(value - truth) <= tolerance(key, truth)))

    def lines(self) -> list[Line]:
        """Of the figures shown with confidence, how many were right."""
        out = []
        for key, cases in sorted(self.seen.items()):
            shown = [right for confidence, right in cases if confidence >= SHOWN_FROM]
            share = 100 * sum(shown) / len(shown) if shown else None
            why = f"{len(shown)} of {len(cases)} values are shown with confidence ≥ {SHOWN_FROM}"
            out.append(Line(f"`{key}` right when sure", share, "≥ 90 %", len(shown), why))
        return out


HEAD = "| measure | value | bar | met | cases | |\n|---|---|---|---|---|---|"
