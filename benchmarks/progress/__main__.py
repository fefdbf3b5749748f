"""Progress with very many people's practice in the tables, and one player's ten years of every day.

    python -m benchmarks.progress [--rows 5000000]

Fills a tenth of the rows, measures, fills the rest, and measures the same again; prints both and how much they grew.
"""

import argparse
import time

from benchmarks.progress import filling, measuring
from benchmarks.progress.house import House, house
from benchmarks.progress.measuring import Results
from benchmarks.progress.watching import HEAD, middle
from tests.stack import end_properly

ASKED, TIMES = 200, 40


def measure(built: House, last: int) -> Results:
    """Measure everything once, with people from all over the table."""
    everybody = filling.people(built, 1, last)
    daily = filling.people(built, filling.DAILY, filling.DAILY)[0]
    some = everybody[:: max(1, last // ASKED)][:ASKED]
    measuring.dash([*some[:20], daily])  # what a process does once
    return (
        {
            "`progress.dash`, a year, typical": measuring.dash(some),
            "`progress.dash`, a year, daily": measuring.dash([daily] * TIMES),
        }
        | measuring.served(built, {"typical": some, "daily": [daily] * TIMES})
        | measuring.sides(daily, TIMES)
        | measuring.writing(some[:TIMES], daily, TIMES)
        | {"ten years made from nothing": measuring.anew(daily)}
    )


def print_out(built: House, people: int, results: Results) -> None:
    """Print a table."""
    print(f"\n{people:,} people, {filling.sizes(built)}\n\n{HEAD}")
    for what, took in results.items():
        print(f"| {what} | {took.told()} |")
    rolled, raw = (results[it].database for it in ("a daily player's year from roll-ups", "the same from raw rows"))
    print(
        f"\nPostgreSQL adds up roll-ups in {middle(raw) / middle(rolled):.1f} times less time than raw rows.",
        flush=True,
    )


def compare(first: Results, second: Results) -> None:
    """Print by how much each grew, by the time at work."""
    print("\n| grew by | times |\n|---|---|")
    for what, took in second.items():
        print(f"| {what} | {middle(took.cpu) / middle(first[what].cpu):.2f} |")


def main() -> None:
    """Fill, measure, fill, measure."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.progress", description=__doc__)
    options.add_argument("--rows", type=lambda it: int(it.replace("_", "")), default=5_000_000)
    options.add_argument("--first", type=lambda it: int(it.replace("_", "")), help="a tenth of them without it")
    chosen = options.parse_args()
    end_properly()
    steps = sorted({(chosen.first or chosen.rows // 10) // 1000, chosen.rows // 1000})
    began, before, results = time.monotonic(), 0, list[Results]()
    with house() as built:
        filling.prepare(built)
        daily = filling.daily(built)
        print(f"ten years made from nothing, the first time: {measuring.anew(daily).told()}", flush=True)
        for last in steps:
            filling.typical(built, before + 1, last)
            print(f" filled after {time.monotonic() - began:.0f} s", flush=True)
            results.append(measure(built, last))
            print_out(built, last, results[-1])
            before = last
    if len(results) > 1:
        compare(*results)
    print(f"\nAll in all {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main()
