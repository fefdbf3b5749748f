"""Our transforms are scipy's, and starting the analysis does not cost what scipy costs."""

import subprocess
import sys

import numpy as np
import scipy.fft

from workers.analysis.shared import fourier


def test_the_transforms_are_those_of_scipy_to_the_last_bit():
    rows = np.random.default_rng(7).standard_normal((70, 2048)).astype(np.float32)
    assert np.array_equal(fourier.rfft(rows), scipy.fft.rfft(rows, axis=1))
    assert np.array_equal(fourier.dct(rows[:, :24]), scipy.fft.dct(rows[:, :24], norm="ortho", axis=1))


def test_the_ear_starts_without_scipy():
    code = "import sys, workers.analysis; sys.exit(any(name.startswith('scipy') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
