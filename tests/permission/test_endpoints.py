"""Every endpoint of the REST API, called by everybody."""

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.services.shared.access import Permission
from tests.permission import matrix
from tests.permission.cast import MARK, NOTED, PEOPLE, Cast, things
from tests.permission.feedback import WORDS_ANSWERED, WORDS_DRAFTED, WORDS_SAID
from tests.permission.matrix import differences
from tests.permission.partners import asked_by, nobody_else_looks
from tests.services import boards


def test_every_endpoint_has_its_line(rest):
    paths = rest.openapi()["paths"]
    found = {f"{verb.upper()} {path.removeprefix('/api/v1')}" for path, verbs in paths.items() for verb in verbs}
    children = [door.replace("person_id", "child_id") for door in matrix.CHILDREN]
    named = [*matrix.NAMED, *matrix.STUDENTS, *matrix.TAUGHT, *matrix.HOMEWORK, *matrix.HEARING, *matrix.PARTIES_ALONE]
    named += [
        *matrix.REVIEWS,
        *matrix.SAID,
        *matrix.BOARD,
        *map(matrix.as_written, matrix.GROUPS),
        *matrix.ASKING,
        *matrix.OFFICE,
    ]
    listed = [*matrix.OPEN, *matrix.OWN, *named, *children]
    assert found == set(listed)
    assert len(listed) == len(set(listed))


READING = {door for door in matrix.NAMED if door.startswith("GET") and not door.endswith("/parts")}


def sent(client, door, ids, body):
    verb, path = door.split(" ", 1)
    return client.request(verb, f"/api/v1{path.format(**ids)}", json=body or None)


@pytest.mark.parametrize("door", matrix.NAMED)
def test_an_endpoint_answers_whom_the_permission_is_given_to(cast: Cast, clients, anns, door):
    permission, body = matrix.NAMED[door]
    name_of_id = door.rsplit("{", 1)[1].partition("}")[0]
    meant = matrix.PERMISSIONS[permission].get(name_of_id) or matrix.PERMISSIONS[permission]["session_id"]
    before = anns()
    answers = {name: sent(clients[name], door, cast.ids, body) for name in PEOPLE if name != "owner"}
    assert anns() == before
    assert answers.pop("nobody").status_code == (404 if door in matrix.ANYBODY else 401)
    assert not differences(meant - matrix.ALONE, [n for n, a in answers.items() if a.status_code == 200])
    first = door.split("{", 1)[1].partition("}")[0]
    seeing = matrix.PERMISSIONS[matrix.SEEN[first]][first] if first in matrix.SEEN and door not in READING else set()
    assert differences(seeing - meant, [n for n, a in answers.items() if a.status_code == 403]) == {}
    assert {a.status_code for n, a in answers.items() if n not in meant | seeing} == {404}
    assert not [n for n, a in answers.items() if n not in meant and MARK in a.text]
    hers = cast.ids if door in READING else cast.ids | things(cast.ann)
    assert sent(clients["owner"], door, hers, body).status_code not in (401, 403, 404)


def _asking(door):
    """Everybody; but nobody loses the keys that are needed still, and hashing a password is dear."""
    few = dict.fromkeys(("POST /me/password", "DELETE /me"), ("stranger", "teacher"))
    few |= {"POST /auth/logout": (), "POST /auth/logout-everywhere": ()}
    few["GET /children"] = [name for name in PEOPLE if name not in ("owner", "nobody", "guardian")]
    few["GET /students"] = [name for name in PEOPLE if name not in {"owner", "nobody"} | matrix.TEACHERS]
    few["GET /assignments"] = [name for name in PEOPLE if name not in ("owner", "nobody", "teacher")]
    # She shares a take with her teachers, who are told so.
    few["GET /notifications"] = [name for name in PEOPLE if name not in {"owner", "nobody"} | matrix.TEACHERS]
    # Who looks for a partner finds others, and who looks no more takes back what they asked.
    few |= dict.fromkeys(("PUT /partners/me", "DELETE /partners/me"), ("teacher", "guardian"))
    few["GET /partners/requests"] = [name for name in PEOPLE if name not in ("owner", "nobody", "stranger")]
    return few.get(door, [name for name in PEOPLE if name not in ("owner", "nobody")])


