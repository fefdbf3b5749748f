"""The catalogue of metrics is the only place that knows them: whoever measures, merges, documents or shows reads it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import reflex as rx

from practice_app import metrics
from practice_app.components.analysis import values
from practice_app.i18n_catalogs import translated_languages
from practice_app.locales import catalog
from practice_app.metrics import METRICS, REASONS, Reason
from practice_app.metrics_script import ADDRESS, MetricsPlugin
from practice_app.services.analysis import merge
from practice_app.services.journal import words
from practice_app.state.pieces.drawn import TOLD
from tests import sounds
from tests.stack import ROOT
from workers.analysis import AnalysisResult, analyse
from workers.analysis.shared.values import Metric

WRITTEN = [key for key, kind in METRICS.items() if kind.written]


@pytest.fixture(scope="module")
def result(tmp_path_factory) -> AnalysisResult:
    """What is heard of two seconds: every figure, with a value or a reason."""
    return analyse(sounds.write_wav(tmp_path_factory.mktemp("heard") / "short.wav", sounds.room(2.0)))


def recording(key: str, value: float, offset_s: float) -> merge.Heard:
    """A recording of a minute, played through, of which one figure is known."""
    figure = {"key": key, "value": value, "unit": "", "confidence": 0.9, "reason": None, "evidence": []}
    return merge.Heard(offset_s, 60.0, 60.0, [figure], [], [])


def test_the_worker_tells_what_the_catalogue_knows_and_nothing_else(result):
    told = {figure["key"]: figure["unit"] for figure in result.to_json()["metrics"]}
    assert told == {key: kind.unit for key, kind in METRICS.items()}
    assert {curve["key"]: curve["unit"] for curve in result.to_json()["curves"]}.items() <= metrics.CURVES.items()


def test_a_figure_that_the_catalogue_does_not_know_is_never_told():
    with pytest.raises(KeyError):
        Metric("sway_mm", 3.0, 0.9).to_json()


@pytest.mark.parametrize("key", METRICS)
def test_several_recordings_are_put_together_as_the_catalogue_says(key):
    (figure,) = merge.metrics([recording(key, 40.0, 0.0), recording(key, 48.0, 60.0)])
    value = METRICS[key].averaged([40.0, 48.0], [60.0, 60.0])
    assert figure["value"] == (None if value is None else pytest.approx(value, abs=1e-3))
    assert figure["reason"] == (Reason.SEVERAL_RECORDINGS if value is None else None)
    assert bool(figure.get("references_hz")) == (METRICS[key].beside is metrics.Beside.REFERENCES)


def test_a_new_metric_is_an_entry_and_nothing_else(monkeypatch):
    sway = metrics.MetricKind(
        "sway_mm", 99, "mm", "how far", "Sway", "How far you sway.", metrics.Written("mm", 1), metrics.mean
    )
    monkeypatch.setitem(METRICS, "sway_mm", sway)
    assert Metric("sway_mm", 3.0, 0.9).to_json()["unit"] == "mm"
    assert merge.metrics([recording("sway_mm", 2.0, 0), recording("sway_mm", 4.0, 60)])[0]["value"] == 3
    assert "| `sway_mm` | mm | how far | mean |" in metrics.table()
    assert _given()["sway_mm"]["name"] == "Sway"


def test_the_contract_of_the_api_has_them_all():
    assert metrics.table() in (ROOT / "docs" / "api.md").read_text()
    assert all(f"| `{key}` |" in metrics.table() for key in METRICS)


@pytest.mark.parametrize("tag", translated_languages())
def test_every_word_is_in_every_language(tag):
    words = {text for kind in METRICS.values() for text in (kind.name, kind.meaning)}
    words |= {why.words for why in REASONS.values()}
    assert {text for text in words if not getattr(catalog(tag).get(text), "string", "")} == set()


def test_every_reason_has_words_for_the_page_and_for_the_command():
    assert set(REASONS) == set(Reason)
    assert all(metrics.plain(reason) for reason in Reason)


def test_the_pages_are_given_what_the_catalogue_says():
    told = _given()
    assert [(key, one["name"]) for key, one in told.items()] == [(key, METRICS[key].name) for key in WRITTEN]
    assert [words.why(reason) for reason in Reason] == [REASONS[reason].words for reason in Reason]
    assert set(TOLD) <= set(told)


def _given() -> dict[str, dict[str, str]]:
    """What a page looks figures up in."""
    assert ADDRESS in dict(values.name(rx.Var("key"))._get_all_var_data().imports)
    ((_, script),) = MetricsPlugin().get_static_assets()
    return dict(json.loads(script.partition(" = ")[2].rstrip(";\n")))


def test_nobody_else_keeps_a_list_of_them():
    """Who names three has a list, which would have to be kept up; a rule of advice says which ones it reads."""
    files = [path for path in (ROOT / "practice_app").rglob("*.[pj]*") if path.suffix in (".py", ".js", ".jsx")]
    own = [path for path in files if not {"metrics", "demo", "rules"} & set(path.parts) and ".test." not in path.name]
    named = {str(path.relative_to(ROOT)): _named(path) for path in own}
    assert {file: keys for file, keys in named.items() if len(keys) > 2} == {}


def _named(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    return {key for key in METRICS if key != "played_s" and key in text}


def test_it_is_read_with_nothing_but_the_standard_library():
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import practice_app.metrics; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    ours = {name for name in done.stdout.split() if name.startswith(("practice_app", "workers"))}
    assert {name for name in ours if not name.startswith("practice_app.metrics")} == {"practice_app"}
