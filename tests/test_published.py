"""Publishing is Reflex's own, only quicker."""

from pathlib import Path

import pytest
import reflex as rx

from practice_app.published import published


def test_a_file_is_published_exactly_where_reflex_would(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    ours, theirs = published(Path(__file__).name), rx.asset(Path(__file__).name, shared=True)

    assert ours == theirs
    assert ours.importable_path == theirs.importable_path
    assert [file.resolve() for file in tmp_path.rglob("*.py")] == [Path(__file__)]


def test_a_file_that_is_not_there_is_noticed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError):
        published("no-such-island.jsx")
