"""Choosing a language, and writing in it."""

import datetime as dt

import pytest

from practice_app import i18n, locales


@pytest.mark.parametrize(
    ("accept", "cookie", "chosen"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", None, "ko"),
        ("zh-TW,zh;q=0.9", None, "zh-Hant"),
        ("zh-Hant-HK", None, "zh-Hant"),
        ("zh", None, "zh-Hant"),
        ("fr-FR,ko;q=0.3,en;q=0.2", None, "ko"),
        ("fr, de;q=0.5", None, "en"),
        ("en;q=0.1,ko;q=0.9", None, "ko"),
        ("ko;q=0,en", None, "en"),
        ("ko-KR", "en", "en"),
        ("ko-KR", "klingon", "ko"),
        ("en-GB;q=zero,;;,=", None, "en"),
        (None, None, "en"),
        ("", "zh-Hant", "zh-Hant"),
        ("EN-US", None, "en"),
        ("KO", None, "ko"),
        ("fr, KO-kr;Q=0.5", None, "ko"),
        ("fr ; q=0.9 , ko ; q=0.8", None, "ko"),
        ("ZH-HANT", None, "zh-Hant"),
        ("ZH-TW,en;q=0.5", None, "zh-Hant"),
        ("zh-hk", None, "zh-Hant"),
        ("yue-Hant-HK,en", None, "zh-Hant"),
        ("kor", None, "ko"),
        ("en-US@posix,ko", None, "en"),
        ("", "KO", "ko"),
        ("", "ZH_tw", "zh-Hant"),
        ("ko;q=nan,zh;q=inf,en;q=-1", None, "en"),
        ("fr," * 5000 + "ko", None, "en"),
    ],
)
def test_the_language_is_what_was_chosen_else_what_the_browser_asks_for(accept, cookie, chosen):
    assert locales.negotiate(accept, cookie) == chosen


TAGS = {
    "en": ["en", "EN", "en_GB", "en-US@posix", "en_US.UTF-8", "ENG", "en-Latn-US-u-ca-gregory"],
    "ko": ["ko", "KO", "Ko-kr", "ko_KR.eucKR", "kor", "ko-Kore-KR"],
    "zh-Hant": ["zh", "ZH-TW", "ZH-HANT", "zh-HK", "zh_Hant_MO", "zh-Hans-CN", "cmn-Hant-TW", "yue"],
}


@pytest.mark.parametrize(("language", "tag"), [(language, tag) for language, tags in TAGS.items() for tag in tags])
def test_every_spelling_of_a_language_means_it_wherever_it_is_read(language, tag):
    from practice_app.services.accounts.profiles import clean_locale

    assert (
        locales.supported(tag)
        == locales.negotiate(tag)
        == locales.negotiate("fr", tag)
        == clean_locale(tag)
        == language
    )
    assert locales.translate(tag, "Sign in") == locales.translate(language, "Sign in")


@pytest.mark.parametrize("tag", ["-", "_", "*", "@", "k", "korean!", "enx", "\x00", "ko" * 5000, "…", "-ko"])
def test_what_is_no_tag_is_read_in_english(tag):
    assert locales.supported(tag) == locales.negotiate(tag, tag) == "en"


@pytest.mark.parametrize("tag", [None, "", "xx", "en_GB", "tlh-Latn"])
def test_an_unknown_language_is_read_in_english(tag):
    assert locales.translate(tag, "Sign in") == "Sign in"


def test_a_text_is_filled_with_its_values_in_any_language():
    assert locales.translate("ko", "no such text about {name}", name="한별") == "no such text about 한별"


def test_a_value_with_braces_is_shown_as_it_is():
    assert locales.translate("en", "Hello {name}", name="{secret}") == "Hello {secret}"


@pytest.mark.parametrize(
    ("locale", "seconds", "text"),
    [
        ("en", 42, "42 sec"),
        ("en", 3900, "1 hr 5 min"),
        ("en", 7200, "2 hr"),
        ("ko", 3900, "1시간 5분"),
        ("zh-Hant", 300, "5 分鐘"),
    ],
)
def test_a_length_of_time_is_written_as_the_language_does(locale, seconds, text):
    assert locales.duration(locale, seconds) == text


@pytest.mark.parametrize(
    ("locale", "band", "text"),
    [
        ("en", (74100, 97500), "about 21 hr to 27 hr"),
        ("en", (840, 1260), "about 14 min to 21 min"),
        ("ko", (4700, 7700), "약 1시간 20분~2시간 10분"),
        ("zh-Hant", (20, 50), "大約 20 秒 到 50 秒"),
        ("en", None, "15 min"),
    ],
)
def test_what_is_not_sure_is_told_no_finer_than_it_is_known(locale, band, text):
    assert locales.length(locale, 900, band).replace("\u00a0", " ") == text


def test_a_day_is_written_as_the_language_does():
    day = dt.datetime(2026, 3, 9, 18, 40, tzinfo=dt.UTC)
    assert locales.date("ko", day) == "2026년 3월 9일"
    assert locales.date("zh-Hant", day) == "2026年3月9日"


@pytest.mark.parametrize(
    ("language", "accepted", "written"),
    [
        ("en", "en-GB,en;q=0.9", "9 Mar"),
        ("en", "ko-KR,en-AU;q=0.8", "9 Mar"),
        ("en", "en-US", "Mar 9"),
        ("en", "en", "Mar 9"),
        ("en", "en-XX", "Mar 9"),
        ("en", "de-DE", "Mar 9"),
        ("zh-Hant", "zh-HK", "3月9日"),
        ("en", "en-" + "g" * 4000, "Mar 9"),
    ],
)
def test_a_day_is_written_as_the_readers_region_does(language, accepted, written):
    """As the browser does it by itself in what a page writes."""
    day = dt.datetime(2026, 3, 9, tzinfo=dt.UTC)
    assert locales.date(locales.regional(language, accepted), day, "MMMd") == written


def test_a_text_of_a_page_is_looked_up_in_the_browser_and_brings_its_hook_along():
    text = i18n._("Start practising")
    assert str(text) == '_text.t("Start practising")'
    data = text._get_all_var_data()
    assert "const _text = useText()" in data.hooks
    assert i18n.LIBRARY in dict(data.imports)


def test_a_text_keeps_what_its_values_need():
    import reflex as rx

    class MinutesState(rx.State):
        minutes: int = 3

    text = i18n._n("{n} minute", "{n} minutes", MinutesState.minutes)
    assert text._get_all_var_data().state == MinutesState.get_full_name()
    assert "useText()" in str(text._get_all_var_data().hooks)
