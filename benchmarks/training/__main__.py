"""Makes the recordings, fits the networks and writes them where the recogniser finds them; see the package."""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.training import corpus, real, sources
from benchmarks.training.fit import BESIDE, MEMBERS, Example, Labels, fit, fit_parting
from benchmarks.training.shelf import Shelf
from workers.analysis.pipeline import Readers
from workers.analysis.playing import recogniser
from workers.analysis.playing.features import moments
from workers.analysis.playing.recogniser import PLAYING, SOUNDS, Weights
from workers.analysis.shared.spectrum import Floats

RECORDINGS, REAL, SEED = 1664, 240, 2026
_OFTEN = 3  # a generated recording counts as so many real ones, which are new
_BLOCK = 240_000  # samples, as the decoder gives them
_KEPT_BACK = 17  # every so many recordings, one is not fitted to, but asked about


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training", description=__doc__)
    parser.add_argument("--takes", type=int, default=RECORDINGS, help="how many to make: %(default)s")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--kept", type=Path, help="a folder for what the recordings are like, to fit again without them"
    )
    parser.add_argument("--parting", action="store_true", help="fit the third kind alone; the others stay as they are")
    parser.add_argument(
        "--real",
        type=Path,
        help="a folder with what `shelf` names: go on from the networks as they are",
    )
    parser.add_argument("--real-takes", type=int, default=REAL, help="how many to make of it: %(default)s")
    parser.add_argument("--every", type=int, default=5, help="beside them one in so many generated: %(default)s")
    parser.add_argument("--out", type=Path, default=recogniser.MODEL)
    return parser.parse_args()


def example(seed: int, number: int) -> Example:
    """The recording of that number as the networks see it."""
    made = corpus.piece(np.random.default_rng([seed, number]), number)
    return _seen(made.samples, made.truth(), made.family)


def _seen(samples: Floats, said: Labels, family: str | None) -> Example:
    readers = Readers()
    for start in range(0, len(samples), _BLOCK):
        readers.push(samples[start : start + _BLOCK])
    readers.finish()
    moment = moments(readers.heard()).array()
    truth = np.zeros(len(moment), np.int8)
    known = said[: len(moment)]
    truth[: len(known)] = known
    return Example(moment, truth, family)


def _going_on(args: argparse.Namespace) -> Weights:
    """The networks as they are, and beside them some that went on from them with real sound, too."""
    shelf = Shelf(args.real)
    for missing in shelf.missing:
        print(f"could not get {missing}", flush=True)
    made = [real.take(np.random.default_rng([args.seed, 17, number]), shelf) for number in range(args.real_takes)]
    heard = [_seen(one.samples, one.truth, one.family) for one in made]
    numbers = [number for number in range(0, args.takes, args.every) if number % _KEPT_BACK]
    known = [_remembered(args.kept, args.seed, number) for number in numbers]
    before = recogniser.weights()
    beside = fit(known * _OFTEN + heard, args.seed, BESIDE, onto=before)
    return before | {f"{name[:-1]}{MEMBERS + int(name[-1])}": array for name, array in beside.items()}


def _remembered(folder: Path | None, seed: int, number: int) -> Example:
    if folder is None:
        return example(seed, number)
    path = folder / f"{seed}-{number}.npz"
    if not path.exists():
        made = example(seed, number)
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(path, moment=made.moment, truth=made.truth, family=str(made.family))
    with np.load(path, allow_pickle=False) as kept:
        return Example(kept["moment"], kept["truth"], str(kept["family"]))


def _told_apart(fitted: Weights, examples: list[Example]) -> str:
    """Of each sound in recordings not fitted to, how much was taken for playing and how much for what it was."""
    found = np.zeros((len(SOUNDS), len(SOUNDS)))
    for one in examples:
        np.add.at(found, (one.truth, recogniser.recognise(one.moment, one.family, fitted).argmax(axis=1)), 1)
    share = 100 * found / np.maximum(found.sum(axis=1, keepdims=True), 1)
    return "\n".join(
        f"{name:10} right {share[i, i]:5.1f} %, taken for playing {share[i, PLAYING]:5.1f} %"
        for i, name in enumerate(SOUNDS)
    )


def _fitted(examples: list[Example], args: argparse.Namespace) -> Weights:
    """All networks; the first two kinds learn from the broad part of them, where a hum is one thing of many."""
    shown = [one for number, one in enumerate(examples) if number % _KEPT_BACK]
    broad = [one for number, one in enumerate(examples) if number % _KEPT_BACK and corpus.broad(number)]
    others = {name: array for name, array in recogniser.weights().items() if name.split(".")[0] in ("first", "second")}
    return (others if args.parting else fit(broad, args.seed)) | fit_parting(shown, args.seed)


def main() -> int:
    """Make, fit, write, and say how well it went."""
    args = _arguments()
    if not sources.FONT.exists():
        print(f"{sources.FONT} is missing (Debian: fluid-soundfont-gm).", file=sys.stderr)
        return 2
    began, examples = time.process_time(), []
    for number in range(0, args.takes, _KEPT_BACK if args.real else 1):
        examples.append(_remembered(args.kept, args.seed, number))
        if number % 20 == 19:
            print(f"{number + 1} of {args.takes} recordings", flush=True)
    fitted = _going_on(args) if args.real else _fitted(examples, args)
    small = {name: array.astype(np.float16 if ".weights" in name else np.float32) for name, array in fitted.items()}
    np.savez_compressed(args.out, allow_pickle=False, **small)
    back = examples if args.real else examples[::_KEPT_BACK]
    print(_told_apart({name: array.astype(np.float32) for name, array in small.items()}, back))
    print(f"{args.out}: {args.out.stat().st_size / 1000:.0f} kB, {time.process_time() - began:.0f} CPU seconds here")
    return 0


if __name__ == "__main__":
    sys.exit(main())
