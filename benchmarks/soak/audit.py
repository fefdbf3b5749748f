"""What a device had stored, against what the server has in the end."""

import time
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from tests.e2e.conftest import Phone

BEING_HEARD = {"uploading", "queued", "processing"}


@dataclass
class Audit:
    """Everything that was stored at some time, and what of it was found again."""

    phone: Phone | None = None
    sessions: dict[str, float] = field(default_factory=dict)
    """When each session that was ever seen on the device began, in milliseconds since 1970."""
    committed: dict[str, int] = field(default_factory=dict)
    """The most bytes of each take that were ever seen on the device."""
    heard_ms: dict[str, float] = field(default_factory=dict)
    """How long a take had been recorded when the browser was killed in it, from the making of its row."""
    practised_ms: dict[str, float] = field(default_factory=dict)
    """How long a session had run when the browser was killed in it."""
    decoded: set[str] = field(default_factory=set)
    not_decoded: list[str] = field(default_factory=list)
    fewer_bytes: list[str] = field(default_factory=list)
    films: set[str] = field(default_factory=set)
    """Takes with pictures."""
    partners: dict[str, str] = field(default_factory=dict)
    """A film and the sound recorded beside its beginning, each by the other: one of the two goes to the server."""
    tails_s: list[float] = field(default_factory=list)
    film_tails_s: list[float] = field(default_factory=list)
    clocks_off_s: list[float] = field(default_factory=list)

    def note(self, there: dict[str, Any]) -> None:
        """Remember what is stored now."""
        self.sessions |= {row["id"]: row["began_ms"] for row in there["sessions"]}
        self.films |= {take["id"] for take in there["takes"] if take["kind"] == "video"}
        for take in there["takes"]:
            if take["spare_of"]:
                self.partners |= {take["id"]: take["spare_of"], take["spare_of"]: take["id"]}
            if take["bytes"]:
                self.committed[take["id"]] = max(take["bytes"], self.committed.get(take["id"], 0))

    def cut_off(self, there: dict[str, Any], now_ms: float) -> None:
        """The take that is being recorded is cut off now, and its session."""
        takes = [take for take in there["takes"] if take["state"] == "recording"]
        if takes:
            newest = max(takes, key=lambda take: take["began_ms"])
            for one in (newest["id"], self.partners.get(newest["id"])):
                if one:
                    self.heard_ms[one] = now_ms - newest["began_ms"]
            self.practised_ms[newest["session_id"]] = now_ms - self.sessions[newest["session_id"]]

    def ask(self, path: str) -> tuple[int, dict[str, Any]]:
        """Ask the API as the owner of it all."""
        assert self.phone
        answer = self.phone.ask("GET", path)
        return answer.status, answer.json() if answer.ok else {}

    def look(self, patience_s: float = 0) -> tuple[set[str], set[str]]:
        """Look at every take that was stored, and give those the server has not, and those it has not heard yet."""
        missing, unheard = set(), set()
        deadline = time.monotonic() + patience_s
        for take in self.committed.keys() - self.decoded - set(self.not_decoded):
            state = self._look_at(take)
            while state in BEING_HEARD and time.monotonic() < deadline:
                time.sleep(0.5)
                state = self._look_at(take)
            if state is None:
                missing.add(take)
            elif state in BEING_HEARD:
                unheard.add(take)
        return {take for take in missing if not self._has_partner(take)}, unheard

    def _has_partner(self, take: str) -> bool:
        partner = self.partners.get(take)
        return partner is not None and self.ask(f"/recordings/{partner}")[0] == 200

    def _look_at(self, take: str) -> str | None:
        status, found = self.ask(f"/recordings/{take}")
        if status == 404:
            return None
        assert status == 200, (take, status)
        if found["status"] in BEING_HEARD:
            return str(found["status"])
        if (found["bytes"] or 0) < self.committed[take]:
            self.fewer_bytes.append(take)
        if found["status"] == "failed" or not found["analysis"]:
            self.not_decoded.append(take)
        else:
            self.decoded.add(take)
            self._measure_tail(take, found["analysis"]["clock_s"])
        return str(found["status"])

    def _measure_tail(self, take: str, stored_s: float) -> None:
        if take in self.heard_ms:
            tails_s = self.film_tails_s if take in self.films else self.tails_s
            tails_s.append(round(self.heard_ms[take] / 1000 - stored_s, 2))

    def missing_sessions(self) -> set[str]:
        """Sessions that were stored and that the server does not have; the clocks of the others are measured."""
        found = self._all_sessions()
        for session, practised in self.practised_ms.items():
            if session in found:
                self.clocks_off_s.append(round(practised / 1000 - found[session]["clock_s"], 2))
        return self.sessions.keys() - found.keys()

    def _all_sessions(self) -> dict[str, dict[str, Any]]:
        items: list[dict[str, Any]] = []
        cursor = ""
        while True:
            status, answer = self.ask(f"/sessions?limit=100{cursor}")
            assert status == 200, status
            items += answer["items"]
            if not answer.get("next_cursor"):
                return {item["id"]: item for item in items}
            cursor = f"&cursor={answer['next_cursor']}"


def spread(values: list[float]) -> dict[str, float]:
    """The middle, the 95th percentile and the worst of some values."""
    if len(values) < 2:
        return {"n": len(values)}
    cut = quantiles(values, n=20, method="inclusive")
    return {"n": len(values), "median": round(cut[9], 2), "p95": round(cut[18], 2), "max": max(values)}