@pytest.mark.parametrize("door", matrix.OWN)
def test_an_endpoint_that_names_nothing_meets_ones_own_alone(cast: Cast, clients, anns, door):
    before = anns()
    for name in _asking(door):
        answer = sent(clients[name], door, matrix.WORDS, matrix.OWN[door])
        assert answer.status_code < 500
        assert MARK not in answer.text
        assert str(cast.ids["session_id"]) not in answer.text
    assert sent(clients["nobody"], door, matrix.WORDS, matrix.OWN[door]).status_code == 401
    assert anns() == before


@pytest.mark.parametrize("door", matrix.CHILDREN)
def test_a_childs_account_is_its_guardians_to_look_after_and_nobody_elses(cast: Cast, clients, anns, door):
    before, body = anns(), matrix.CHILDREN[door]
    answers = {name: sent(clients[name], door, cast.ids, body) for name in PEOPLE if name != "guardian"}
    assert anns() == before
    assert answers.pop("nobody").status_code == 401
    assert {answer.status_code for answer in answers.values()} == {404}
    assert not [answer for answer in answers.values() if MARK in answer.text]
    # Of the guardian there is another child, so that Ann stays who she is.
    assert sent(clients["guardian"], door, cast.ids | {"person_id": cast.child}, body).is_success


@pytest.mark.parametrize("door", matrix.STUDENTS)
def test_a_student_is_her_teachers_to_look_at_and_nobody_elses(cast: Cast, clients, anns, door):
    before, body = anns(), matrix.STUDENTS[door]
    answers = {name: sent(clients[name], door, cast.ids, body) for name in PEOPLE}
    assert anns() == before
    assert answers.pop("nobody").status_code == 401
    assert {name for name, answer in answers.items() if answer.is_success} == matrix.TEACHERS
    others = [answer for name, answer in answers.items() if name not in matrix.TEACHERS]
    assert {answer.status_code for answer in others} == {404}
    assert not [answer for answer in others if MARK in answer.text]


def test_a_teacher_lists_those_who_are_their_students_now(cast: Cast, clients):
    """With what may be known of each: the first teacher knows nothing of the time before."""
    found = {name: clients[name].get("/api/v1/students").json()["items"] for name in PEOPLE if name != "nobody"}
    ann = str(cast.ann)
    assert {name for name, items in found.items() if ann in [one["user"]["id"] for one in items]} == matrix.TEACHERS
    assert [one["user"]["id"] == ann for one in found["other_teacher"]] == [False]


def test_what_a_teacher_notes_is_read_by_that_teacher_alone(cast: Cast, clients):
    assert sent(clients["teacher"], "PATCH /students/{student_id}", cast.ids, {"note": NOTED}).is_success
    read = {name: sent(clients[name], "GET /students/{student_id}", cast.ids, None).text for name in PEOPLE}
    assert {name for name, told in read.items() if NOTED in told} == {"teacher"}


@pytest.mark.parametrize("door", matrix.TAUGHT)
def test_a_lesson_is_changed_by_who_teaches_now_and_is_nobody_elses_to_change(cast: Cast, clients, anns, door):
    before, body = anns(), matrix.TAUGHT[door]
    earlier = cast.ids | {"class_id": cast.ids["old_class_id"]}
    for ids, seeing in ((cast.ids, {"owner"}), (earlier, {"owner", "ex_teacher"})):
        teaching = {"teacher"} if ids is cast.ids else set()
        answers = {name: sent(clients[name], door, ids, body) for name in PEOPLE if name not in teaching}
        assert answers.pop("nobody").status_code == 401
        assert {name for name, answer in answers.items() if answer.status_code == 403} == seeing
        assert {answer.status_code for name, answer in answers.items() if name not in seeing} == {404}
        assert not [answer for answer in answers.values() if MARK in answer.text]
    assert anns() == before
    assert sent(clients["teacher"], door, cast.ids, body).is_success


@pytest.mark.parametrize("door", matrix.HEARING)
def test_what_a_teacher_plays_to_her_is_heard_by_the_two_while_one_teaches_the_other(cast: Cast, clients, door):
    """And by nobody else: no other teacher or student, nobody who looks after her; what is hers is no example."""
    now = {"assignment_id": cast.ids["assignment_id"], "recording_id": cast.ids["example_id"]}
    before = {"assignment_id": cast.ids["old_assignment_id"], "recording_id": cast.ids["old_example_id"]}
    for ids, meant, seeing in ((now, {"owner", "teacher"}, set()), (before, set(), {"owner"})):
        answers = {name: sent(clients[name], door, ids, None) for name in PEOPLE}
        assert answers.pop("nobody").status_code == 401
        assert {name for name, answer in answers.items() if answer.is_success} == meant
        assert {name for name, answer in answers.items() if answer.status_code == 403} == seeing
        assert {a.status_code for name, a in answers.items() if name not in meant | seeing} == {404}
    for other in ("old_example_id", "recording_id", "unshared_recording_id"):
        mixed = now | {"recording_id": cast.ids[other]}
        assert {sent(clients[name], door, mixed, None).status_code for name in ("owner", "teacher")} == {404}


