"""How long after a teacher sent a comment it stands on the student's open page.

    python -m benchmarks.hearing --comments 200

The web process as it is served: the teacher speaks REST, the student's page is a socket that follows its session. The
clock runs from before the request is sent until the page has been given the comment.
"""

import argparse
import asyncio
import json
import statistics
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx

from benchmarks.served import Served, served
from tests.sockets import Tab


def meet(app: Served) -> tuple[str, str, UUID, UUID]:
    """Let one teach the other, who shares a take; gives the cookies of both, the session and the take."""
    from sqlmodel import select

    from practice_app.database import system_transaction
    from practice_app.ids import new_id
    from practice_app.models import PracticeSession, Recording, TeacherStudent

    teacher, student = app.seed_people(2, sessions_each=1)
    with system_transaction() as db:
        first, second = db.exec(select(PracticeSession).order_by(PracticeSession.user_id)).all()  # ids grow with time
        since = datetime.now(UTC) - timedelta(days=90)
        db.add(TeacherStudent(teacher_id=first.user_id, student_id=second.user_id, since=since))
        kept = {"keep": True, "shared": True, "shared_at": since, "status": "ready", "duration_s": 1200.0}
        take = Recording(session_id=second.id, user_id=second.user_id, object_key=str(new_id()), mime_type="audio/webm")
        db.add(take.sqlmodel_update(kept))
        return teacher, student, second.id, take.id


async def heard_ms(address: str, teacher: str, student: str, session: UUID, take: UUID, count: int) -> list[float]:
    """Say so much, one thing after the other, and tell of each how long it was on its way."""
    from practice_app.state.teaching.heard import HeardState

    name, path, took = HeardState.get_full_name(), f"/sessions/{session}", []
    headers = {"Cookie": f"woodshed_session={teacher}", "Origin": address}
    async with (
        Tab(address, student) as page,
        httpx.AsyncClient(base_url=address, headers=headers, timeout=30) as client,
    ):
        await page.hydrate(path)
        await page.send(f"{name}.load", {}, path)
        await asyncio.sleep(1)
        for number in range(count):
            words = f"comment {number}"
            began = time.perf_counter()
            answer = await client.post(f"/api/v1/videos/{take}/feedback", json={"at_s": number, "text": words})
            answer.raise_for_status()
            while f'"{words}"' not in json.dumps(page.state):
                await page.change()
            took.append(1000 * (time.perf_counter() - began))
    return took


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--comments", type=int, default=200)
    chosen = options.parse_args()
    with served() as app:
        took = sorted(asyncio.run(heard_ms(app.address, *meet(app), chosen.comments)))
    p95 = took[int(len(took) * 0.95)]
    print(json.dumps({"comments": len(took), "p50_ms": round(statistics.median(took), 1), "p95_ms": round(p95, 1)}))


if __name__ == "__main__":
    main()
