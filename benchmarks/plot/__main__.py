"""`python -m benchmarks.plot FILE OUT.png`: what `python -m workers.analysis FILE` says, and a picture of it."""

import argparse
import sys
from pathlib import Path

from benchmarks.plot import picture
from workers.analysis.__main__ import CANNOT_HEAR, listened, options, say


def wanted(name: str) -> Path:
    if not picture.available():
        raise argparse.ArgumentTypeError(picture.MISSING)
    out = Path(name)
    if out.suffix.lower() not in picture.FORMATS:
        raise argparse.ArgumentTypeError(f"{name}: the picture's name ends in {', '.join(picture.FORMATS)}")
    if not out.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{name}: there is no such folder")
    return out


def main() -> int:
    """Analyse the file, print what was heard and draw it; 2 and one sentence when there is nothing to hear."""
    parser = options("python -m benchmarks.plot", __doc__)
    parser.add_argument("out", type=wanted, metavar="OUT.png", help=f"the picture: {', '.join(picture.FORMATS)}")
    args = parser.parse_args()
    return draw(args, args.out)


def draw(args: argparse.Namespace, out: Path) -> int:
    """Do that for the file that these options name."""
    result = listened(args)
    if result is None:
        return CANNOT_HEAR
    say(result, args)
    try:
        picture.draw(result, out, args.file.name)
    except OSError as error:
        print(f"{out}: cannot be written ({error.strerror}).", file=sys.stderr)
        return CANNOT_HEAR
    return 0


if __name__ == "__main__":
    sys.exit(main())
