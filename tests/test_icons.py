"""An icon that a page names is one that is drawn: one that isn't would be a filled square."""

import re

from tests.stack import ROOT

NAMED = re.compile(r'\bicon(?:_name)?(?:\(|=)\s*"([a-z0-9-]+)"|\bPlace\("[^"]*", "([a-z0-9-]+)"')


def test_every_icon_that_is_named_is_drawn():
    drawn = set(re.findall(r"@utility icon-([\w-]+) \{", (ROOT / "assets/styles/icons.css").read_text()))
    files = [file for kind in ("py", "jsx") for file in (ROOT / "practice_app").rglob(f"*.{kind}")]
    named = {
        name.removeprefix("icon-")
        for file in files
        for found in NAMED.findall(file.read_text())
        for name in found
        if name
    }
    assert len(named) > 30
    assert named - drawn == set()
