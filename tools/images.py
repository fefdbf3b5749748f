"""Build both images and drive them as an operator would: `make image-test`.

Needs root on Linux with buildah, podman and runc (Debian: `apt-get install buildah podman runc`); on a machine that
reaches no registry of images also mmdebstrap, which makes the base. What this machine lacks is said in a sentence.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON_IMAGE = "docker.io/library/python:3.11-slim-bookworm"
LIMITS = ("--ulimit", "nofile=4096:4096", "--ulimit", "nproc=4096:4096")
OLD_CHUNK = "old-chunk-of-the-release-before.js"


def main() -> None:
    """Build, then drive with the services of a data folder of their own."""
    needs("buildah", "podman", "runc")
    if os.geteuid() != 0:
        sys.exit("The images were not tried: building them here wants root.")
    base()
    before = previous()
    for target in ("worker", "web"):
        say(f"Building {target} …")
        build(ROOT, "-f", "deploy/Dockerfile", "--target", target, "--build-arg", f"PREVIOUS={before}", name=target)
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "WOODSHED_HOME": f"{home}/home", "PORT": "8188"}
        command = [sys.executable, "-m", "practice_app.run", "with", sys.executable, "-m", "tests.image.drive"]
        done = subprocess.run(command, cwd=ROOT, env=environ, check=False)
    sys.exit(done.returncode)


def needs(*names: str) -> None:
    """Say in a sentence what this machine lacks."""
    missing = [name for name in names if not shutil.which(name)]
    if missing:
        sys.exit(f"The images were not tried: this machine has no {', '.join(missing)}.")


def base() -> None:
    """The image that all begin with: from its registry, or made here of Debian's packages under the same name."""
    if succeeds("podman", "image", "exists", PYTHON_IMAGE) or succeeds("timeout", "60", "podman", "pull", PYTHON_IMAGE):
        return
    needs("mmdebstrap")
    say(f"No registry gives {PYTHON_IMAGE}; making one of Debian's packages …")
    packages = "--include=python3,python3-venv,ca-certificates"
    with tempfile.TemporaryDirectory() as folder:
        tar = f"{folder}/base.tar"
        run("mmdebstrap", "--variant=minbase", packages, "bookworm", tar)
        run("podman", "import", tar, PYTHON_IMAGE)


def previous() -> str:
    """A release before with one chunk that the new one does not have."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / OLD_CHUNK).write_text("export const old = true;\n", encoding="utf-8")
        place = f"/app/.web/build/client/assets/{OLD_CHUNK}"
        (Path(folder) / "Dockerfile").write_text(f"FROM {PYTHON_IMAGE}\nCOPY {OLD_CHUNK} {place}\n", encoding="utf-8")
        return build(Path(folder), name="before")


def build(context: Path, *options: str, name: str) -> str:
    """Build an image and give its name; where this machine knows authorities of its own, so does the build."""
    trusted = ("--volume", "/etc/ssl/certs:/etc/ssl/certs:ro")
    image = f"localhost/woodshed-{name}"
    how = ("--layers", "--isolation", "chroot", "--format", "docker")  # the other format knows no HEALTHCHECK
    run("buildah", "bud", *how, *LIMITS, *trusted, *options, "-t", image, str(context))
    return image


def say(sentence: str) -> None:
    """Tell at once."""
    print(sentence, flush=True)


def run(*command: str) -> None:
    """Run it; its words are shown only when it fails."""
    begun = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{(done.stdout + done.stderr)[-4000:]}\nFailed: {' '.join(command)}")
    say(f"  {command[0]} done in {time.monotonic() - begun:.0f} s")


def succeeds(*command: str) -> bool:
    """Whether it ends well."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main()
