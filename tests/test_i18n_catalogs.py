"""The catalogs are whole: every text of the source is in each language, with the same placeholders."""

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from practice_app import i18n_catalogs
from practice_app.locales import catalog

UPDATE = "run: python -m practice_app.i18n_catalogs update, then translate"


@cache
def source() -> Catalog:
    """The texts of the source: read when a test asks, not by everybody who collects the tests."""
    return i18n_catalogs.extract()


def entries(found: Catalog) -> Iterator[Message]:
    return (entry for entry in found if entry.id)


def key(entry: Message) -> str:
    return entry.id[0] if isinstance(entry.id, tuple) else entry.id


def texts(entry: Message) -> list[str]:
    strings = entry.string if isinstance(entry.string, tuple | list) else [entry.string]
    return [text or "" for text in strings]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.fixture(params=i18n_catalogs.translated_languages())
def tag(request: pytest.FixtureRequest) -> str:
    return request.param


def test_the_source_has_texts_in_python_and_in_scripts():
    places = {path.rsplit(".", 1)[-1] for entry in entries(source()) for path, _line in entry.locations}
    assert places >= {"py", "js", "jsx"}


def test_every_text_is_in_the_catalog(tag):
    missing = {key(entry) for entry in entries(source())} - {key(entry) for entry in entries(catalog(tag))}
    assert not missing, UPDATE


def test_every_text_is_translated(tag):
    empty = [key(entry) for entry in entries(catalog(tag)) if entry.fuzzy or not all(texts(entry))]
    assert not empty, UPDATE


def test_the_catalog_holds_nothing_that_the_source_has_not(tag):
    stale = {key(entry) for entry in entries(catalog(tag))} - {key(entry) for entry in entries(source())}
    assert not stale, UPDATE


def test_translations_keep_the_placeholders(tag):
    for entry in entries(catalog(tag)):
        ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        wanted = set().union(*map(placeholders, ids))
        for text in filter(None, texts(entry)):
            assert placeholders(text) == wanted, f"{key(entry)!r} → {text!r}"


def test_translations_keep_the_tone_of_the_source(tag):
    for entry in entries(catalog(tag)):
        for text in texts(entry):
            assert text == text.strip(), f"spaces round {text!r}"
            assert "!" not in text or "!" in key(entry), f"louder than the source: {text!r}"
            assert "！" not in text, f"louder than the source: {text!r}"


def test_the_browser_gets_every_translation_that_a_page_may_show(tag):
    kept, rest = (sent(tag, more=more) for more in (False, True))
    shown = [entry for entry in entries(catalog(tag)) if i18n_catalogs.shown(entry)]
    assert not kept.keys() & rest.keys()
    assert len(kept) + len(rest) == len([entry for entry in shown if all(texts(entry))])
    assert {"Settings", "There is nothing in this file."} & {*kept, *rest} == {
        "Settings",
        "There is nothing in this file.",
    }
    assert not {"A new device in your journal", "This address is too long."} & {*kept, *rest}


def test_what_no_stored_page_says_is_not_stored(tag):
    kept, rest = (sent(tag, more=more) for more in (False, True))
    assert {"Settings", "Start practising", "Journal"} <= kept.keys()
    assert {"There is nothing in this file.", "Practice partners"} <= rest.keys()


def sent(tag, *, more):
    """What a page gets of a catalog."""
    script = i18n_catalogs.script(tag, more=more)
    return json.loads(script[script.index("{},{") + 3 : script.rindex(")")])


def test_what_a_service_raises_is_sent_for_a_page_shows_it_by_its_message():
    raised = re.compile(r"raise (?:NotFound|NotAllowed|Invalid|Conflict|TooLarge|WrongType|Unavailable|FieldError)\(")
    services = [path for path in i18n_catalogs.sources() if "services" in path.parts]
    silent = [path for path in services if i18n_catalogs.only_the_server(path.relative_to(i18n_catalogs.ROOT.parent))]
    assert len(silent) > 3
    assert [path for path in silent if raised.search(path.read_text(encoding="utf-8"))] == []
