"""Ann is leaving: nobody else sees anything of hers through any door, and she herself can only come back."""

from datetime import UTC, datetime

import pytest

from practice_app.database import DbRole, system_transaction
from practice_app.models import User
from practice_app.services.shared.access import Permission
from tests.permission import matrix
from tests.permission.cast import MARK, PEOPLE, Cast
from tests.permission.test_endpoints import READING, sent
from tests.permission.test_handlers import STATES, forged
from tests.permission.test_rows import _rows
from tests.permission.test_services import _gets
from tests.state.tabs import call, tab

pytestmark = pytest.mark.usefixtures("leaving")
OTHERS = [name for name in PEOPLE if name != "owner"]


@pytest.fixture(scope="module")
def leaving(cast: Cast):
    """She has signed in again since she left."""
    with system_transaction() as db:
        db.get_one(User, cast.ann).deleted_at = datetime.now(UTC)


WAYS = [(table, DbRole(f"woodshed_{way}")) for table, seen in matrix.READ_ONLY.items() for way in ("web", *seen)]


@pytest.mark.parametrize(("table", "role"), WAYS)
def test_no_table_shows_a_row_of_hers_to_anybody_else(cast: Cast, table, role):
    if table in ("groups", "group_works", "group_challenges"):  # a group is nobody's, and what it means to do
        return
    assert [name for name in OTHERS if _rows(table, name, cast, role)] == []


def test_no_permission_gives_anything_of_hers(cast: Cast):
    for permission, things in matrix.PERMISSIONS.items():
        left = ["guardian"] if permission == Permission.CHILD_MANAGE else []  # who may bring the child back
        for thing in {*things} - {"group_id"}:  # a group is nobody's
            assert [name for name in OTHERS if _gets(permission, cast.people[name], cast.ids[thing])] == left, thing


@pytest.mark.parametrize("door", sorted(READING))
def test_what_others_read_is_missing(cast: Cast, clients, door):
    for name in OTHERS:
        answer = sent(clients[name], door, cast.ids, None)
        assert answer.status_code == (401 if name == "nobody" and door not in matrix.ANYBODY else 404), name


@pytest.mark.parametrize("door", [*matrix.OWN, *matrix.NAMED])
def test_every_endpoint_tells_her_so_but_those_for_coming_back(cast: Cast, clients, anns, door):
    before = anns()
    body = matrix.OWN[door] if door in matrix.OWN else matrix.NAMED[door][1]
    if door in matrix.LEAVING - {"GET /me"}:  # they work: tests/api/accounts/test_leaving.py
        return
    answer = sent(clients["owner"], door, matrix.WORDS | cast.ids, body)
    if door == "GET /me":
        assert answer.json()["deletes_at"]
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "leaving")
    assert anns() == before


@pytest.mark.anyio
@pytest.mark.parametrize(("state", "handler"), [(s, h) for s, hs in matrix.HANDLERS.items() for h in hs])
async def test_every_event_handler_leads_her_to_the_page_that_says_so(cast: Cast, anns, state, handler):
    before = anns()
    at = await tab(STATES[state], cast.keys["owner"].cookie, f"/sessions/{cast.ids['session_id']}")
    forged(at, state, cast)
    sent_along = matrix.HANDLERS[state][handler]
    given = [str(cast.ids[one]) if isinstance(one, str) and one.endswith("_id") else one for one in sent_along]
    led = await call(at, handler, *given)
    assert MARK not in str(at._get_root_state().dict())
    assert anns() == before
    assert led is None or "/leaving" in str(led)
    assert led or handler not in ("arrive", "load", "search", "turn", "choose")
