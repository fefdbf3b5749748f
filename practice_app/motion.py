"""What a phone on the bow arm felt, as its browser packs it: one file for a recording, on that recording's own clock.

Eight bytes say what it is (``WSMO``, version, samples a second, both 16 bits), then come samples at even times from the
recording's first moment on: three 16-bit numbers each (little-endian), how fast the phone turns about three axes of its
own (browsers do not agree which is which), in sixteenths of a degree a second. ``MISSING``: nothing was felt.
"""

import struct
from typing import Final

MIME_TYPE: Final = "application/octet-stream"
HEADER: Final = struct.Struct("<4sHH")
MARK: Final = b"WSMO"
VERSION: Final = 1
CHANNELS: Final = 3
SAMPLE_BYTES: Final = 2 * CHANNELS
MISSING: Final = -32_768
PER_DEG_S: Final = 16
RATES_HZ: Final = range(10, 61)
LARGEST: Final = 4_000_000
"""Bytes: six hours, as long as the longest recording that is listened to, at thirty samples a second."""


def is_one(data: bytes) -> bool:
    """Whether this is such a file, as far as its form says."""
    if not HEADER.size < len(data) <= LARGEST or (len(data) - HEADER.size) % SAMPLE_BYTES:
        return False
    mark, version, rate_hz = HEADER.unpack_from(data)
    return (mark, version) == (MARK, VERSION) and rate_hz in RATES_HZ
