"""Frame values that grow with the recording, kept on disk: what an hour leaves behind is no more memory than a minute.

They are written as they come to a file without a name, which ends with them, and read back by pieces.
"""

import math
import os
import tempfile

import numpy as np
from numpy.typing import NDArray


class Series:
    """Rows of one shape, appended in order; sliced like an array."""

    def __init__(self, kind: type[np.floating] = np.float32) -> None:
        self._kind, self._shape = np.dtype(kind), ()
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the series
        self._length = 0

    def __del__(self) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, rows: slice) -> NDArray[np.floating]:
        low, high, _ = rows.indices(self._length)
        size = math.prod(self._shape) * self._kind.itemsize
        self._file.flush()
        data = os.pread(self._file.fileno(), max(0, high - low) * size, low * size)
        return np.frombuffer(data, self._kind).reshape(-1, *self._shape)

    def add(self, values: NDArray[np.floating]) -> None:
        """Append values in order, shape (rows, …)."""
        self._shape = values.shape[1:]
        self._file.write(values.astype(self._kind).tobytes())
        self._length += len(values)

    def cut(self, length: int) -> None:
        """Forget what lies beyond so many rows."""
        self._length = min(self._length, length)

    def array(self) -> NDArray[np.floating]:
        """All of them, for what is small."""
        return self[:]
