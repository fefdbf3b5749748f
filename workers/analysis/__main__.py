"""`python -m workers.analysis FILE`: what Woodshed hears in a file, with no server running.

`python -m workers.analysis reanalyse --since VERSION` is another command, about the recordings of a running house.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from practice_app.metrics import plain
from workers.analysis import AnalysisResult, analyse, beside
from workers.analysis.shared.values import Metric
from workers.analysis.timing import read as read_log
from workers.media.errors import MediaError

CANNOT_HEAR = 2
_NOTES = ("The recording is damaged; what could be read was analysed.",)


def options(program: str, what: str | None) -> argparse.ArgumentParser:
    """What can be told of a file; another program may add to it."""
    parser = argparse.ArgumentParser(prog=program, description=what)
    parser.add_argument("file", type=Path, help="any audio or video file")
    parser.add_argument("--target-bpm", type=_bpm, metavar="N", help="the tempo the player aimed at")
    parser.add_argument("--instrument", metavar="NAME", help="its English name")
    parser.add_argument("--click", type=_log, metavar="LOG", help="the metronome's log, a JSON file as in docs/api.md")
    parser.add_argument("--motion", type=Path, metavar="FILE", help="what a phone on the bow arm felt")
    parser.add_argument("--json", action="store_true", help="print the whole analysis as JSON")
    return parser


def _bpm(text: str) -> float:
    value = float(text)
    if not 10 <= value <= 400:
        raise argparse.ArgumentTypeError("a tempo is between 10 and 400")
    return value


def _log(name: str) -> dict[str, Any]:
    try:
        log = json.loads(Path(name).read_text())
        read_log(log)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise argparse.ArgumentTypeError(f"{name} is no metronome's log") from error
    return dict(log)


def _summary(result: AnalysisResult) -> str:
    """The analysis in a few lines for a person."""
    lines = [
        f"Recorded {result.clock_s:.1f} s, played {result.played_s:.1f} s (ear {result.version})",
        *_NOTES[: len(result.notes)],
    ]
    for metric in result.metrics:
        shown = metric.to_json()
        said = (
            f"can't tell: {plain(metric.reason)}"
            if metric.reason and metric.value is None
            else f"{metric.value:.2f} {shown['unit']}" + _references(metric)
        )
        lines.append(f"  {metric.key:26} {said}" + (f"  (confidence {metric.confidence:.2f})" if metric.value else ""))
    lines += [f"  {span.start_s:9.2f} – {span.end_s:9.2f} s  {span.kind}" for span in result.spans]
    return "\n".join(lines)


def _references(metric: Metric) -> str:
    """Of a tuning the A it is of, and the two others that sound the same."""
    if not metric.references_hz:
        return ""
    lower, own, higher = metric.references_hz
    return f": A at {own} Hz, or at {lower} or {higher} if all is a semitone away, which can't be told"


def main() -> int:
    """Analyse the file and print what was heard; 2 and one sentence when there is nothing to hear."""
    if sys.argv[1:2] == ["reanalyse"]:
        from workers import reanalyse

        return reanalyse.main(sys.argv[2:])
    parser = options("python -m workers.analysis", __doc__)
    parser.add_argument("--plot", metavar="OUT.png", help="draw a picture of it, as `python -m benchmarks.plot` does")
    args = parser.parse_args()
    if args.plot:
        from benchmarks.plot.__main__ import draw, wanted

        try:
            return draw(args, wanted(args.plot))
        except argparse.ArgumentTypeError as error:
            parser.error(f"argument --plot: {error}")
    result = listened(args)
    if result is None:
        return CANNOT_HEAR
    say(result, args)
    return 0


def listened(args: argparse.Namespace) -> AnalysisResult | None:
    """The analysis of the file that these `options` name; None when there is none, and one sentence has said why."""
    try:
        heard = analyse(args.file, target_bpm=args.target_bpm, instrument=args.instrument, click=args.click)
        return beside(heard, args.motion) if args.motion else heard
    except MediaError as error:
        print(f"{args.file.name}: {error}", file=sys.stderr)
    except OSError as error:
        print(f"{args.file.name}: cannot be read ({error.strerror}).", file=sys.stderr)
    return None


def say(result: AnalysisResult, args: argparse.Namespace) -> None:
    """Print what was heard, for a person or as JSON."""
    print(json.dumps(result.to_json(), allow_nan=False) if args.json else _summary(result))


if __name__ == "__main__":
    sys.exit(main())
