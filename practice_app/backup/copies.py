"""What a copy is: a list of all that is in it, written last. And which of them are kept."""

import io
import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from practice_app.backup.locking import CopyError, Lock, begun, opened
from practice_app.backup.places import Bucket, Folder, place
from practice_app.backup.tables import Table
from practice_app.settings import get_settings

FORMAT = 1
LIST = "copy.age"
_TIME = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class Object:
    """An object of S3 in a copy: what its content is, and how the listing told of it then."""

    key: str
    bytes: int
    stamp: str
    sha256: str
    mime_type: str
    disposition: str


@dataclass(frozen=True)
class Copy:
    """All that a copy holds; ``secrets`` are the keys that the data can't be used without."""

    name: str
    revision: str
    tables: dict[str, Table]
    objects: list[Object]
    secrets: dict[str, str] = field(repr=False)
    format: int = FORMAT

    @property
    def made_at(self) -> datetime:
        """When it was begun: the moment of which its rows are, to within a second or two."""
        return made_at(self.name)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(table.rows for table in self.tables.values())

    @property
    def bytes(self) -> int:
        """How large its objects are."""
        return sum(one.bytes for one in self.objects)


@dataclass(frozen=True)
class Store:
    """A place with copies, and what opens them."""

    place: Folder | Bucket
    lock: Lock

    def names(self) -> list[str]:
        """List the whole copies, the oldest first."""
        return whole(self.place)

    def read(self, name: str = "") -> Copy:
        """Read what is in a copy; in the newest when none is named."""
        names = self.names()
        if not names or (name and name not in names):
            raise CopyError(f"There is no copy {name}." if name else "There is no whole copy in that place yet.")
        name, told = name or names[-1], io.BytesIO()
        with self.place.reading(f"copies/{name}/{LIST}") as file:
            self.lock.open(file, told)
        found: dict[str, Any] = json.loads(told.getvalue())
        if found["format"] != FORMAT:
            raise CopyError("This copy is written in a form that only another release of Woodshed knows.")
        tables = {table: Table(**one) for table, one in found.pop("tables").items()}
        return Copy(tables=tables, objects=[Object(*one) for one in found.pop("objects")], **found)

    def write(self, copy: Copy) -> None:
        """Write down what is in a copy: from now on it is one."""
        told = asdict(copy) | {"objects": [list(asdict(one).values()) for one in copy.objects]}
        with self.place.draft() as draft:
            self.lock.lock([json.dumps(told).encode()], draft.file)
            draft.keep(f"copies/{copy.name}/{LIST}")

    def keep(self, number: int) -> int:
        """Let go of all but the newest, and of what only those held; tell how many went."""
        names = self.names()
        old, kept = names[:-number], names[-number:]
        parts = self.place.names("copies/")
        lists = [f"copies/{name}/{LIST}" for name in old]
        for name in [*lists, *(part for part in parts if part.split("/")[1] not in kept and part not in lists)]:
            self.place.remove(name)
        if old:
            named = {self.lock.name(one.sha256) for name in kept for one in self.read(name).objects}
            for name in self.place.names("objects/"):
                if name not in named:
                    self.place.remove(name)
        return len(old)


def whole(there: Folder | Bucket) -> list[str]:
    """List the whole copies that lie in a place, the oldest first; that needs no key."""
    found = (name.split("/") for name in there.names("copies/"))
    return sorted(parts[1] for parts in found if len(parts) == 3 and parts[2] == LIST)


def newest_at(there: Folder | Bucket) -> datetime | None:
    """Tell when the newest copy in a place was made."""
    names = whole(there)
    return made_at(names[-1]) if names else None


def new_name() -> str:
    """Name a copy by now."""
    return f"{datetime.now(UTC).strftime(_TIME)}-{secrets.token_hex(2)}"


def made_at(name: str) -> datetime:
    """Tell from its name when a copy was made."""
    return datetime.strptime(name.partition("-")[0], _TIME).replace(tzinfo=UTC)


def store(where: str = "", *, new: bool = False) -> Store:
    """Open the place with copies that is named, or that of the settings; ``new``: make it one if need be."""
    told = get_settings()
    where = where or told.backup_to
    if not where:
        raise CopyError("Say where copies lie: BACKUP_TO, a folder or s3://bucket/beginning.")
    if not (told.backup_key_file or told.backup_passphrase.get_secret_value()):
        raise CopyError("Copies are encrypted: set BACKUP_KEY_FILE (`woodshed backup-key FILE` makes one).")
    there = place(where)
    opening = begun if new else opened
    return Store(there, opening(there, told.backup_key_file, told.backup_passphrase.get_secret_value()))
