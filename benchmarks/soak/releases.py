"""A server that is brought up to date while people practise: every so often another service worker is served."""

import random
import re
from dataclasses import dataclass, field

from benchmarks.soak.proxy import FaultyProxy, Head

_HEADERS_WE_ANSWER = (b"accept-encoding:", b"if-none-match:", b"if-modified-since:")
_REVISION = re.compile(rb'("/[^"\n]+": ")([0-9a-f]{12}")')
SHARE_OF_NEW_FILES = 0.3


@dataclass
class Releases(FaultyProxy):
    """Passes everything on unharmed; only `/sw.js` is that of the release that was published last."""

    share: float = 0
    number: int = 0
    """How many releases there were; 0 is the build as it is."""
    parts_put: list[str] = field(default_factory=list)
    """The part of which take was put, in the order they came."""

    def publish(self) -> None:
        """Serve another release from now on: another name of the build, and many of its files are new."""
        self.number += 1

    async def _call_service(self, head: Head, body: bytes) -> bytes:
        raw, method, path = head
        if method == "PUT" and path.startswith("/_s3/"):
            self.parts_put.append(path)
        if path != "/sw.js":
            return await super()._call_service(head, body)
        lines = [line for line in raw.split(b"\r\n") if not line.lower().startswith(_HEADERS_WE_ANSWER)]
        return _with_length(await super()._call_service((b"\r\n".join(lines), method, path), body), self._worker)

    def _worker(self, script: bytes) -> bytes:
        if not self.number:
            return script
        chance = random.Random(self.number)
        new = f"{self.number:03x}".encode()

        def revise(found: re.Match[bytes]) -> bytes:
            return found[1] + (new + found[2][len(new) :] if chance.random() < SHARE_OF_NEW_FILES else found[2])

        named = script.replace(b'const BUILD = "', b'const BUILD = "%d-' % self.number, 1)
        return _REVISION.sub(revise, named)


def _with_length(answer: bytes, change) -> bytes:
    head, _, body = answer.partition(b"\r\n\r\n")
    body = change(body)
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"content-length:", b"etag:"))]
    return b"\r\n".join([*lines, b"Content-Length: %d" % len(body), b"", body])
