"""A million passwords that are tried first, as a sorted file of 5-byte hashes (tools/common_passwords.py makes it).

The file is mapped, not read: all processes share what the system holds of it, and a question looks at twenty places.
One in two million other passwords is taken for one of them by chance.
"""

import mmap
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

FILE = Path(__file__).with_suffix(".bin")
WIDTH = 5


def form(password: str) -> str:
    """Write a password as it is compared: width, composition and case apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", password).casefold())


def key(password: str) -> bytes:
    """Give what stands for a password in the file."""
    return blake2b(form(password).encode("utf-8", "surrogatepass"), digest_size=WIDTH).digest()


def is_common(password: str) -> bool:
    """Tell whether a password is among the million."""
    wanted, kept = key(password), _kept()
    low, high = 0, len(kept) // WIDTH
    while low < high:
        middle = (low + high) // 2
        if kept[middle * WIDTH : middle * WIDTH + WIDTH] < wanted:
            low = middle + 1
        else:
            high = middle
    return kept[low * WIDTH : low * WIDTH + WIDTH] == wanted


@lru_cache
def _kept() -> mmap.mmap:
    with FILE.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
