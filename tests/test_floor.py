"""What is built works in the oldest browsers we promise, and they are named alike everywhere."""

import re
from pathlib import Path

import pytest

from practice_app import floor
from practice_app.components.shell.head import FLOOR_SCRIPT

ROOT = Path(floor.__file__).resolve().parents[1]


@pytest.fixture
def build(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.css").write_text("a{color:oklch(42% 0.08 160)}b{color:oklch(20% .02 60/.45)}")
    (tmp_path / "assets" / "a.js").write_text("const a=new AbortController;a.abort?.()")
    (tmp_path / "index.html").write_text("<script>location</script>")
    return tmp_path


def test_colours_are_written_so_that_chromium_109_reads_them(build):
    floor.FloorPlugin().post_build(static_dir=build)
    assert (build / "assets" / "a.css").read_text() == "a{color:#1b5a3e}b{color:#1d140d73}"


def test_a_tint_is_no_full_colour_where_colours_cannot_be_mixed():
    mix = "background:color-mix(in oklab, var(--x) %s%%, transparent)"
    newer = "@supports (color:color-mix(in lab, red, red)){.a{" + mix + "}}"
    plain = ".a{z-index:1;background:var(--x);width:6%}"
    assert floor.tinted(plain + newer % 14) == plain.replace("var(--x)", "var(--color-base-300)") + newer % 14
    assert floor.tinted(plain + newer % 55) == plain + newer % 55
    assert floor.tinted(".b{color:red}" + plain) == ".b{color:red}" + plain


@pytest.mark.parametrize(
    ("text", "hexadecimal"), [("100% 0 0", "#ffffff"), ("0% 0 0/.1", "#0000001a"), ("62.8% .2577 29.23", "#ff0000")]
)
def test_a_colour_is_the_same_in_srgb(text, hexadecimal):
    assert floor.in_srgb(f"oklch({text})") == hexadecimal


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("assets/b.js", "fetch(u,{signal:AbortSignal.any([a,b])})"),
        ("assets/b.js", "AbortSignal.timeout(5)"),
        ("assets/b.js", "[3,1].toSorted()"),
        ("assets/b.js", "let{promise:p}=Promise.withResolvers()"),
        ("sw.js", "Object.groupBy(a,b)"),
        ("practice.html", "<script>URL.canParse(a)</script>"),
        ("assets/b.css", "a{color:light-dark(red,blue)}"),
    ],
)
def test_a_build_that_asks_for_more_fails(build, file, text):
    (build / file).write_text(text)
    with pytest.raises(RuntimeError, match=re.escape(file)):
        floor.FloorPlugin().post_build(static_dir=build)


def test_what_asks_first_whether_it_is_there_is_no_fault(build):
    (build / "assets" / "b.js").write_text("document.startViewTransition?.(f);a.toSorted?.()??a.sort()")
    assert floor.beyond(build) == []


def test_no_module_of_ours_asks_for_more():
    sources = [
        path for kind in ("*.js", "*.jsx") for path in (ROOT / "practice_app").rglob(kind) if ".test." not in path.name
    ]
    found = {path.name: [name for name in floor.LATER if name in path.read_text(encoding="utf-8")] for path in sources}
    assert {name: used for name, used in found.items() if used} == {}


def test_the_floor_is_told_alike_in_every_language_and_in_the_docs():
    told = [*floor.sentences().values(), (ROOT / "docs" / "devices.md").read_text(encoding="utf-8")]
    assert all(version in text for text in told for version in floor.FLOOR.values())
    assert len(set(floor.sentences().values())) == 3


def test_the_script_that_tells_is_read_by_a_browser_of_2009():
    code = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"|//[^\n]*|/\[[^\n]*?\]/", "", FLOOR_SCRIPT)
    for newer in ("=>", "let ", "const ", "`", "?.", "??", "...", "class ", "async "):
        assert newer not in code
