"""Alert rules, dashboards and runbook: they speak of what the app tells, and the rules do what they say."""

import json
import re
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from practice_app import page_reports
from practice_app.server import sockets
from tests.stack import ROOT

FOLDER, RUNBOOK = ROOT / "deploy" / "monitoring", ROOT / "docs" / "runbook"
PROMETHEUS_OWN = {"up"}
NAME = re.compile(r"\b(?:woodshed_\w+|up)\b(?=[{\[)\s]|$)")


def loaded(path: Path) -> ModuleType:
    spec = spec_from_file_location(path.stem, path)
    module = module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(path.parent)
        spec.loader.exec_module(module)
    return module


dashboards, promtool = loaded(FOLDER / "dashboards.py"), loaded(ROOT / "tools" / "promtool.py")
RULES = yaml.safe_load((FOLDER / "rules.yml").read_text())["groups"][0]["rules"]
ASKED = [
    target["expr"]
    for name in dashboards.BOARDS
    for panel in dashboards.dashboard(name)["panels"]
    for target in panel["targets"]
]


@pytest.fixture
def tool() -> Path:
    place = promtool.brought()
    if place is None:
        pytest.skip(
            "promtool is not on this machine, and Debian's package `prometheus` can't be had (tools/promtool.py)"
        )
    return place


def ran(tool: Path, *command: str, cwd: Path) -> None:
    done = subprocess.run([tool, *command], cwd=cwd, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_rule_does_what_its_test_says(tool):
    ran(tool, "check", "rules", "rules.yml", cwd=FOLDER)
    ran(tool, "test", "rules", "rules_test.yml", cwd=FOLDER)
    ran(tool, "check", "config", "prometheus.yml", cwd=FOLDER)


def test_prometheus_understands_what_dashboards_ask(tool, tmp_path):
    rules = [{"record": f"asked:{number}", "expr": expr} for number, expr in enumerate(ASKED)]
    (tmp_path / "asked.yml").write_text(yaml.safe_dump({"groups": [{"name": "asked", "rules": rules}]}))
    ran(tool, "check", "rules", "asked.yml", cwd=tmp_path)


def test_every_name_in_a_rule_or_dashboard_is_told_by_the_app(clean_database, rest):
    page_reports.BROKE.inc(0)
    sockets.OPEN.labels("member").inc(0)
    here = TestClient(rest, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 1))
    here.get("/health/live")
    families = list(text_string_to_metric_families(here.get("/metrics").text))
    told = {sample.name for family in families for sample in family.samples} | {family.name for family in families}
    told |= {f"{family.name}_total" for family in families if family.type == "counter"}
    asked = {name for text in (*ASKED, *(rule["expr"] for rule in RULES)) for name in NAME.findall(text)}
    assert len(asked) > 20
    assert asked - told - PROMETHEUS_OWN == set()
    unseen = {family.name for family in families if re.fullmatch("woodshed_.*(?<!_created)", family.name)}
    unseen -= {re.sub(r"_(total|bucket|count|sum)$", "", name) for name in asked}
    assert unseen == set(), "a figure that nobody looks at"


def test_every_alert_has_a_page_and_every_page_an_alert():
    assert len({rule["alert"] for rule in RULES}) == len(RULES)
    named = {rule["annotations"]["runbook"] for rule in RULES}
    assert named == {str(page.relative_to(ROOT)) for page in RUNBOOK.glob("*.md") if page.name != "README.md"}
    index = (RUNBOOK / "README.md").read_text()
    for rule in RULES:
        page = ROOT / rule["annotations"]["runbook"]
        assert rule["alert"] in page.read_text().splitlines()[0]
        assert f"[{rule['alert']}]({page.name})" in index
        assert rule["labels"]["severity"] in {"page", "look"}


def test_every_alert_is_tested_both_ways():
    tests = yaml.safe_load((FOLDER / "rules_test.yml").read_text())["tests"]
    cases = [case for test in tests for case in test["alert_rule_test"]]
    for raised in (True, False):
        tried = {case["alertname"] for case in cases if bool(case["exp_alerts"]) is raised}
        assert {rule["alert"] for rule in RULES} - tried == set()


def test_the_dashboards_are_those_that_the_script_writes():
    for name in dashboards.BOARDS:
        written = (FOLDER / "dashboards" / f"{name}.json").read_text()
        assert written == dashboards.written(name), "run `python deploy/monitoring/dashboards.py`"
        assert json.loads(written)["panels"]
