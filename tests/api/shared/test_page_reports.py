"""Pages say what broke before they have a socket: anybody may, it is cut, bounded, and of nobody."""

import logging

import pytest
from fastapi.testclient import TestClient
from prometheus_client import REGISTRY

from practice_app.api import page_reports
from practice_app.page_reports import LONGEST, MOST, Reports

DOOR = "/api/v1/page-reports"


@pytest.fixture
def stranger(rest, monkeypatch):
    monkeypatch.setattr(page_reports, "note", Reports())
    return TestClient(rest, base_url="http://woodshed.example")


def counted():
    return REGISTRY.get_sample_value("woodshed_pages_broke_total")


def test_what_broke_is_noted_without_what_may_be_somebodys(stranger, caplog):
    before = counted()
    stranger.cookies.set("woodshed_session", "SECRET")
    told = "TypeError: x is null at /pieces?q=wedding, ann.kim@example.com\nforged line"
    assert stranger.post(DOOR, json={"said": told}).status_code == 204
    (line,) = [record.getMessage() for record in caplog.records if record.name == "practice_app.page_reports"]
    assert line.startswith("a page reports: TypeError: x is null at /pieces?…")
    assert not {"wedding", "ann.kim", "SECRET"} & set(line.replace(",", " ").split())
    assert "ann.kim@example.com" not in line
    assert counted() == before + 1


def test_a_flood_of_strangers_costs_twenty_lines_a_minute(stranger, caplog):
    with caplog.at_level(logging.WARNING, "practice_app.page_reports"):
        answers = {stranger.post(DOOR, json={"said": f"{number}"}).status_code for number in range(60)}
    assert answers == {204}
    assert sum(record.name == "practice_app.page_reports" for record in caplog.records) == MOST + 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"said": "x" * (LONGEST + 1)}, 422),
        ({"said": ""}, 422),
        ({"said": ["x"]}, 422),
        ({"said": "x", "who": "ann"}, 422),
        ({}, 422),
    ],
)
def test_what_is_no_report_is_refused(stranger, body, status):
    assert stranger.post(DOOR, json=body).status_code == status


def test_it_is_json_and_of_our_own_pages_alone(stranger):
    assert stranger.post(DOOR, content="said=x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert "access-control-allow-origin" not in stranger.post(DOOR, json={"said": "x"}).headers
