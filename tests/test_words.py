"""Instruments and focus areas: one list in Python and in the browser, keys however they are written."""

import re
import unicodedata

import pytest

from practice_app.i18n_catalogs import ROOT
from practice_app.locales import LANGUAGES, translate
from practice_app.words import FAMILIES, FOCUS, INSTRUMENTS, LEVELS, focus_key, instrument_key
from workers.analysis.shared.instruments import family_of

SCRIPT = (ROOT / "words.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "words"), [("INSTRUMENTS", INSTRUMENTS), ("FOCUS", FOCUS), ("LEVELS", LEVELS)])
def test_the_browser_has_the_same_list(name, words):
    block = SCRIPT.partition(f"export const {name} = {{")[2].partition("}")[0]
    found = re.findall(r'"?(\w[\w -]*?)"?: msg\("(.+?)"\)', block)
    assert dict(found) == words


def test_every_instrument_is_in_one_family_in_python_and_in_the_browser():
    listed = [key for _, keys in FAMILIES.values() for key in keys]
    assert sorted(listed) == sorted(INSTRUMENTS)
    block = SCRIPT.partition("export const FAMILIES = {")[2].partition("};")[0]
    found = re.findall(r'(\w+): \[\s*msg\("(.+?)"\),\s*\[(.+?)\]', block, re.DOTALL)
    assert {key: (name, tuple(re.findall(r'"(.+?)"', keys))) for key, name, keys in found} == FAMILIES


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_word_in_any_of_our_languages_is_its_key(tag):
    for key, name in INSTRUMENTS.items():
        assert instrument_key(translate(tag, name)) == key
    for key, name in FOCUS.items():
        assert focus_key(unicodedata.normalize("NFD", translate(tag, name)).upper()) == key


def test_other_words_stay_as_they_were_written():
    assert [instrument_key(word) for word in ("운라", "iPad", "")] == ["운라", "iPad", ""]
    assert focus_key("violin") == "violin"


def test_the_browser_and_the_analysis_know_the_same_instruments_as_bowed():
    listed = re.search(r"export const BOWED = \[\.\.\.FAMILIES\.strings\[1\], (.+?)\];", SCRIPT)
    assert listed
    bowed = (*FAMILIES["strings"][1], *re.findall(r'"(\w+)"', listed[1]))
    assert set(bowed) == {key for key in INSTRUMENTS if family_of(key) == "bowed"}
