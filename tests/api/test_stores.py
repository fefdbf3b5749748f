"""An app of a store is this Woodshed when this Woodshed says so."""

import json

import pytest
from PIL import Image
from pydantic import ValidationError

from practice_app.embedded.home import ROOT
from practice_app.settings import Settings, get_settings

PRINT = ":".join(["AB"] * 32)
OTHER = ":".join(["01"] * 32)


@pytest.fixture
def apps(monkeypatch):
    def named(value):
        monkeypatch.setenv("ANDROID_APP", value)
        get_settings.cache_clear()

    yield named
    monkeypatch.undo()
    get_settings.cache_clear()


def test_its_apps_are_named_with_every_key_that_signs_them(visitor, apps):
    apps(f"example.practice={PRINT},example.practice={OTHER}")
    answer = visitor.get("/.well-known/assetlinks.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    (one,) = answer.json()
    assert one["relation"] == ["delegate_permission/common.handle_all_urls"]
    assert one["target"]["package_name"] == "example.practice"
    assert one["target"]["sha256_cert_fingerprints"] == [PRINT, OTHER]


def test_with_no_app_there_is_no_such_file(visitor, apps):
    apps("")
    assert visitor.get("/.well-known/assetlinks.json").status_code == 404


@pytest.mark.parametrize("value", ["example.practice", f"practice={PRINT}", f"example.practice={PRINT[:-3]}", "=,="])
def test_what_is_no_app_is_a_sentence_at_the_start(value):
    with pytest.raises(ValidationError, match="ANDROID_APP looks like"):
        Settings(ANDROID_APP=value, SECRET_KEY="x" * 32)


def test_the_manifest_shows_pictures_as_large_as_it_says():
    manifest = json.loads((ROOT / "assets" / "manifest.webmanifest").read_text(encoding="utf-8"))
    shown = manifest["screenshots"]
    assert {one["form_factor"] for one in shown} == {"narrow", "wide"}
    for one in shown:
        with Image.open(ROOT / "assets" / one["src"].lstrip("/")) as picture:
            assert one["sizes"] == "x".join(map(str, picture.size))
            assert picture.format == "WEBP"
            assert min(picture.size) >= 320
            assert max(picture.size) <= 2.3 * min(picture.size)  # what browsers show at all
    assert any(icon.get("purpose") == "maskable" for icon in manifest["icons"])
