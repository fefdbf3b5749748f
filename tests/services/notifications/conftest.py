"""A push service to which devices are subscribed."""

import threading
from http.server import ThreadingHTTPServer

import pytest

from practice_app.settings import get_settings
from tests.services.notifications.ringing import Service


@pytest.fixture
def service(monkeypatch, clean_database):
    """A push service on this machine, which the settings name."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.came, server.answers, server.meanwhile = [], {}, lambda: None
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("PUSH_HOSTS", server.url)
    get_settings.cache_clear()
    yield server
    server.shutdown()
    server.server_close()
    monkeypatch.undo()
    get_settings.cache_clear()
