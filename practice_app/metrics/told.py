"""The catalogue as others read it: a page's script, and the table of the API's documentation."""

from typing import Any

from practice_app.metrics.averaging import Average, mean, mean_in_the_semitone, mean_power, pooled_spread, total
from practice_app.metrics.catalogue import METRICS
from practice_app.metrics.kinds import Written

_AVERAGES: dict[Average | None, str] = {
    total: "sum",
    mean: "mean",
    mean_power: "mean of the power",
    mean_in_the_semitone: "mean round the semitone",
    pooled_spread: "pooled",
    None: "none",
}


def for_page() -> dict[str, dict[str, Any]]:
    """What a page needs to write figures, by key, in the order in which they are shown; texts are message ids.

    Name, meaning, unit and whether that is a word, what stands before, how the number is written, what it is told
    beside.
    """
    return {
        key: {
            "name": kind.name,
            "meaning": kind.meaning,
            "unit": kind.written.unit,
            "in_words": kind.written.in_words,
            "before": "±" if kind.written.both_ways else "",
            "number": _number(kind.written),
            "beside": kind.beside.value if kind.beside else "",
        }
        for key, kind in METRICS.items()
        if kind.written
    }


def _number(written: Written) -> dict[str, Any]:
    """As the options of JavaScript's ``Intl.NumberFormat``."""
    if written.percent:
        return {"style": "percent"}
    return {"maximumFractionDigits": written.digits} | ({"signDisplay": "exceptZero"} if written.signed else {})


def table() -> str:
    """The metrics as a table of Markdown, for docs/api.md."""
    rows = [
        f"| `{kind.key}` | {kind.unit} | {kind.definition} | {_AVERAGES[kind.average]} |" for kind in METRICS.values()
    ]
    return "\n".join(["| key | unit | what it is | of several recordings |", "|---|---|---|---|", *rows])
