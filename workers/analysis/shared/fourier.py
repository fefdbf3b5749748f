"""Fourier's transforms of many rows at once: scipy's, without the rest of scipy.

`scipy.fft` imports half of numpy's tools with it: 0.4 s and 30 MB for every job, where the transforms themselves are
one small compiled module. It is loaded by its place in the package; should it have moved, the package is imported
after all.
"""

from importlib import import_module
from importlib.machinery import ExtensionFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

NAME = "pypocketfft"
_FORWARD, _ORTHONORMAL, _SECOND_TYPE = True, 1, 2


def _loaded() -> ModuleType:
    package = find_spec("scipy")
    folder = Path(str(package.origin)).parent / "fft" / "_pocketfft" if package else Path()
    for path in folder.glob(f"{NAME}.*"):
        spec = spec_from_file_location(NAME, path, loader=ExtensionFileLoader(NAME, str(path)))
        if spec and spec.loader:
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    return import_module(f"scipy.fft._pocketfft.{NAME}")


_transforms = _loaded()


def rfft(rows: NDArray[np.float32]) -> NDArray[np.complex64]:
    """The spectrum of each row from 0 to half the rate."""
    return np.asarray(_transforms.r2c(rows, (1,), _FORWARD))


def dct(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The orthonormal cosine transform of each row."""
    return np.asarray(_transforms.dct(rows, _SECOND_TYPE, (1,), _ORTHONORMAL))
