"""Makes the recordings, fits the networks and writes them where the recogniser finds them; see the package."""

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.training import corpus, real, sources
from benchmarks.training.fit import Example, Labels, fit, fit_finding, fit_parting
from benchmarks.training.shelf import SOURCES, Shelf
from workers.analysis.pipeline import Readers
from workers.analysis.playing import recogniser
from workers.analysis.playing.features import moments
from workers.analysis.playing.recogniser import PLAYING, SOUNDS
from workers.analysis.shared.networks import Weights
from workers.analysis.shared.spectrum import Floats

RECORDINGS, REAL, SEED = 1664, 1200, 2026
_BLOCK = 240_000  # samples, as the decoder gives them
_KEPT_BACK = 17  # every so many recordings, one is not fitted to, but asked about
_PARTS = (0, 2, 1, 3, 4)  # of every five recordings, which are learned from first


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training", description=__doc__)
    parser.add_argument("--takes", type=int, default=RECORDINGS, help="how many to make: %(default)s")
    parser.add_argument("--every", type=int, default=1, help="only every so many of them: tries all steps in minutes")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--kept", type=Path, help="a folder for what the recordings are like, to fit again without them"
    )
    parser.add_argument("--only", choices=("parting", "finding"), help="fit the third or the fourth kind alone")
    parser.add_argument(
        "--real",
        type=Path,
        default=os.environ.get("WOODSHED_REAL"),
        help="a folder with what `shelf` names (WOODSHED_REAL)",
    )
    parser.add_argument("--real-takes", type=int, default=REAL, help="how many to make of it: %(default)s")
    parser.add_argument("--parts", type=int, default=2, help="of five generated recordings so many: %(default)s")
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


def _heard_for_real(args: argparse.Namespace) -> list[Example]:
    """What is put together from real recordings; without any it says what is missing, and that none is learned from."""
    if args.real is None or not args.real.is_dir():
        places = ", ".join(source.place for source in SOURCES)
        print(f"No real recordings: name a folder (WOODSHED_REAL) that holds some of {places}.", flush=True)
        return []
    shelf = Shelf(args.real)
    for missing in shelf.missing:
        print(f"could not get {missing}", flush=True)
    if not (shelf.notes and shelf.beside["talk"] and shelf.beside["home"]):
        print("Of notes, talk or sounds of a home there is none: no real recordings are put together.", flush=True)
        return []
    made = (real.take(np.random.default_rng([args.seed, 17, number]), shelf) for number in range(args.real_takes))
    return [_seen(one.samples, one.truth, one.family) for one in made]


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


def _chosen(number: int, parts: int) -> bool:
    """Whether the recording of that number is learned from, or, being kept back, asked about; all short notes and
    machines are, which real sound has few of."""
    return number % _KEPT_BACK == 0 or number % 5 in _PARTS[:parts] or _short(number)


def _short(number: int) -> bool:
    """Whether it is of short notes, machines or drones."""
    later = corpus._DRONES <= number < corpus._DRUMS
    return later or (corpus._SHORT <= number < corpus._DRONES and number % 8 in (0, 2, 3, 5, 7))


def _fitted(examples: dict[int, Example], args: argparse.Namespace) -> Weights:
    """All networks, each kind from what was generated and what is real, with those that stand beside them."""
    generated, heard = [one for number, one in examples.items() if number % _KEPT_BACK], _heard_for_real(args)
    shown, fitted = generated + heard, recogniser.weights()
    if args.only != "parting":
        fitted = fitted | fit_finding(generated, heard, args.seed)
    if args.only != "finding":
        fitted = fitted | fit_parting(shown, args.seed)
    return fitted if args.only else fitted | fit(shown, args.seed)


def main() -> int:
    """Make, fit, write, and say how well it went."""
    args = _arguments()
    if not sources.FONT.exists():
        print(f"{sources.FONT} is missing (Debian: fluid-soundfont-gm).", file=sys.stderr)
        return 2
    began, examples = time.process_time(), {}
    for number in range(0, args.takes, args.every):
        if args.every > 1 or _chosen(number, args.parts):
            examples[number] = _remembered(args.kept, args.seed, number)
        if number // args.every % 20 == 19:
            print(f"{number + 1} of {args.takes} recordings", flush=True)
    fitted = _fitted(examples, args)
    small = {name: array.astype(np.float16 if ".weights" in name else np.float32) for name, array in fitted.items()}
    np.savez_compressed(args.out, allow_pickle=False, **small)
    back = [one for number, one in examples.items() if number % _KEPT_BACK == 0]
    print(_told_apart({name: array.astype(np.float32) for name, array in small.items()}, back))
    print(f"{args.out}: {args.out.stat().st_size / 1000:.0f} kB, {time.process_time() - began:.0f} CPU seconds here")
    return 0


if __name__ == "__main__":
    sys.exit(main())
