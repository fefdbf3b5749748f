"""What locks copies: age (https://age-encryption.org), so that with the key any age program reads them, too.

Each place has a key of its own, which lies there as ``key.age``: locked for the operator's key file, or by a
passphrase. A lost key is a lost copy: there is no other way in.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import pyrage

from practice_app.backup.places import Bucket, Folder
from practice_app.embedded.home import write_private

KEY = "key.age"


class CopyError(Exception):
    """What keeps a copy from being made or read, in a sentence."""


class Lock:
    """Locks and opens what lies in one place, and names it so that a name tells nothing of what is in it."""

    def __init__(self, identity: pyrage.x25519.Identity) -> None:
        self._identity = identity
        self._recipients = [identity.to_public()]
        self._naming = hashlib.sha256(f"woodshed copies: names\n{identity}".encode()).digest()

    def lock(self, pieces: Iterable[bytes], into: IO[bytes]) -> None:
        """Write these, locked."""
        pyrage.encrypt_io(Pieces(pieces), into, self._recipients)

    def open(self, file: Any, into: Any) -> None:
        """Write what is in there; raise ``CopyError`` when it was changed, cut short, or is another key's."""
        try:
            pyrage.decrypt_io(file, into, [self._identity])
        except (pyrage.DecryptError, OSError) as error:
            raise CopyError(
                f"A part of the copy can't be opened: it is damaged, or another key's ({error})."
            ) from error

    def name(self, sha256: str) -> str:
        """Name what has this content: the same for the same, and a riddle for whoever has no key."""
        told = hmac.digest(self._naming, bytes.fromhex(sha256), "sha256").hex()
        return f"objects/{told[:2]}/{told[2:]}.age"


class Pieces:
    """A file to read from that is made while it is read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self._rest = memoryview(b"")

    def read(self, most: int = -1) -> bytes:
        """Give some more, at most so much; nothing at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = memoryview(piece)
        most = len(self._rest) if most < 0 else most
        some, self._rest = self._rest[:most], self._rest[most:]
        return bytes(some)


def make_key(file: Path) -> None:
    """Write a new key into a file that only its owner reads; one that is there stays."""
    if file.exists():
        raise CopyError(f"{file} is there already: with another key in its place older copies could not be read.")
    file.parent.mkdir(parents=True, exist_ok=True)
    write_private(file, f"# Opens the safety copies of a Woodshed. Keep it apart from them.\n{_new()}\n")


def opened(place: Folder | Bucket, key_file: str, passphrase: str) -> Lock:
    """Open a place with the operator's key; raise ``CopyError`` when it is none of ours, or another key's."""
    try:
        with place.reading(KEY) as file:
            locked = file.read()
    except FileNotFoundError as error:
        raise CopyError("There is no safety copy: no key.age lies in that place.") from error
    try:
        if key_file:
            told = pyrage.decrypt(locked, [_operators(key_file)])
        else:
            told = pyrage.passphrase.decrypt(locked, passphrase)
    except pyrage.DecryptError as error:
        raise CopyError("The copies in that place are locked by another key or passphrase.") from error
    return Lock(pyrage.x25519.Identity.from_str(told.decode()))


def begun(place: Folder | Bucket, key_file: str, passphrase: str) -> Lock:
    """Open a place, or make it one for copies when there is nothing yet."""
    if KEY in place.names(KEY):
        return opened(place, key_file, passphrase)
    identity = _new()
    told = str(identity).encode()
    with place.draft() as draft:
        if key_file:
            draft.file.write(pyrage.encrypt(told, [_operators(key_file).to_public()]))
        else:
            draft.file.write(pyrage.passphrase.encrypt(told, passphrase))
        draft.keep(KEY)
    return Lock(identity)


def _operators(key_file: str) -> pyrage.x25519.Identity:
    try:
        lines = Path(key_file).expanduser().read_text().splitlines()
        (line,) = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        return pyrage.x25519.Identity.from_str(line)
    except (OSError, ValueError, pyrage.IdentityError) as error:
        raise CopyError(f"{key_file} holds no key: `woodshed backup-key FILE` makes one.") from error


def _new() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()
