"""The OpenID provider of the tests (``openid.mjs``), and what Woodshed has to know to sign people in with it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import httpx
from joserfc.jwk import ECKey

from practice_app.embedded.program import free_port
from tests.stack import ROOT

LIBRARY = ROOT / "tools" / "node_modules" / "oidc-provider" / "lib" / "index.js"


@dataclass
class OpenIdProvider:
    """One that runs; whoever comes is whom it was told last."""

    url: str

    def next_is(self, sub: str, *, deny: bool = False, bare: bool = False, **claims: object) -> None:
        """Say who comes next."""
        person = {"sub": sub, "deny": deny, "bare": bare, "claims": claims}
        httpx.put(f"{self.url}/person", json=person).raise_for_status()

    @property
    def told(self) -> list[dict[str, object]]:
        """What it was told of tokens that are given back."""
        return list(httpx.get(f"{self.url}/told").json())


@lru_cache
def apple_key() -> str:
    """A key as Apple gives one (PEM)."""
    return ECKey.generate_key("P-256").as_pem(private=True).decode()


def environment(url: str, naver_url: str = "") -> dict[str, str]:
    """The settings that switch them all on."""
    made = {f"{name}_ISSUER": url for name in ("GOOGLE", "KAKAO", "APPLE")}
    for name in ("google", "kakao", "naver"):
        made |= {f"{name.upper()}_CLIENT_ID": name, f"{name.upper()}_CLIENT_SECRET": f"{name}-secret"}
    made |= {"APPLE_CLIENT_ID": "apple", "APPLE_TEAM_ID": "TEAM1", "APPLE_KEY_ID": "KEY1"}
    made["APPLE_PRIVATE_KEY"] = apple_key()
    if naver_url:
        made |= {"NAVER_URL": naver_url, "NAVER_API_URL": naver_url, "KAKAO_API_URL": naver_url}
    return made


@contextmanager
def openid_provider(*origins: str, port: int = 0, key: str = "") -> Iterator[OpenIdProvider]:
    """Run one that sends people back to these origins; ``key`` is what we sign with for Apple."""
    port = port or free_port()
    program = [ROOT / "build" / "bin" / "node", Path(__file__).with_suffix(".mjs"), LIBRARY, str(port), *origins]
    running = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        _until_ready(running)
        made = OpenIdProvider(f"http://127.0.0.1:{port}")
        public = ECKey.import_key(key or apple_key()).as_dict(private=False)
        httpx.put(f"{made.url}/apple-key", json=public).raise_for_status()
        yield made
    finally:
        running.terminate()
        running.wait(10)


def _until_ready(running: "subprocess.Popen[str]") -> None:
    said = []
    assert running.stdout
    for line in running.stdout:
        said.append(line)
        if line.strip() == "ready":
            return
    raise AssertionError("".join(said))
