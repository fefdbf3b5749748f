"""What a page may do stands in the header that came with it: its own scripts by their hashes, and nothing unsafe."""

import json
import os
import re

import pytest

from practice_app import inline_scripts
from practice_app.inline_scripts import InlineScriptsPlugin
from practice_app.server.policy import ANSWER, FILE, Policies

HELLO = "sha256-X/OYQNZ6cNlF+EX7Zfoo6iGOzlf6L560gngL7xvko3o="
"""openssl dgst -sha256 -binary <(printf 'hello("<b>")') | base64"""


@pytest.fixture
def static(tmp_path, db_urls):
    folder = tmp_path / "build" / "client"
    (folder / "practice").mkdir(parents=True)
    (folder / "index.html").write_text("<script>home()</script><script src='/pwa.js' defer></script>")
    (folder / "practice" / "index.html").write_text('<p>x</p><script type="module">hello("<b>")</script>')
    (folder / "pieces" / "_").mkdir(parents=True)
    (folder / "pieces" / "_" / "index.html").write_text("<script>whichever()</script>")
    (folder / "404.html").write_text("<script>nowhere()</script>")
    (folder / "__spa-fallback.html").write_text("<script>nowhere()</script>")
    return folder


def scripts(policy: str) -> list[str]:
    (told,) = re.findall(r"script-src ([^;]*)", policy)
    return told.split()


def test_each_page_may_run_the_scripts_that_stand_in_it(static):
    inline_scripts.note(static)
    policies = Policies(static)
    assert scripts(policies.of("/practice")) == ["'self'", f"'{HELLO}'"]
    pages = ["/", "/practice", "/sessions/01a223fa"]
    assert len({tuple(scripts(policies.of(page))) for page in pages}) == 3
    assert scripts(policies.of("/pieces/0198")) == scripts(policies.of("/pieces/_/"))
    assert scripts(policies.of("/pieces/0198")) != scripts(policies.of("/sessions/01a223fa"))
    assert policies.of("/practice/") == policies.of("//practice//") == policies.of("/practice/index.html", "text/html")
    assert scripts(policies.of("/404.html", "text/html")) == scripts(policies.of("/__spa-fallback.html", "text/html"))
    assert scripts(policies.of("/gone.png", "text/html; charset=utf-8")) == scripts(policies.of("/sessions/x"))


def test_nothing_unsafe_nothing_from_elsewhere(static, settings):
    inline_scripts.note(static)
    for policy in (Policies(static).of("/"), ANSWER, FILE):
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "*" not in policy
        assert {"base-uri 'none'", "frame-ancestors 'none'"} <= set(policy.split("; "))
    page = set(Policies(static).of("/").split("; "))
    assert {"default-src 'none'", "object-src 'none'", "connect-src 'self'"} <= page
    assert "require-trusted-types-for 'script'" in page


def test_recordings_come_from_where_the_settings_say(static, settings):
    settings(s3_public_url="https://media.example")
    told = dict(part.split(" ", 1) for part in Policies(static).of("/").split("; "))
    assert {name for name, value in told.items() if "media.example" in value} == {"img-src", "media-src", "connect-src"}


@pytest.mark.parametrize("path", ["/api/v1/me", "/health/live", "/metrics", "/_s3/bucket/x", "/_event/"])
def test_what_is_no_page_may_do_nothing(static, path):
    assert Policies(static).of(path, "text/html") == ANSWER


def test_a_page_that_has_not_changed_keeps_its_policy(static):
    """The answer 304 says no type, and what it says of the policy counts for the copy that the browser has."""
    inline_scripts.note(static)
    policies = Policies(static)
    assert policies.of("/practice", "") == policies.of("/practice", "text/html; charset=utf-8")


def test_a_build_under_a_running_server_is_noticed(static):
    inline_scripts.note(static)
    policies = Policies(static)
    before = policies.of("/practice")
    (static / "practice" / "index.html").write_text("<script>newer()</script>")
    inline_scripts.note(static)
    os.utime(inline_scripts.place(static), ns=(1, 1))
    assert policies.of("/practice") != before


def test_the_list_is_not_among_the_pages(static):
    InlineScriptsPlugin().post_build(static_dir=static)
    assert static not in inline_scripts.place(static).parents
    assert set(json.loads(inline_scripts.place(static).read_text())) == {
        "__spa-fallback.html",
        "404.html",
        "index.html",
        "pieces/_/index.html",
        "practice/index.html",
    }


@pytest.mark.parametrize(
    "markup",
    ['<p style="color:red">', "<body onload=x()>", "<style>p{color:red}</style>", "<svg><a STYLE='x'></a></svg>"],
)
def test_a_build_with_what_no_policy_obeys_fails(static, markup):
    (static / "practice" / "index.html").write_text(markup)
    with pytest.raises(RuntimeError, match=re.escape("practice/index.html")):
        inline_scripts.note(static)


def test_what_a_script_only_speaks_of_is_no_markup(static):
    (static / "index.html").write_text("<script>f('<p style=x>')</script><p data-style='x' class='onload'>")
    inline_scripts.note(static)
