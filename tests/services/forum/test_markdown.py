"""What becomes of what people write: never a script, never a style, never somebody else's picture."""

import re
from html.parser import HTMLParser

import pytest

from practice_app.errors import Invalid
from practice_app.services.forum import markdown
from practice_app.services.forum.markdown import LONGEST_ABC, MOST_ABC, made

EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='javascript:alert(1)'>",
    "<a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)",
    "JaVaScRiPt&#58;alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "</code></pre><script>alert(1)</script>",
    "<style>*{background:url(//evil)}</style>",
    "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "\u202ealert\u202c",
    "//evil.example/x.png",
    "/forum/pictures/../../x.webp",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
PATHS = [
    "{}",
    "# {}",
    "> {}",
    "- {}",
    "`{}`",
    "```\n{}\n```",
    "```{}\nx\n```",
    "[x]({})",
    "[x](<{}>)",
    '[x](https://a.example "{}")',
    "[{}](https://a.example)",
    "![{}](/x)",
    "![x]({})",
    "![{}](moment:0198c0de-0000-7000-8000-000000000000)",
    "![x](moment:{})",
    "![{}](film:0198c0de-0000-7000-8000-000000000000)",
    "![x](film:{})",
    "<{}>",
    "[x][y]\n\n[y]: {}",
    "|{}|\n|-|\n|{}|",
    "**{}** ~~{}~~",
    "    {}",
]
SAFE = re.compile(r"^(https?:|mailto:|/(?!/)|#)")


class Seen(HTMLParser):
    """Everything that a browser would make of it."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.wrong = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcset", "id"):
                self.wrong.append((tag, name))
            if name in ("href", "src") and not SAFE.match(value or ""):
                self.wrong.append((tag, name, value))
        if tag == "img" and not dict(attrs).get("src", "").startswith("/forum/pictures/"):
            self.wrong.append((tag, attrs))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("evil", EVIL)
def test_nothing_that_somebody_writes_runs_or_calls_home(path, evil):
    seen = Seen(made(path.replace("{}", evil)))
    assert seen.tags <= markdown._TAGS
    assert seen.wrong == []


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**이것(중요)**은", "<p><strong>이것(중요)</strong>은</p>"),
        ("他說**「你好」**了", "<p>他說<strong>「你好」</strong>了</p>"),
        ("*활(弓)*을", "<p><em>활(弓)</em>을</p>"),
        ("**bold** and *so* on 2*3*4", "<p><strong>bold</strong> and <em>so</em> on 2<em>3</em>4</p>"),
        ("snake_case_word", "<p>snake_case_word</p>"),
        ("# One\n###### Six", "<h2>One</h2>\n<h6>Six</h6>"),
        ("[a](https://a.example)", '<p><a href="https://a.example" rel="nofollow ugc noopener">a</a></p>'),
        ("https://a.example", "<p>https://a.example</p>"),
        ("![a](https://a.example/x.png)", "<p>a</p>"),
        ("```python\nx\n```", '<pre><code><span class="hl-n">x</span>\n</code></pre>'),
        ("```nonsense\n<x>\n```", "<pre><code>&lt;x&gt;\n</code></pre>"),
    ],
)
def test_it_reads_as_it_was_meant(source, html):
    assert made(source).strip() == html


@pytest.mark.parametrize(
    "source",
    [
        ">" * 10_000 + "a",
        "- " * 10_000,
        "[" * 20_000,
        "![" * 10_000,
        "*a " * 6_600,
        "`" * 20_000,
        "[a](<b" * 2_800,
        "**가" * 6_000,
        "```python\n" + "+ - " * 4_900 + "\n```",
        "```python\n" + "+ " * 3_900 + "\n```",
        "|a" * 6_000 + "\n" + "|-" * 3_000,
        "a" + "\u0301" * 19_000,
    ],
)
def test_what_is_made_to_take_long_takes_no_longer_than_it_may(source):
    assert len(made(source)) <= markdown.HTML_LENGTH


def test_links_and_letters_are_bounded():
    with pytest.raises(Invalid):
        made("x" * 20_001)
    with pytest.raises(Invalid):
        made("[a](https://a.example)" * 21)


def test_the_longest_name_is_meant():
    people = {"Ann": 1, "Ann Lee": 2}
    assert markdown.mentions_in("@Ann Lee and me", people) == [2]
    assert markdown.mentions_in("@Ann and @Ann Lee", people) == [2, 1]
    assert markdown.mentions_in("ann@Lee.example", people) == []


def test_notation_is_named_so_that_pages_draw_it_within_bounds():
    tune = "X:1\nK:C\nCDEF <b>\n"
    assert made(f"```abc\n{tune}```") == '<pre><code class="abc">X:1\nK:C\nCDEF &lt;b&gt;\n</code></pre>\n'
    assert made(f"```abc\n{tune}```\n" * 9).count('class="abc"') == MOST_ABC
    assert 'class="abc"' not in made(f"```abc\n{'C' * (LONGEST_ABC + 1)}\n```")
    assert "<code class=" not in made("```abcd\nC\n```") + made('<code class="abc">C</code>')
