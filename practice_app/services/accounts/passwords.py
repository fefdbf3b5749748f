"""Passwords: what may be one, hashing it, and telling whether it is the one, for a bounded number of people at once.

One password typed on two systems may come composed or decomposed, full-width or not: it is hashed in its NFKC form
(NIST SP 800-63B 5.1.1.2). Hashes made before that rule still open, and are made anew when they do.
"""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from practice_app.errors import Busy, Invalid
from practice_app.locales import msg
from practice_app.services.accounts.common_passwords import is_common
from practice_app.services.accounts.obvious_passwords import in_a_row, is_called
from practice_app.settings import get_settings

LENGTH = (8, 256)
PATIENCE_S = 20
"""A class of thirty that signs in at once on a busy machine has its turn within that."""
CALLED = msg("That is close to your name, your address or ours. Add something nobody would think of.")
IN_A_ROW = msg("Signs in a row or again and again are tried first. Mix in something else.")
COMMON = msg("Many people use this one, so it is tried first. A few words of your own are better.")
_hasher = PasswordHasher()


@dataclass(frozen=True)
class About:
    """Whose password it is to be: what they are called, and their addresses."""

    display_name: str
    email: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What a password should not be made of."""
        return (self.display_name, self.email)


def check_new(value: str, *, about: About, field: str = "password") -> str:
    """Take a new password that is hard to guess, in the form that is hashed; raise ``Invalid`` for any other.

    Asked wherever somebody chooses one, and nowhere else: those chosen before go on opening.
    """
    password = _of_length(value, field)
    if is_called(password, about.names):
        raise Invalid(field, CALLED)
    if in_a_row(password):
        raise Invalid(field, IN_A_ROW)
    if is_common(password):
        raise Invalid(field, COMMON)
    return password


def _of_length(value: str, field: str) -> str:
    shortest, longest = LENGTH
    password = plain(value)
    if len(password) < shortest:
        raise Invalid(field, "Use at least {n} characters.", n=shortest)
    if len(password) > longest:
        raise Invalid(field, "Use at most {n} characters.", n=longest)
    return password


def hashed(password: str) -> str:
    """Hash a password (Argon2id, 64 MiB); raise ``Busy`` when too many are being hashed."""
    with _place():
        return _hasher.hash(password)


@dataclass(frozen=True)
class Checked:
    """Whether a password is the one; ``dated``: its hash should be made anew, from today's form by today's settings."""

    right: bool
    dated: bool = False


def check(given: str, stored: str | None) -> Checked:
    """Tell whether this is the password; without a stored one, spend the same time and say no."""
    for form in _forms(given):
        if _verifies(stored or _nobodys_hash(), form) and stored is not None:
            return Checked(True, form != plain(given) or _hasher.check_needs_rehash(stored))
    return Checked(False)


def plain(value: str) -> str:
    """Write a password in the form that is hashed."""
    return unicodedata.normalize("NFKC", value)


def _forms(given: str) -> list[str]:
    """Every form that was ever hashed for what was typed: one for Latin letters, up to four for others."""
    forms = (plain(given), given, unicodedata.normalize("NFC", given), unicodedata.normalize("NFD", given))
    return list(dict.fromkeys(form if len(form) <= LENGTH[1] else "" for form in forms))


def _verifies(stored: str, password: str) -> bool:
    with _place():
        try:
            return _hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False


@contextmanager
def _place() -> Iterator[None]:
    """Hold one of the process's places: each takes 64 MiB while it is held."""
    if not _places().acquire(timeout=PATIENCE_S):
        raise Busy()
    try:
        yield
    finally:
        _places().release()


@lru_cache
def _places() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(get_settings().hashes_at_once)


@lru_cache
def _nobodys_hash() -> str:
    with _place():
        return _hasher.hash("nobody has this password")
