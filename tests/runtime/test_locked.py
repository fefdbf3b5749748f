"""Everything that set-up brings is pinned by name, version and content: what a registry changed is not installed."""

import json
import re
import sys
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from practice_app.embedded.home import ROOT

LOCKS = (
    *("requirements.txt", "requirements-dev.txt", "requirements-observability.txt", "tools/pip.txt"),
    *("deploy/images/web.txt", "deploy/images/worker.txt", "deploy/images/sbom.txt"),
)


@pytest.mark.parametrize("name", LOCKS)
def test_every_python_package_is_pinned_to_the_byte(name):
    lines = (ROOT / name).read_text().replace("\\\n", " ")
    wanted = [line for line in lines.splitlines() if line and not line.startswith((" ", "#"))]
    assert wanted
    assert [line for line in wanted if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


def test_every_npm_package_is_pinned_to_the_byte():
    packages = json.loads((ROOT / "tools" / "package-lock.json").read_text())["packages"]
    assert [name for name, entry in packages.items() if name and not entry.get("integrity")] == []
    pages = (ROOT / "reflex.lock" / "bun.lock").read_text().split('"packages": {')[1]
    entries = re.findall(r'^    "[^"]+": \[.*$', pages, re.MULTILINE)
    assert entries
    assert [line for line in entries if '"sha512-' not in line] == []


def test_set_up_accepts_nothing_else(monkeypatch, tmp_path):
    spec = spec_from_file_location("setup_of_tools", ROOT / "tools" / "setup.py")
    setup = module_from_spec(spec)
    spec.loader.exec_module(setup)
    ran = []
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "PYTHON", sys.executable)
    monkeypatch.setattr(setup, "_with_progress", lambda command, _total: ran.append(command))
    setup.install_packages(ROOT / "requirements.txt")
    assert len(ran) == 1
    assert "--require-hashes" in ran[0]
