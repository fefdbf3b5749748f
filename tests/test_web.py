"""What the web server loads."""

import gc
from types import SimpleNamespace

import pytest

from practice_app import web

pytestmark = pytest.mark.usefixtures("db_urls")  # for its settings


@pytest.fixture(autouse=True)
def thawed():
    yield
    gc.unfreeze()


def test_nothing_is_searched_while_the_app_is_loaded_and_what_was_loaded_is_left_alone(monkeypatch):
    searched = []
    loaded = SimpleNamespace(app=lambda: searched.append(gc.isenabled()) or "the app")
    monkeypatch.setattr(web, "import_module", lambda name: {"practice_app.practice_app": loaded}[name])
    assert web.create() == "the app"
    assert searched == [False]
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_an_app_that_does_not_load_leaves_the_search_as_it_was(monkeypatch):
    def broken(_: str):
        raise ImportError

    monkeypatch.setattr(web, "import_module", broken)
    with pytest.raises(ImportError):
        web.create()
    assert gc.isenabled()
