"""A device that is signed out from another: its pages close, and what it knew goes, but not what waits to be sent."""

import asyncio
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import until
from tests.e2e.conftest import Phone
from tests.e2e.test_journal_socket import Somebody, seen
from tests.e2e.test_leaving import _KEPT
from tests.running import RunningApp
from tests.sockets import Tab

pytestmark = [pytest.mark.browser, pytest.mark.stores]
NAMES = ("Gavotte", "warm-up", "Theremin", "Ann Keller")
FORGOTTEN = (
    f"async () => {{ const kept = await ({_KEPT})(); return !{list(NAMES)}.some((one) => kept.includes(one)); }}"
)


def _sign_out_others(client) -> None:
    for device in client.get("/auth/sessions").json()["items"]:
        if not device["current"]:
            assert client.delete(f"/auth/sessions/{device['id']}").status_code == 204


def test_its_sockets_are_closed_and_no_other(running_app: RunningApp):
    ann = Somebody(running_app.url)
    laptop = Somebody.again(ann)

    async def watching() -> tuple[int | None, str]:
        async with Tab(running_app.url, ann.cookie) as gone, Tab(running_app.url, laptop.cookies[SESSION]) as stays:
            await gone.hydrate()
            await stays.hydrate()
            await asyncio.to_thread(_sign_out_others, laptop)
            code = await gone.ended(10)
            await stays.hydrate()
            return code, str(stays.state)

    code, state = seen(watching())
    assert code == 1000
    assert state


def test_an_open_page_forgets_whose_it_was_as_soon_as_it_hears(new_phone: Callable[..., Phone]):
    phone, laptop = new_phone(), new_phone()
    ann = phone.register("Ann Keller")
    assert phone.ask("POST", "/pieces", title="Gavotte").ok
    assert phone.ask("POST", "/tags", name="warm-up").ok
    assert phone.ask("PATCH", "/me", instruments=["Theremin"]).ok
    page = phone.open("/add")
    expect(page.get_by_test_id("practice-tag")).to_have_text("warm-up")
    page.goto(phone.url + "/pieces")
    expect(page.get_by_text("Gavotte")).to_be_visible()
    assert not page.evaluate(FORGOTTEN)

    laptop.sign_in(ann)
    for device in laptop.ask("GET", "/auth/sessions").json()["items"]:
        if not device["current"]:
            assert laptop.ask("DELETE", f"/auth/sessions/{device['id']}").ok
    expect(page.get_by_text("Gavotte")).to_have_count(0)
    until(page, FORGOTTEN, timeout=20_000)
    assert ann.user_id in page.evaluate(_KEPT)


SESSION = "woodshed_session"
