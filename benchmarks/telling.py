"""Does the time of an answer tell whether an address has an account? Interleaved samples say.

Wrong passwords and forgotten ones, for an address that has an account and for one that hasn't, in an order of chance,
one after the other, each from a network of its own (Linux: 127.0.0.0/8 are all this machine). For each of the two: how
often the one takes longer than the other (0.5: it tells nothing), and how often chance alone, dealing the samples anew,
gives as much.

    python -m benchmarks.telling --samples 300
    python -m benchmarks.telling --samples 300 --leak     # accounts whose hash is quicker to check: it must be seen
"""

import argparse
import itertools
import json
import random
import statistics
import time
from collections.abc import Iterator

import httpx
from argon2 import PasswordHasher

from benchmarks.served import Served, served

NETWORKS = itertools.cycle(f"127.{a}.{b}.{c}" for a in range(1, 200) for b in range(1, 250) for c in (1, 77, 150))
SHUFFLES = 2000
PAUSE_S = 0.3
"""What is done after an answer (a mail is written) is over by then, and not measured with the next."""
TELLS = 0.01
"""What chance gives more seldom than this is no chance."""


def took_ms(client: httpx.Client, path: str, body: dict[str, str]) -> float:
    """Send it, and tell how long the answer took."""
    began = time.perf_counter()
    answer = client.post(path, json=body)
    took = 1000 * (time.perf_counter() - began)
    if answer.status_code not in {202, 401}:
        raise RuntimeError(f"{path}: {answer.status_code} {answer.text}")
    return took


def samples(app: Served, path: str, more: dict[str, str], count: int) -> tuple[list[float], list[float]]:
    """Take so many of each, the account's and nobody's, each pair in an order of chance, of accounts asked once."""
    here, nobody = [], []
    for number in range(count):
        both = [(here, f"member-{number}@example.org"), (nobody, f"nobody-{number}@example.org")]
        random.shuffle(both)
        for kept, email in both:
            transport = httpx.HTTPTransport(verify=False, local_address=next(NETWORKS))
            with httpx.Client(base_url=app.address, transport=transport, timeout=60) as client:
                client.get("/health/live")  # the connection is there before the clock runs
                kept.append(took_ms(client, path, {"email": email, **more}))
            time.sleep(PAUSE_S)
    return here, nobody


def longer(one: list[float], other: list[float]) -> float:
    """How often one of the first takes longer than one of the others (Mann and Whitney, as a share)."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(place for place, (_, whose) in enumerate(ranked, 1) if whose == 0)
    return (ranks - len(one) * (len(one) + 1) / 2) / (len(one) * len(other))


def by_chance(one: list[float], other: list[float], seed: int = 7) -> float:
    """How often chance alone gives as much: the samples are mixed and dealt anew."""
    found, both, dealer = abs(longer(one, other) - 0.5), one + other, random.Random(seed)
    as_much = 0
    for _ in range(SHUFFLES):
        dealer.shuffle(both)
        as_much += abs(longer(both[: len(one)], both[len(one) :]) - 0.5) >= found
    return (as_much + 1) / (SHUFFLES + 1)


def told(here: list[float], nobody: list[float]) -> dict[str, float | bool]:
    """Give it as figures."""
    chance = by_chance(here, nobody)
    return {
        "samples_each": len(here),
        "here_ms": round(statistics.median(here), 2),
        "nobody_ms": round(statistics.median(nobody), 2),
        "here_takes_longer": round(longer(here, nobody), 3),
        "by_chance": round(chance, 4),
        "tells": chance < TELLS,
    }


def seed(how_many: int, *, leak: bool) -> None:
    """Make so many accounts with one password, hashed by today's settings or by quicker ones."""
    from practice_app.database import system_transaction
    from practice_app.models import User
    from practice_app.services.accounts import addresses, passwords, profiles

    hasher = PasswordHasher(time_cost=2) if leak else passwords._hasher
    one = hasher.hash("the one and only")
    with system_transaction() as db:
        for number in range(how_many):
            user = User(display_name=f"Member {number}", password_hash=one)
            profiles.keep(db, addresses.keep(user, f"member-{number}@example.org"))


def ways() -> Iterator[tuple[str, str, dict[str, str]]]:
    """What is asked."""
    yield "wrong password", "/api/v1/auth/login", {"password": "not the one"}
    yield "forgotten password", "/api/v1/auth/password/forgot", {}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--samples", type=int, default=300)
    options.add_argument("--leak", action="store_true")
    chosen = options.parse_args()
    with served() as app:
        seed(chosen.samples, leak=chosen.leak)
        for name, path, more in ways():
            samples(app, path, more, 5)  # what is loaded once is there
            print(json.dumps({"asked": name, **told(*samples(app, path, more, chosen.samples))}), flush=True)


if __name__ == "__main__":
    main()
