"""Takes programs out of Debian's packages, of which nothing is installed: for what tests try where they can."""

import shutil
import subprocess
from pathlib import Path


def unpacked(folder: Path, *packages: str, seconds: float = 60) -> bool:
    """Unpack these into a folder; ``False``: this machine has no Debian's tools, or reaches none of its packages."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return False
    fetching = [["apt-get", "-q", "download", package] for package in packages]
    try:
        for command in (*fetching, ["sh", "-c", 'for one in *.deb; do dpkg-deb -x "$one" . || exit 1; done']):
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=seconds)
    except (subprocess.SubprocessError, OSError):
        return False
    return True
