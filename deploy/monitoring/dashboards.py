"""Writes the Grafana dashboards: `python deploy/monitoring/dashboards.py`; what it wrote lies in `dashboards/`.

Import them in Grafana, or have it read the folder. Each asks for a Prometheus when it is imported.
"""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "dashboards"
SOURCE = {"type": "prometheus", "uid": "${prometheus}"}
Asked = tuple[str, str]
"""An expression, and what its lines are called."""

PEOPLE: list[tuple[str, str, list[Asked]]] = [
    ("Live pages", "short", [("sum by (who) (woodshed_sockets_open)", "{{who}}")]),
    (
        "Live pages that ended",
        "short",
        [("sum by (reason) (rate(woodshed_sockets_closed_total[5m])) * 60", "{{reason}}")],
    ),
    (
        "Live pages opened and refused",
        "short",
        [
            ("sum by (who) (rate(woodshed_sockets_opened_total[5m])) * 60", "opened: {{who}}"),
            ("sum(rate(woodshed_sockets_refused_total[5m])) * 60", "refused"),
        ],
    ),
    ("Answers a second", "reqps", [("sum by (status) (rate(woodshed_http_requests_total[5m]))", "{{status}}")]),
    (
        "Time to an answer",
        "s",
        [
            (f"histogram_quantile({share}, sum by (le) (rate(woodshed_http_request_seconds_bucket[5m])))", said)
            for share, said in ((0.5, "half"), (0.99, "one in a hundred"))
        ],
    ),
    (
        "The slowest routes",
        "s",
        [
            (
                "topk(8, histogram_quantile(0.99, sum by (le, route)"
                ' (rate(woodshed_http_request_seconds_bucket{route!="other"}[10m]))))',
                "{{route}}",
            )
        ],
    ),
    (
        "Uploads that arrived",
        "short",
        [
            (
                "sum by (status) (rate(woodshed_http_requests_total"
                '{route=~"/api/v1/recordings/[{].*[}]/complete"}[15m])) * 60',
                "{{status}}",
            )
        ],
    ),
    ("Errors in browsers", "short", [("sum(rate(woodshed_pages_broke_total[15m])) * 60", "a minute")]),
]
WORK: list[tuple[str, str, list[Asked]]] = [
    ("Jobs that wait", "short", [("max by (queue, kind) (woodshed_jobs_waiting)", "{{kind}}")]),
    ("The first of a queue waits for", "s", [("max by (queue) (woodshed_jobs_oldest_seconds)", "{{queue}}")]),
    (
        "Worked on, and what workers can do",
        "short",
        [
            ("max by (kind) (woodshed_jobs_working)", "{{kind}}"),
            ("max(woodshed_worker_processes)", "at once at most"),
            ("max(woodshed_workers)", "workers"),
        ],
    ),
    (
        "What came of recordings within an hour",
        "short",
        [('max by (outcome) (woodshed_jobs_ended_last_hour{kind="analysis"})', "{{outcome}}")],
    ),
    (
        "What came of everything else",
        "short",
        [('max by (kind, outcome) (woodshed_jobs_ended_last_hour{kind!="analysis"})', "{{kind}}: {{outcome}}")],
    ),
    ("A minute of sound takes", "s", [("max(woodshed_analysis_seconds_per_minute)", "seconds")]),
    (
        "Of what people corrected, heard as they did",
        "percentunit",
        [("max by (version, instrument) (woodshed_heard_right_ratio)", "{{instrument}}, {{version}}")],
    ),
    (
        "Sessions that speaks of",
        "short",
        [("max by (version, instrument) (woodshed_heard_right_sessions)", "{{instrument}}, {{version}}")],
    ),
    ("Workers lost over open jobs", "short", [("max by (kind) (woodshed_jobs_cut_off)", "{{kind}}")]),
    ("Recordings on their way", "short", [("max by (status) (woodshed_recordings)", "{{status}}")]),
    (
        "Pushes and mails",
        "short",
        [
            ("max by (channel) (woodshed_deliveries_waiting)", "{{channel}} waits"),
            (
                "max by (channel, status) (woodshed_deliveries_ended_last_hour)",
                "{{channel}}: {{status}} within an hour",
            ),
        ],
    ),
    (
        "The oldest push and mail waits for",
        "s",
        [("max by (channel) (woodshed_deliveries_oldest_seconds)", "{{channel}}")],
    ),
    ("Since the last sweep", "s", [("min(woodshed_sweep_age_seconds)", "seconds")]),
    (
        "Since the newest safety copy, and since one was tried",
        "s",
        [
            ("min(woodshed_backup_age_seconds)", "copy"),
            ("min(woodshed_restore_drill_age_seconds)", "drill"),
            ("max(woodshed_backup_failed)", "failed since (1)"),
        ],
    ),
    ("How long a safety copy took", "s", [("max(woodshed_backup_seconds)", "seconds")]),
    ("How large its objects are", "bytes", [("max(woodshed_backup_bytes)", "bytes")]),
    (
        "What it stands on",
        "percentunit",
        [
            ("max(woodshed_database_connections_ratio)", "connections of PostgreSQL"),
            ("max(woodshed_redis_memory_ratio)", "memory of Redis"),
            ("max by (part) (woodshed_part_up)", "{{part}} answers"),
        ],
    ),
]
BOARDS = {"people": ("Woodshed: people and pages", PEOPLE), "work": ("Woodshed: work behind the pages", WORK)}


def dashboard(name: str) -> dict[str, Any]:
    """Lay out one dashboard, three panels beside each other."""
    title, panels = BOARDS[name]
    return {
        "uid": f"woodshed-{name}",
        "title": title,
        "tags": ["woodshed"],
        "schemaVersion": 39,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "templating": {"list": [{"name": "prometheus", "type": "datasource", "query": "prometheus"}]},
        "panels": [_panel(number, *panel) for number, panel in enumerate(panels)],
    }


def _panel(number: int, title: str, unit: str, asked: list[Asked]) -> dict[str, Any]:
    targets = [
        {"refId": chr(65 + place), "datasource": SOURCE, "expr": expression, "legendFormat": legend}
        for place, (expression, legend) in enumerate(asked)
    ]
    return {
        "id": number + 1,
        "type": "timeseries",
        "title": title,
        "datasource": SOURCE,
        "gridPos": {"x": number % 3 * 8, "y": number // 3 * 8, "w": 8, "h": 8},
        "fieldConfig": {"defaults": {"unit": unit, "min": 0}, "overrides": []},
        "targets": targets,
    }


def written(name: str) -> str:
    """Give the file's text."""
    return json.dumps(dashboard(name), indent=2) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for board in BOARDS:
        (FOLDER / f"{board}.json").write_text(written(board))
