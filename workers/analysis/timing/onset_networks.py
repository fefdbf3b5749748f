"""How likely each candidate is an onset: the mean of three small networks.

Definition: they see a candidate's features, its course and what changes about it, and answer with one likelihood.
Fitted on generated recordings and on real notes in real rooms by `python -m benchmarks.analysis.timing.fit_onsets`
(`onset_networks.npz`, plain arrays); how well, and where not: docs/analysis.md.
Confidence: the likelihood itself.
"""

from functools import cache
from pathlib import Path

import numpy as np

from workers.analysis.shared import networks
from workers.analysis.shared.frames import Values
from workers.analysis.shared.networks import Weights
from workers.analysis.shared.spectrum import Floats
from workers.analysis.timing.candidates import Candidates
from workers.analysis.timing.contrasts import Sounding, contrasts

MODEL, NET = Path(__file__).with_name("onset_networks.npz"), "onsets"
_SUREST = 1e-4


@cache
def weights() -> Weights:
    """The fitted networks."""
    return networks.read(MODEL)


def inputs(found: Candidates, sounding: Sounding) -> Floats:
    """What the networks see of each candidate: (n, inputs)."""
    seen = [found.features, found.course, contrasts(sounding, found.times_s)]
    return np.concatenate(seen, axis=1).astype(np.float32)


def odds(found: Candidates, sounding: Sounding) -> Values:
    """The log odds that each candidate is an onset: (n,)."""
    likely = networks.shares(weights(), NET, inputs(found, sounding))[:, 1].astype(np.float64)
    likely = np.clip(likely, _SUREST, 1 - _SUREST)
    return np.asarray(np.log(likely / (1 - likely)))
