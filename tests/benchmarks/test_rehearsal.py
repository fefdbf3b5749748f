"""What the rehearsal of a cluster and the model of workers say is read off right."""

import asyncio
import random

import httpx
import pytest

from benchmarks.soak.cluster import report
from benchmarks.soak.cluster.audit import Found
from benchmarks.soak.cluster.events import Phase
from benchmarks.soak.cluster.musician import Musician
from benchmarks.workers import Pace, Take, day, heard_s

TAKE = b"sound" * 3


def deed(kind: str, due: float, took_s: float | None, **more) -> dict:
    """Something that was due."""
    return {"kind": kind, "due": due, "took_s": took_s, "tries": 1, "refused": "", "stumbled": [], **more}


def judged(*deeds: dict, found: Found | None = None) -> report.Verdict:
    """What is said of these."""
    told = {"everybody": [{"deeds": list(deeds)}], "pages": []}
    return report.judge(told, 0, [Phase("calm", 0, 100)], found or Found())


def test_what_was_refused_or_never_ended_has_failed_and_what_is_lost_is_no_success():
    well = [deed("read", n, 0.1) for n in range(10)]
    assert judged(*well).good
    assert not judged(*well, deed("save", 5, None, refused="PUT /sessions/…: 422")).good
    assert not judged(*well, deed("upload", 5, None)).good
    assert not judged(*well, found=Found(sessions_lost=["one"])).good
    assert not judged(*well, found=Found(not_once=["one"])).good


def test_the_percentile_is_of_what_a_person_waits_for():
    verdict = judged(*(deed("read", n, 0.1) for n in range(99)), deed("save", 1, 9.0), deed("upload", 1, 90.0))
    assert verdict.p50_s == 0.1
    assert 0.1 < verdict.p99_s < 9.1


@pytest.fixture
def at_once(monkeypatch):
    """Nobody waits."""

    async def pass_by(_seconds):
        return None

    monkeypatch.setattr("benchmarks.soak.cluster.musician.asyncio.sleep", pass_by)


def served(*answers: httpx.Response):
    """A server that gives these answers in turn, and what it was asked."""
    asked, left = [], list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.method} {request.url.path.rpartition('/')[2][:8]}")
        return left.pop(0)

    client = httpx.AsyncClient(base_url="http://here", transport=httpx.MockTransport(answer))
    return Musician(client, "cookie", 0, random.Random(1)), asked


def test_a_musician_tries_again_what_may_pass_and_nothing_else(at_once):
    one, asked = served(httpx.Response(503, headers={"Retry-After": "5"}), httpx.Response(200, json={}))
    asyncio.run(one.read(0))
    assert (len(asked), one.deeds[0].tries, one.deeds[0].took_s is not None) == (2, 2, True)
    one, asked = served(httpx.Response(403, json={"code": "not_allowed"}))
    asyncio.run(one.read(0))
    assert (len(asked), one.deeds[0].took_s, one.deeds[0].refused[-15:]) == (1, None, "403 not_allowed")


def test_a_musician_who_is_told_when_comes_then_or_a_little_later(monkeypatch):
    waits = []

    async def pass_by(seconds):
        waits.append(seconds)

    monkeypatch.setattr("benchmarks.soak.cluster.musician.asyncio.sleep", pass_by)
    one, _ = served(*[httpx.Response(503, headers={"Retry-After": "20"})] * 3, httpx.Response(200, json={}))
    asyncio.run(one.read(0))
    assert all(20 <= wait <= 25 for wait in waits)
    assert len(set(waits)) == 3


def test_an_upload_that_the_store_forgot_is_begun_again(at_once):
    signed = {"parts": [{"number": 1, "url": "http://here/_s3/part", "expires_at": ""}]}
    begun = [httpx.Response(201, json={"part_size": 100}), httpx.Response(200, json={"uploaded": []})]
    ended = [httpx.Response(200, json=signed), httpx.Response(200), httpx.Response(200, json={})]
    gone = httpx.Response(409, json={"code": "upload_gone"})
    one, asked = served(httpx.Response(201, json={}), *begun, gone, *begun, *ended)
    asyncio.run(one.practise(0, 0, TAKE, "digest"))
    assert [deed.refused for deed in one.deeds] == ["", ""]
    assert asked[1:] == [
        "POST recordin",
        "GET parts",
        "POST parts",
        "POST recordin",
        "GET parts",
        "POST parts",
        "PUT part",
        "POST complete",
    ]


def test_takes_wait_for_a_free_process():
    takes = [Take(0, 10), Take(0, 10), Take(100, 10)]
    assert heard_s(takes, 1, Pace(1, 1)) == [11, 22, 11]
    assert heard_s(takes, 2, Pace(1, 1)) == [11, 11, 11]


def test_a_days_takes_come_mostly_in_the_evening():
    takes = list(day(10_000, random.Random(1)))
    evening = [take for take in takes if 17 * 3600 <= take.at_s < 22 * 3600]
    assert 9500 < len(takes) < 10_500
    assert 0.5 < len(evening) / len(takes) < 0.6
    assert takes == sorted(takes, key=lambda take: take.at_s)
