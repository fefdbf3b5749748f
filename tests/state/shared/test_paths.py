"""Nobody is led off this site after signing in; the browser's side reads the same table."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from practice_app.components import accounts
from practice_app.state.shared.paths import own_path, sign_in_and_back

TABLE = json.loads((Path(accounts.__file__).parent / "testing" / "destinations.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("wanted", "path"), TABLE)
def test_a_path_of_this_site_is_kept_and_the_rest_leads_home(wanted, path):
    assert own_path(wanted) == path


@pytest.mark.parametrize(
    "path", ["/sessions/1", "/sessions/1?a=b&next=//evil.example", "/일지", "//evil.example", "/a&b=c"]
)
def test_the_sign_in_page_is_asked_for_one_path_and_nothing_else(path):
    asked = urlsplit(sign_in_and_back(path))
    assert (asked.netloc, asked.path) == ("", "/login")
    assert parse_qs(asked.query) == {"next": [own_path(path)]}
