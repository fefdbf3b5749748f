"""A musician and their device: practises and reads on a fixed clock, and sends as the outbox of the app does.

What is due is begun when it is due, whatever became of what came before; how long it took counts from then.
The rules of trying again are those of the outbox (`api.js`, `backoff.js`, `sender.js`, `drain.js`, `sync.js`).
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from practice_app.ids import new_id

TIMEOUT_S, PART_TIMEOUT_S = 30.0, 60.0
BASE_S, CAP_S, HURRY_S = 1.0, 300.0, 1.0
MOST_RESTARTS, LONGEST_WAIT_S = 9, 4 * 3600.0
PASSING = {0, 408, 425, 429}
UNFIT = {400, 405, 409, 410, 412, 413, 416, 501}
READS = ("/sessions?limit=20", "/analytics/dash", "/me", "/pieces?limit=20", "/progress/due")


class Refused(Exception):
    """What somebody would have to look at."""


class Passing(Exception):
    """What may well succeed later."""

    def __init__(self, why: str, wait_s: float = 0) -> None:
        super().__init__(why)
        self.wait_s = wait_s


class Gone(Exception):
    """The upload has to be begun again."""

    def __init__(self, *, unfit: bool = False) -> None:
        super().__init__("unfit" if unfit else "gone")
        self.unfit = unfit


@dataclass
class Deed:
    """Something that was due, and how it went."""

    kind: str
    due: float
    """Seconds since the beginning."""
    took_s: float | None = None
    """From when it was due until it had succeeded; ``None``: it never did."""
    tries: int = 0
    refused: str = ""
    stumbled: list[str] = field(default_factory=list)


@dataclass
class Practised:
    """A session with its recording, as it lay on the device."""

    session: str
    recording: str
    note: str
    sound: int
    """Which of the sounds it is."""
    keep: bool


@dataclass
class Take:
    """A recording on its way, and what the device believes of it."""

    practised: Practised
    body: bytes
    sha256: str
    begun: bool = False
    unfit: bool = False
    refused: bool = False
    restarts: int = 0
    part_size: int = 0


class Musician:
    """One of them."""

    def __init__(self, client: httpx.AsyncClient, cookie: str, began: float, chance: random.Random) -> None:
        self._client, self._began, self._chance = client, began, chance
        self._headers = {"Cookie": f"woodshed_session={cookie}", "Origin": str(client.base_url).rstrip("/")}
        self.deeds: list[Deed] = []
        self.practised: list[Practised] = []

    async def read(self, due: float) -> None:
        """Look at a page."""
        path = self._chance.choice(READS)
        await self._do(Deed("read", due), lambda: self._call("GET", path))

    async def practise(self, due: float, sound: int, body: bytes, sha256: str) -> None:
        """Finish a session, which is sent, and its recording after it."""
        practised = Practised(str(new_id()), str(new_id()), f"rehearsal {new_id()}", sound, self._chance.random() < 0.5)
        self.practised.append(practised)
        session = self._session(practised)
        await self._do(Deed("save", due), lambda: self._call("PUT", f"/sessions/{practised.session}", session))
        take = Take(practised, body, sha256)
        await self._do(Deed("upload", due), lambda: self._send(take))

    async def _do(self, deed: Deed, attempt: Callable[[], Awaitable[Any]]) -> None:
        """Try until it succeeds, or is refused."""
        self.deeds.append(deed)
        while True:
            deed.tries += 1
            try:
                await attempt()
            except Passing as passing:
                deed.stumbled.append(str(passing))
                chance, ceiling = self._chance.random(), min(CAP_S, BASE_S * 2 ** (deed.tries - 1))
                await asyncio.sleep(max(HURRY_S, passing.wait_s * (1 + chance / 4), chance * ceiling))
            except Refused as refused:
                deed.refused = str(refused)
                return
            else:
                deed.took_s = time.monotonic() - self._began - deed.due
                return

    async def _call(self, method: str, path: str, body: Any = None) -> Any:
        try:
            answer = await self._client.request(
                method, f"/api/v1{path}", json=body, headers=self._headers, timeout=TIMEOUT_S
            )
        except httpx.TransportError as error:
            raise Passing(f"{method} {path.partition('?')[0]}: {type(error).__name__}") from error
        if answer.is_success:
            return answer.json() if answer.content else None
        code = _code(answer)
        if code in {"upload_gone", "upload_incomplete"} or (answer.status_code == 404 and "/recordings/" in path):
            raise Gone
        told = f"{method} {_route(path)}: {answer.status_code} {code}"
        if answer.status_code >= 500 or answer.status_code in PASSING:
            raise Passing(told, float(answer.headers.get("retry-after", 0)))
        raise Refused(told)

    def _session(self, practised: Practised) -> dict[str, Any]:
        """What the device says of it; always the same."""
        ended = datetime.now(UTC)
        begun = ended - timedelta(minutes=20)
        stretch = {"started_at": begun.isoformat(), "ended_at": ended.isoformat()}
        more = {"instrument": "violin", "note": practised.note, "timezone": "Asia/Seoul", "self_rating": 4}
        return {**stretch, "intervals": [stretch], **more, "client_updated_at": ended.isoformat()}

    async def _send(self, take: Take) -> None:
        """One attempt at a recording: from wherever it is to its end."""
        while True:
            try:
                return await self._attempt(take)
            except Gone as gone:
                take.begun, take.unfit, take.restarts = False, gone.unfit, take.restarts + 1
                if take.restarts > MOST_RESTARTS:
                    raise Refused("upload: begun anew more often than a device does") from gone
                if take.restarts > 1:
                    raise Passing("upload: begun anew again", min(LONGEST_WAIT_S, 4.0**take.restarts)) from gone

    async def _attempt(self, take: Take) -> None:
        practised, size = take.practised, len(take.body)
        if not take.begun:
            told = {"id": practised.recording, "mime_type": "audio/wav", "keep": practised.keep, "bytes": size}
            path = f"/sessions/{practised.session}/recordings"
            begun = await self._call("POST", path, told | ({"fresh": True} if take.unfit else {}))
            take.begun, take.unfit, take.part_size = True, False, begun["part_size"]
        path = f"/recordings/{practised.recording}"
        there = (await self._call("GET", f"{path}/parts"))["uploaded"]
        wanted = range(1, -(-size // take.part_size) + 1)
        known = {part["number"] for part in there if part["bytes"] == len(_part(take, part["number"]))}
        missing = [number for number in wanted if number not in known]
        for number in missing:
            await self._put(take, number)
        await self._call("POST", f"{path}/complete", {"bytes": size, "sha256": take.sha256})

    async def _put(self, take: Take, number: int) -> None:
        """Send one part; an address that is refused is asked for once more."""
        for last in (False, True):
            path = f"/recordings/{take.practised.recording}/parts"
            (signed,) = (await self._call("POST", path, {"numbers": [number]}))["parts"]
            try:
                answer = await self._client.put(signed["url"], content=_part(take, number), timeout=PART_TIMEOUT_S)
            except httpx.TransportError as error:
                raise Passing(f"PUT part: {type(error).__name__}") from error
            if answer.is_success:
                take.refused = False
                return
            if answer.status_code == 404:
                raise Gone
            if answer.status_code in UNFIT:
                raise Gone(unfit=True)
            if answer.status_code != 403 or last:
                if answer.status_code in {403, 500}:
                    take.begun, take.unfit, take.refused = False, take.refused, True
                raise Passing(f"PUT part: {answer.status_code}", float(answer.headers.get("retry-after", 0)))

    def told(self) -> dict[str, Any]:
        """All that was due, and what must be on the server."""
        return {"deeds": [asdict(one) for one in self.deeds], "practised": [asdict(one) for one in self.practised]}


def _part(take: Take, number: int) -> bytes:
    return take.body[(number - 1) * take.part_size : number * take.part_size]


def _code(answer: httpx.Response) -> str:
    try:
        return str(answer.json().get("code", ""))
    except ValueError:
        return ""


def _route(path: str) -> str:
    """The path without what is one musician's alone."""
    return "/".join("…" if len(part) == 36 else part for part in path.partition("?")[0].split("/"))
