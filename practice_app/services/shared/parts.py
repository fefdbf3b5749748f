"""How a recording is cut into the parts that S3 takes: all of one size, the last of what is left."""

from dataclasses import dataclass

from practice_app.errors import Conflict
from practice_app.locales import msg

PART_SIZE = 5 * 1024 * 1024


@dataclass
class PartsRefused(Conflict):
    """S3 won't make one file of these parts."""

    code = "upload_incomplete"
    detail: str = msg("The parts that arrived don't make up the recording yet.")


@dataclass(frozen=True)
class Part:
    """A part that S3 has."""

    number: int
    bytes: int
    etag: str = ""


def count(size: int) -> int:
    """How many parts a recording of this size needs: at least one."""
    return max(1, -(-size // PART_SIZE))


def bytes_of(number: int, size: int) -> int:
    """How large this part of a recording of ``size`` bytes is."""
    return min(PART_SIZE, size - (number - 1) * PART_SIZE)


def plan(size: int) -> list[Part]:
    """All parts of a recording."""
    return [Part(number, bytes_of(number, size)) for number in range(1, count(size) + 1)]


def strange(there: list[Part], size: int) -> bool:
    """Whether some of these can't be parts of a recording of this size: then it has to be sent afresh."""
    return any(part.number > count(size) or part.bytes != bytes_of(part.number, size) for part in there)


def whole(there: list[Part], size: int) -> list[Part]:
    """Take the parts that make up a recording; raise ``PartsRefused`` while some are missing."""
    wanted = plan(size)
    chosen = sorted((part for part in there if part.number <= len(wanted)), key=lambda part: part.number)
    if [(p.number, p.bytes) for p in chosen] != [(p.number, p.bytes) for p in wanted]:
        raise PartsRefused(values={"stored": sum(part.bytes for part in there)})
    return chosen
