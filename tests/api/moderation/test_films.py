"""Films in what was reported: a moderator looks at them, also when nobody else sees them any more."""

from uuid import UUID

from tests.api.moderation.conftest import APPEALS, cases, decide, report
from tests.services import boards


def seen(client, film):
    return client.get(f"/api/v1/moderation/films/{film}", follow_redirects=False).status_code


def test_a_moderator_sees_the_film_that_is_judged_and_no_other(ann, bob, mod, other_mod):
    who = UUID(ann.user["id"])
    film, other = boards.ready(who), boards.ready(who)
    post = boards.standing(who, film)
    assert seen(mod, film) == 404, "nobody has reported it"
    assert report(bob, "post", post).status_code == 201
    assert (seen(mod, film), seen(mod, other)) == (302, 404)
    assert [seen(client, film) for client in (ann, bob)] == [403, 403]
    (case,) = cases(mod)
    assert decide(mod, case["id"], "hide").status_code == 200
    assert seen(mod, film) == 404
    assert ann.post(APPEALS, json={"report_id": case["id"], "text": "It shows my hand."}).status_code == 201
    assert seen(other_mod, film) == 302
