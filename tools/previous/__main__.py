"""The release before, on the tables of today: its own tests of services and API, on a database that this one migrated.

    python tools/previous              # the newest tag before this commit, or else the commit in tools/previous/release
    python tools/previous COMMIT -x    # another one; the rest goes to pytest

While one release takes the other's place both work on the same tables. `tools/expanding.py` reads what a migration
does; this sees whether the code that is out there can live with it. Its packages are those of its own lock, in a folder
of its own under `build/previous/`.
"""

import importlib.util
import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PLACE = ROOT / "build" / "previous"
TESTS = ("tests/services", "tests/api")
"""What writes and reads rows the way processes do; the rest of a suite tests pages, sounds and this machine."""
LOOK_AT_EVERY_TABLE = (
    "tests/services/shared/test_whose_rows.py",
    "tests/services/portability/test_catalogue.py",
    "tests/services/accounts/test_erasing.py",
)
"""These hold the tables to a list, so that nobody forgets a new one: of a newer release's they can't know."""
ASK_FOR_THEIR_OWN = ("tests/api/shared/test_health.py::test_missing_migrations_are_named",)
"""A database that a newer release has migrated is never behind, whatever is missing."""


def main(arguments: list[str]) -> int:
    """Run them; 0 when all pass."""
    named = arguments[:1] if arguments and not arguments[0].startswith("-") else []
    commit = resolved(named[0] if named else before())
    folder = PLACE / commit[:12]
    print(f"The release before is {commit[:12]}: {_git('log', '-1', '--format=%s', commit)}", flush=True)
    unpack(commit, folder)
    python = equip(folder)
    left_out = [f"--ignore={name}" for name in LOOK_AT_EVERY_TABLE]
    left_out += [f"--deselect={name}" for name in ASK_FOR_THEIR_OWN]
    workers = ("-n", str(min(os.cpu_count() or 1, 8)), "--dist", "loadgroup")
    command = [python, "-m", "pytest", "-q", "-p", "todays_tables", *workers, *left_out, *TESTS]
    environ = {
        **os.environ,
        "PYTHONPATH": str(HERE),
        "WOODSHED_TODAY": str(ROOT),
        "WOODSHED_TODAY_PYTHON": sys.executable,
    }
    environ.pop("ONLY", None)
    return subprocess.run([*command, *arguments[len(named) :]], cwd=folder, env=environ, check=False).returncode


def before() -> str:
    """The release that is out there: by its tag, as releases are made; else by the commit that the file names."""
    tag = _git("describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^", must=False)
    return tag or (HERE / "release").read_text(encoding="utf-8").split()[0]


def resolved(name: str) -> str:
    """The commit that a name stands for."""
    if commit := _git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", must=False):
        return commit
    sys.exit(f"There is no {name} in this repository's history; a shallow clone has none: git fetch --unshallow --tags")


def unpack(commit: str, folder: Path) -> None:
    """Its files as they were, once."""
    if (folder / "pyproject.toml").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        tar.extractall(folder, filter="data")
    (folder / "biome.jsonc").unlink(missing_ok=True)  # else ours would be checked by two


def equip(folder: Path) -> Path:
    """Its own packages, as its own set-up installs them; fonts, Node and its packages are this checkout's."""
    spec = importlib.util.spec_from_file_location("setup_of_before", folder / "tools" / "setup.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{folder} has no tools/setup.py")
    setup = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(setup)
    setup.BUILD.mkdir(exist_ok=True)
    setup.prepare_environment()
    for lock in ("requirements.txt", "requirements-dev.txt"):
        setup.install_packages(folder / lock)
    for part in ("build/fonts", "build/bin", "tools/node_modules"):
        if (ROOT / part).exists() and not (folder / part).exists():
            (folder / part).symlink_to(ROOT / part)
    return Path(setup.PYTHON)


def _git(*words: str, must: bool = True) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=must)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
