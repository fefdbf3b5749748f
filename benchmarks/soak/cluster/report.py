"""How it went: what was due in each stretch, how long it took from then, what was refused, what was lost."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from benchmarks.soak.cluster.audit import Found
from benchmarks.soak.cluster.events import Phase

BAR_P99_S = 2.0
ON_THE_CLOCK = ("read", "save")
"""What a person waits for. A recording is sent in the background, and can't arrive while S3 is away."""


@dataclass
class Verdict:
    """The bars, and whether they were met."""

    requests: int
    failed: list[str]
    p50_s: float
    p99_s: float
    found: Found
    pages: list[dict[str, Any]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether all is as it has to be, apart from how long it took."""
        return not self.failed and self.found.good


def judge(told: dict[str, Any], began: float, phases: list[Phase], found: Found) -> Verdict:
    """Put together what the crowd told and what was found."""
    deeds = [deed for one in told["everybody"] for deed in one["deeds"]]
    failed = [f"{deed['kind']} due at {deed['due']:.0f} s: {_why(deed)}" for deed in deeds if deed["took_s"] is None]
    waited = [deed for deed in deeds if deed["kind"] in ON_THE_CLOCK]
    verdict = Verdict(len(deeds), failed, percentile(waited, 50), percentile(waited, 99), found, told["pages"])
    for phase in phases:
        during = [deed for deed in deeds if phase.began <= began + deed["due"] < phase.ended]
        verdict.lines.append(_line(phase, during))
    return verdict


def _why(deed: dict[str, Any]) -> str:
    return deed["refused"] or f"never ended ({', '.join(deed['stumbled'][-3:])})"


def _line(phase: Phase, deeds: list[dict[str, Any]]) -> str:
    waited = [deed for deed in deeds if deed["kind"] in ON_THE_CLOCK]
    uploads = [deed for deed in deeds if deed["kind"] == "upload"]
    again = Counter(told for deed in deeds for told in deed["stumbled"])
    most = "; ".join(f"{why} ×{n}" for why, n in again.most_common(4))
    return (
        f"{phase.name} ({phase.ended - phase.began:.0f} s): {len(deeds)} due, {again.total()} tried again;"
        f" read and save p50 {percentile(waited, 50):.2f} p99 {percentile(waited, 99):.2f}"
        f" worst {percentile(waited, 100):.2f} s; uploads worst {percentile(uploads, 100):.0f} s"
        + (f"\n    {phase.note}" if phase.note else "")
        + (f"\n    {most}" if most else "")
    )


def percentile(deeds: Iterable[dict[str, Any]], percent: int) -> float:
    """Give the seconds within which so many per cent succeeded; 0 when there are none."""
    took = sorted(deed["took_s"] for deed in deeds if deed["took_s"] is not None)
    if len(took) < 2 or percent == 100:
        return took[-1] if took else 0.0
    return quantiles(took, n=100, method="inclusive")[percent - 1]


def printed(verdict: Verdict, began_again: Counter[str]) -> None:
    """Print it all."""
    print("\n".join(("", *verdict.lines, "")))
    for what, named in (
        ("failed after retries", verdict.failed),
        ("sessions lost", verdict.found.sessions_lost),
        ("recordings lost", verdict.found.recordings_lost),
        ("other bytes in S3 than on the device", verdict.found.wrong_bytes),
        ("not heard once", verdict.found.not_once),
    ):
        print(f"{what}: {len(named)}", *(f"  {one}" for one in named[:8]), sep="\n")
    found = verdict.found
    gaps = [gap for page in verdict.pages for gap in page["gaps_s"]]
    worst = f"{median(gaps):.1f} s without, {max(gaps):.1f} at worst" if gaps else "never"
    print(f"{len(verdict.pages)} pages open, came back {len(gaps)} times: {worst}")
    print(f"sessions {found.sessions}, recordings {found.recordings}; jobs left open: {found.still_waiting}")
    print(f"attempts of their jobs {dict(found.attempts)}, workers lost over them {dict(found.cuts)}")
    print(f"processes started again {dict(began_again)}")
    ending = "met" if verdict.p99_s <= BAR_P99_S else f"MISSED (bar {BAR_P99_S:.0f} s)"
    print(
        f"{verdict.requests} due, read and save p50 {verdict.p50_s * 1000:.0f} ms, p99 {verdict.p99_s:.2f} s: {ending}"
    )
    print("VERDICT:", "nothing failed, lost, or done twice" if verdict.good else "NOT as it has to be")