@pytest.mark.parametrize("door", matrix.HOMEWORK)
def test_homework_is_the_teachers_to_change_and_the_students_to_hand_in(cast: Cast, clients, anns, door):
    (meant, body), before = matrix.HOMEWORK[door], anns()
    body = body and {name: str(cast.ids.get(value, value)) for name, value in body.items()}
    earlier = cast.ids | {"assignment_id": cast.ids["old_assignment_id"]}
    for ids, seeing in ((cast.ids, {"owner", "teacher"} - {meant}), (earlier, {"owner"})):
        acting = {meant} if ids is cast.ids else set()
        answers = {name: sent(clients[name], door, ids, body) for name in PEOPLE if name not in acting}
        assert answers.pop("nobody").status_code == 401
        assert {name for name, answer in answers.items() if answer.status_code == 403} == seeing
        assert {answer.status_code for name, answer in answers.items() if name not in seeing} == {404}
        assert not [answer for answer in answers.values() if MARK in answer.text]
    assert anns() == before
    assert sent(clients[meant], door, cast.ids, body).is_success


@pytest.mark.parametrize("door", matrix.PARTIES_ALONE)
def test_who_teaches_whom_is_for_the_two_of_them_to_change(cast: Cast, clients, door):
    before, body = _connections(), matrix.PARTIES_ALONE[door]
    for name in PEOPLE:
        if name == "owner" or ((name.endswith("teacher") or name == "teacher_with_history") and "student" in door):
            continue
        answer = sent(clients[name], door, {"student_id": cast.ann, "teacher_id": cast.people["teacher"]}, body)
        assert answer.status_code == (401 if name == "nobody" else 404), name
    for name in ("ex_teacher", "other_teacher"):
        assert sent(clients[name], "DELETE /students/{id}", {"id": cast.ann}, None).status_code == 404, name
    assert _connections() == before


def _connections():
    with system_transaction() as db:
        return db.execute(text("SELECT * FROM teacher_student ORDER BY id")).all()


@pytest.mark.parametrize("door", matrix.BOARD)
def test_what_stands_on_the_board_is_read_by_everybody_and_changed_by_who_wrote_it(cast: Cast, clients, anns, door):
    (meant, body), before = matrix.BOARD[door], anns()
    fresh = boards.written(cast.ann, MARK) | {"moment_id": boards.shown(cast.ann, cast.ids["session_id"])}
    ids = cast.ids | fresh | {"film_id": boards.filmed(cast.ann)} | matrix.NAMED_THERE
    boards.standing(cast.ann, ids["film_id"])
    last = sorted(PEOPLE, key=lambda name: name == "owner")  # who may take it away
    body = body and {
        name: str(ids.get(value, value)) if name == "session_id" else value for name, value in body.items()
    }
    answers = {name: sent(clients[name], door, ids, body) for name in last}
    assert answers.pop("nobody").status_code == 401
    assert not differences(meant, [name for name, answer in answers.items() if answer.is_success])
    told = {answer.status_code for name, answer in answers.items() if name not in meant}
    hidden = {403, 404} if "moments" in door else {404}  # who reads the session may not show it
    other = {415, 422} if "uploads" in door or door == "POST /forum/films" else {403, 409}
    unseen = any(name in door for name in ("user_id", "person_id", "moments", "film_id"))
    assert told <= (hidden if unseen else other)
    if meant == matrix.ALONE:
        draft = ids | {"post_id": ids["draft_id"]}
        assert {sent(clients[name], door, draft, body).status_code for name in answers if name != "owner"} <= {403, 404}
    assert before


def test_a_guardian_lists_the_children_that_are_theirs(cast: Cast, clients):
    found = clients["guardian"].get("/api/v1/children").json()["items"]
    assert {child["id"] for child in found} == {str(cast.ann), str(cast.child)}


