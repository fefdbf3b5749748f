"""Processes that end do it at once: of half a million objects that were loaded none is looked at once more."""

import pytest
from celery.signals import beat_init, worker_init


@pytest.mark.parametrize("begins", [beat_init, worker_init], ids=["scheduler", "worker"])
def test_what_was_loaded_is_kept_from_the_beginning(begins, db_urls, monkeypatch):
    from workers import app

    kept = []
    monkeypatch.setattr(app.gc, "freeze", lambda: kept.append(True))
    for _, receiver in begins.receivers:
        found = receiver()
        if found is not None and getattr(found, "__module__", "") == "workers.app":
            found(sender=None)
    assert kept == [True]
