"""What rings rings once, though workers die and are many."""

import threading

import pytest

from practice_app.models import Channel
from practice_app.services.notifications import claims, pushing
from tests.services import people
from tests.services.notifications.ringing import device, long_ago, push, said, status, told


@pytest.fixture
def ann(clean_database):
    return people.person("Ann")


class Killed(BaseException):
    """As SIGKILL: nothing of ours goes on."""


def _killed(*_args, **_more):
    raise Killed


@pytest.mark.parametrize("when", ["taken", "reached", "one device"])
def test_a_worker_that_dies_is_followed_by_one_that_rings_no_second_time(ann, service, monkeypatch, when):
    device(ann, service, "phone")
    device(ann, service, "tablet")
    told(ann)
    with monkeypatch.context() as dying:
        if when == "taken":
            dying.setattr("practice_app.services.notifications.delivering.look", _killed)
        if when == "reached":
            dying.setattr(pushing, "_note", _killed)
        if when == "one device":
            dying.setattr(pushing, "_finish", _killed)
        with pytest.raises(Killed):
            push()
    assert push() == 0  # it may be alive still
    long_ago()
    push()
    assert sorted(path for path, _, _ in service.came) == ["/phone", "/tablet"]
    assert status() == ["sent"]


def test_of_two_workers_at_once_one_has_it(ann, service):
    device(ann, service)
    told(ann)
    first = claims.take(Channel.PUSH)
    told(ann, "two", path="/lessons")
    assert claims.take(Channel.PUSH) is None
    bob = people.person("Bob")
    device(bob, service, "bobs")
    told(bob)
    assert claims.take(Channel.PUSH).user_id == bob
    assert claims.note(first, first.ids, attempts=1)
    long_ago()
    assert len(claims.take(Channel.PUSH).ids) in (1, 2)
    assert not claims.note(first, first.ids, attempts=2)


def test_many_workers_at_once_ring_once(ann, service):
    device(ann, service)
    for key in range(6):
        told(ann, str(key), path=f"/sessions/{key}")
    workers = [threading.Thread(target=push) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [one["title"] for one in said(service)] == ["6 things are new"]
    assert status() == ["sent"] * 6