def test_what_a_teacher_says_is_between_them_and_her_and_who_looks_after_her(cast: Cast, clients):
    """Another teacher of hers reads the take, and not that."""
    door = "GET /videos/{recording_id}/feedback"
    read = {name: sent(clients[name], door, cast.ids, None).text for name in PEOPLE}
    both = {"owner", "teacher", "guardian"}
    for words, meant in ((WORDS_SAID, both), (WORDS_ANSWERED, both), (WORDS_DRAFTED, {"teacher"})):
        assert {name for name, told in read.items() if words in told} == meant, words
    earlier = cast.ids | {"recording_id": cast.ids["old_recording_id"]}
    told = {name for name in PEOPLE if WORDS_SAID in sent(clients[name], door, earlier, None).text}
    assert told == {"owner", "guardian"}


@pytest.mark.parametrize("door", matrix.SAID)
def test_what_was_said_is_for_her_and_who_said_it(cast: Cast, clients, anns, door):
    before, (permission, body) = anns(), matrix.SAID[door]
    for thing, meant in matrix.COMMENTS[permission].items():
        seeing, ids = matrix.PERMISSIONS[Permission.FEEDBACK_READ][thing] - meant, {"feedback_id": cast.ids[thing]}
        answers = {name: sent(clients[name], door, ids, body) for name in PEOPLE if name not in meant}
        assert answers.pop("nobody").status_code == 401
        assert {name for name, answer in answers.items() if answer.status_code == 403} == seeing
        assert {answer.status_code for name, answer in answers.items() if name not in seeing} == {404}
    assert anns() == before
    for name in sorted(matrix.COMMENTS[permission]["feedback_id"]):
        assert sent(clients[name], door, cast.ids, body).is_success


@pytest.mark.parametrize("door", matrix.REVIEWS)
def test_her_teachers_of_now_say_something_about_what_they_see(cast: Cast, clients, anns, door):
    before, body = anns(), matrix.REVIEWS[door]
    earlier = {name: cast.ids[f"old_{name}"] for name in ("session_id", "recording_id")}
    hers = {"owner"} if door in matrix.HERS_TOO else set()
    seeing = {"owner", "guardian"} - hers
    for ids, meant in ((cast.ids, matrix.TEACHERS), (earlier, {"teacher_with_history"})):
        answers = {name: sent(clients[name], door, ids, body) for name in PEOPLE if name not in meant | hers}
        assert answers.pop("nobody").status_code == 401
        assert {name for name, answer in answers.items() if answer.status_code == 403} == seeing
        assert {a.status_code for name, a in answers.items() if name not in seeing} == {404}
    assert anns() == before
    hidden = {"session_id": cast.ids["deleted_session_id"], "recording_id": cast.ids["unshared_recording_id"]}
    for name in matrix.TEACHERS:
        assert sent(clients[name], door, hidden, body).status_code == 404
    for name in matrix.TEACHERS | hers:
        assert sent(clients[name], door, cast.ids, body).is_success


@pytest.mark.parametrize("door", matrix.ASKING)
def test_an_ask_is_for_the_two_and_for_who_was_asked_to_answer(cast: Cast, clients, anns, door):
    """Who doesn't look for a partner asks nobody, and learns of nobody whether they look."""
    nobody_else_looks(cast.ann)
    before, body = anns(), matrix.ASKING[door]
    two = set() if door.endswith("/ask") else {"owner", "stranger"}
    ids = cast.ids | {"user_id": cast.ann}
    answers = {name: sent(clients[name], door, ids, body) for name in PEOPLE if name not in two}
    assert answers.pop("nobody").status_code == 401
    answers.pop("owner", None)
    assert {answer.status_code for answer in answers.values()} == {404 if two else 409}
    assert not [answer for answer in answers.values() if MARK in answer.text]
    assert anns() == before
    for name in sorted(two):
        answer = sent(clients[name], door, cast.ids, body)
        assert answer.status_code == {"POST": 200 if name == "owner" else 403, "DELETE": 204}[door.split()[0]], name
        if door.startswith("DELETE"):
            asked_by(cast.people["stranger"], cast)


@pytest.mark.parametrize("door", matrix.OFFICE)
def test_what_is_a_moderators_is_nobody_elses_and_takes_a_second_factor(cast: Cast, clients, anns, door):
    """The moderator and the administrator of the cast came in by a password alone."""
    before = anns()
    answers = {name: sent(clients[name], door, cast.ids, matrix.OFFICE[door]) for name in PEOPLE}
    assert anns() == before
    assert answers.pop("nobody").status_code == 401
    assert {answer.status_code for answer in answers.values()} == {403}
    offices = {name for name, answer in answers.items() if answer.json()["code"] == "second_factor_needed"}
    assert offices == {"moderator", "admin"}
    assert not [answer for answer in answers.values() if MARK in answer.text]
