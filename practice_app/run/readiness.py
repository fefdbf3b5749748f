"""Asking the running web process how it is."""

from dataclasses import dataclass

import httpx


@dataclass(frozen=True)
class Health:
    """What /health/ready said; `missing` names what is not there, in its words."""

    live: bool
    ready: bool
    missing: str = ""


def health(port: int) -> Health:
    """Ask once; no answer at all means: not yet live."""
    try:
        answer = httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=5, trust_env=False)
    except httpx.HTTPError:
        return Health(live=False, ready=False)
    return Health(live=True, ready=answer.status_code == httpx.codes.OK, missing=_missing(answer))


def _missing(answer: httpx.Response) -> str:
    try:
        told = answer.json()
    except ValueError:
        return ""
    return str(told.get("detail") or told.get("title") or "") if isinstance(told, dict) else ""
