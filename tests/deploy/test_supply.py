"""Where what we ship comes from: workflows, what they use, and licences."""

import re
from importlib.util import module_from_spec, spec_from_file_location

import pytest
import yaml

from practice_app.embedded.home import ROOT
from tests.deploy.schemas import wrong

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FREE = re.compile(
    r"MIT|MIT License|MIT-CMU|MIT-0|BSD.*|Apache-2\.0.*|Apache Software License|ISC.*|PSF-2\.0|MPL-2\.0"
    r"|Mozilla Public License 2\.0 \(MPL 2\.0\)|LGPL-(2\.1-or-later|3\.0-only)|(The )?Unlicense.*|Zlib|0BSD"
)
"""What goes together with the AGPL."""


def workflow(file):
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {("on" if key is True else key): part for key, part in told.items()}  # YAML 1.1 takes `on` for true


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_is_one_and_may_do_little(file):
    told = workflow(file)
    assert wrong("workflows", told) == []
    assert told["permissions"] == {}
    for job in told["jobs"].values():
        assert job["timeout-minutes"] <= 90
        assert job["permissions"]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_what_a_workflow_uses_is_pinned_and_what_others_wrote_is_no_command(file):
    text = file.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used or "run:" in text
    for action, comment in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action
    assert "pull_request_target" not in text
    for job in workflow(file)["jobs"].values():
        for one in job["steps"]:
            assert "${{" not in one.get("run", ""), "give it by the environment: what others wrote could be a command"
            if one.get("uses", "").startswith("actions/checkout@"):
                assert one["with"]["persist-credentials"] is False


def test_ci_is_the_same_make_test():
    steps = workflow(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["test"]["steps"]
    assert [one["run"] for one in steps if "run" in one] == ["make test"]


def test_everything_that_is_pinned_is_looked_at_for_updates():
    told = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))
    assert wrong("dependabot", told) == []
    kinds = {one["package-ecosystem"] for one in told["updates"]}
    assert kinds == {"pip", "npm", "bun", "docker", "docker-compose", "github-actions"}
    for one in told["updates"]:
        for place in one.get("directories", [one.get("directory")]):
            assert (ROOT / place.lstrip("/")).is_dir()


def test_every_package_is_under_a_licence_that_goes_with_ours():
    spec = spec_from_file_location("licences", ROOT / "tools" / "licences.py")
    licences = module_from_spec(spec)
    spec.loader.exec_module(licences)
    found = {name: licences.licence(name) for name in licences.named(ROOT / "requirements.txt")}
    known = {name: told for name, told in found.items() if told}
    assert len(known) > 100
    assert {name: told for name, told in known.items() if not FREE.fullmatch(told)} == {}
