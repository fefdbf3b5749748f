"""Whose rows are meant is written in one place, and nobody asks for a role anywhere else."""

import re

from tests.stack import ROOT

PREDICATE = re.compile(r"user_id\)? ?== ?(user_id|who|owner|person)\b|user_id = :|filter_by\(")
ROLE = re.compile(r"role (==|in|is|!=) |\.role (==|in|is|!=) ")


def found(pattern, *folders):
    files = [file for folder in folders for file in (ROOT / "practice_app" / folder).rglob("*.py")]
    return {str(file.relative_to(ROOT)) for file in files if pattern.search(file.read_text())}


def test_only_access_says_whose_rows_are_meant():
    assert found(PREDICATE, "services", "api", "state") == {"practice_app/services/shared/access.py"}


def test_no_verb_handler_or_page_asks_what_somebody_is():
    assert found(ROLE, "api", "state", "pages", "components") == set()
