"""The board as people meet on it: a question with a moment of practice, what helped, a report, partners, evil texts."""

import json
import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import Page, expect

from practice_app import ages
from practice_app.ids import new_id
from tests.e2e.conftest import PASSWORD, Phone
from tests.e2e.test_passkeys import with_authenticator
from tests.running import RunningApp
from tests.services.forum.test_markdown import EVIL, PATHS
from workers.media import ffmpeg

pytestmark = pytest.mark.browser
PLACE = "+37.5665+126.9780/"


def registered(phone: Phone, name: str) -> str:
    """Somebody grown up; their id."""
    said = {"email": f"{uuid4().hex[:12]}@example.org", "password": PASSWORD, "display_name": name, "role": "student"}
    answer = phone.ask("POST", "/auth/register", **said, birth_year=ages.this_year() - 30, consent=True)
    assert answer.status == 201, answer.text()
    return str(answer.json()["user"]["id"])


def practised(phone: Phone) -> None:
    """A minute of violin."""
    began = datetime.now(UTC) - timedelta(hours=1)
    times = {"started_at": began.isoformat(), "ended_at": (began + timedelta(minutes=1)).isoformat()}
    body = {**times, "timezone": "UTC", "instrument": "violin", "client_updated_at": times["ended_at"]}
    assert phone.ask("PUT", f"/sessions/{new_id()}", **body, intervals=[times]).ok


def asked(phone: Phone) -> Page:
    """A newcomer asks, with ten seconds of their own practice; the post's page."""
    page = phone.open("/forum/new")
    page.get_by_test_id("forum-title").fill("Why does bar 40 squeak?")
    page.get_by_test_id("forum-body").fill("I play it with little spiccato. Listen:\n\n")
    page.get_by_test_id("forum-body-moment").click()
    page.get_by_test_id("moment-session").click()
    page.get_by_test_id("moment-put").click()
    expect(page.get_by_test_id("forum-body")).to_have_value(re.compile("moment:"))
    page.get_by_test_id("forum-publish").click()
    expect(page.get_by_test_id("forum-moment")).to_be_visible()
    return page


def answered(phone: Phone, path: str, words: str) -> Page:
    """Somebody answers on the page."""
    page = phone.open(path)
    page.get_by_test_id("forum-comment-text").fill(words)
    page.get_by_test_id("forum-comment-save").click()
    expect(page.get_by_test_id("forum-comment").filter(has_text=words)).to_be_visible()
    return page


def test_a_newcomer_asks_gets_two_answers_and_settles_it(new_phone: Callable[..., Phone]):
    nora, bob, cleo = (new_phone() for _ in range(3))
    registered(nora, "Nora"), registered(bob, "Bob")
    practised(nora)
    cleo_id = registered(cleo, "Cleo")
    page = asked(nora)
    path = page.url.removeprefix(nora.url)
    answered(bob, path, "Less rosin.")
    hers = answered(cleo, path, "Nearer to the bridge, with a slower bow.")
    hers.get_by_test_id("forum-vote-up").first.click()

    page.reload()
    expect(page.get_by_test_id("forum-comment")).to_have_count(2)
    best = page.get_by_test_id("forum-comment").filter(has_text="Nearer to the bridge")
    best.get_by_test_id("forum-vote-up").click()
    best.get_by_test_id("forum-accept").click()
    expect(page.get_by_test_id("forum-comment").first).to_contain_text("The answer")
    expect(page.get_by_test_id("forum-comment").first).to_contain_text("Cleo")
    told = nora.ask("GET", f"/users/{cleo_id}/reputation").json()
    assert told["total"] >= 25, "ten of the vote, fifteen of the answer"
    person = nora.open(f"/users/{cleo_id}")
    expect(person.get_by_test_id("person-points")).to_contain_text(str(told["total"]))

    board = bob.open("/forum")
    board.get_by_test_id("forum-search").fill("spicatto")
    expect(board.get_by_test_id("search-item")).to_contain_text("Why does bar 40 squeak?")
    expect(board.get_by_test_id("search-shown-for")).to_contain_text("spiccato")


def of_a_phone(folder: Path) -> Path:
    """A second of film, held upright, that says where it was taken."""
    flat, made = folder / "flat.mov", folder / "squeak.mov"
    drawn = ["-f", "lavfi", "-i", "testsrc=size=320x240:rate=30:duration=1", "-f", "lavfi", "-i", "sine=duration=1"]
    for said in (
        [*drawn, "-pix_fmt", "yuv420p", "-c:v", "libx264", "-c:a", "aac", str(flat)],
        ["-display_rotation", "90", "-i", str(flat), "-c", "copy", "-metadata", f"location={PLACE}", str(made)],
    ):
        subprocess.run([ffmpeg.executable(), "-v", "error", "-y", *said], check=True, timeout=60)
    assert PLACE.encode() in made.read_bytes()
    return made


def test_a_film_shows_why_it_squeaks(new_phone: Callable[..., Phone], tmp_path: Path):
    """It waits on the device where it can't be sent, goes on by itself, and says no more where it was taken."""
    nora, bob = new_phone(), new_phone()
    registered(nora, "Nora"), registered(bob, "Bob")
    page = nora.open("/forum/new")
    page.get_by_test_id("forum-title").fill("Why does bar 40 squeak?")
    page.route("**/api/v1/forum/films", lambda route: route.abort())
    page.get_by_test_id("forum-body-film").set_input_files(of_a_phone(tmp_path))
    expect(page.get_by_test_id("forum-body-film-waits")).to_be_visible()
    expect(page.get_by_test_id("forum-body")).to_have_value(re.compile("film:"))
    page.unroute("**/api/v1/forum/films")
    page.reload()
    expect(page.get_by_test_id("forum-body-film-there")).to_be_visible(timeout=30_000)
    page.get_by_test_id("forum-title").fill("Why does bar 40 squeak?")
    page.get_by_test_id("forum-publish").click()
    film = page.get_by_test_id("forum-film")
    expect(film).to_have_attribute("data-state", "ready", timeout=60_000)
    player = page.get_by_test_id("forum-film-player")
    assert player.evaluate("v => [v.controls, v.playsInline, v.preload, v.width, v.height]") == [
        *(True, True, "none", 240, 320)
    ]

    theirs = bob.open(page.url.removeprefix(nora.url))
    expect(theirs.get_by_test_id("forum-film-player")).to_be_visible()
    shown = theirs.request.get(theirs.get_by_test_id("forum-film-player").evaluate("v => v.src"))
    assert (shown.status, shown.headers["content-type"]) == (200, "video/mp4")
    assert PLACE.encode() not in shown.body()
    poster = theirs.request.get(theirs.get_by_test_id("forum-film-player").evaluate("v => v.poster"))
    assert (poster.status, poster.headers["content-type"]) == (200, "image/webp")

    page.get_by_test_id("film-take-back").click()
    page.get_by_test_id("film-erase").click()
    expect(page.get_by_test_id("forum-film")).to_have_count(0)
    theirs.reload()
    expect(theirs.get_by_test_id("forum-post")).to_contain_text("can't be seen now")


def test_nothing_that_is_written_runs_or_calls_home(new_phone: Callable[..., Phone]):
    """Every evil text by every way through Markdown, in the pages that show it: the post, its preview, the list."""
    phone = new_phone()
    registered(phone, "Ann")
    alerts: list[str] = []
    elsewhere: list[str] = []
    drafts = [_draft(phone, "\n\n".join(path.replace("{}", evil) for path in PATHS)) for evil in EVIL]
    page = phone.context.new_page()
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: None if _is_ours(phone, request.url) else elsewhere.append(request.url))
    for draft in drafts:
        page.goto(f"{phone.url}/forum/{draft}")
        expect(page.get_by_test_id("forum-post")).to_be_visible(timeout=30_000)
        page.get_by_test_id("forum-post").hover(position={"x": 5, "y": 5}, force=True)
    page.goto(f"{phone.url}/forum/new?draft={drafts[0]}")
    page.get_by_test_id("forum-body-look").click()
    expect(page.get_by_test_id("forum-preview")).to_be_visible()
    assert (alerts, elsewhere) == ([], [])


def test_a_posts_title_and_words_stand_there_before_any_script(new_phone: Callable[..., Phone]):
    phone = new_phone()
    registered(phone, "Ann")
    said = {"title": "Why <i>does</i> bar 40 squeak?", "body_md": "The first <b>words</b> & *more*.\n\n이제 다른 말."}
    post = phone.ask("POST", "/forum/posts", **said, category="question").json()
    page = phone.context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto(f"{phone.url}/forum/{post['id']}")
    expect(page.locator("[data-ahead=title]")).to_have_text(said["title"])
    words = page.locator("[data-ahead=words]")
    expect(words).to_have_text("The first <b>words</b> & more. 이제 다른 말.")
    assert words.inner_text() == "The first <b>words</b> & more.\n\n이제 다른 말."
    broken.clear()
    page.unroute("**/assets/*.js")
    page.reload()
    expect(page.get_by_test_id("forum-post")).to_contain_text("이제 다른 말.")
    expect(page.locator("[data-ahead]")).to_have_count(0)
    expect(page.locator("h1")).to_have_text(said["title"])
    assert broken == []


def _draft(phone: Phone, body: str) -> str:
    answer = phone.ask("POST", "/forum/posts", title="T", body_md=body, category="free", status="draft")
    assert answer.status == 201, answer.text()
    return str(answer.json()["id"])


def _is_ours(phone: Phone, url: str) -> bool:
    return url.startswith((phone.url, "data:", "blob:"))


def test_what_is_reported_is_looked_at_and_stands_in_the_log(new_phone: Callable[..., Phone], running_app: RunningApp):
    rude, bob, mo = (new_phone() for _ in range(3))
    registered(rude, "Rick"), registered(bob, "Bob")
    moderator = registered(mo, "Mo")
    told = rude.ask("POST", "/forum/posts", title="You are all bad", body_md="So bad.", category="free").json()
    page = bob.open(f"/forum/{told['id']}")
    page.get_by_test_id("report").first.click()
    page.get_by_test_id("report-send").click()
    expect(page.get_by_test_id("report-send")).to_be_hidden()

    desk = mo.open("/settings/security")
    with_authenticator(desk)
    desk.get_by_test_id("passkey-add").click()
    desk.get_by_test_id("second-factor-on").click()
    desk.get_by_test_id("recovery-codes-kept").click()
    expect(desk.get_by_test_id("second-factor")).to_contain_text("10 codes")
    with psycopg.connect(running_app.addresses["DATABASE_OWNER_URL"]) as db:
        db.execute("UPDATE users SET roles = roles || '{moderator}' WHERE id = %s", (moderator,))
    mo.context.clear_cookies()
    desk.goto(mo.url + "/login?next=/moderation")
    case = desk.get_by_test_id("moderation-case").filter(has_text="You are all bad")
    case.get_by_test_id("moderation-hide").click()
    case.locator("#why").fill("This is not how we speak here.")
    case.get_by_test_id("moderation-decide").click()
    expect(case).to_have_count(0)

    anybody = new_phone()
    log = anybody.open("/moderation/log")
    expect(log.locator("body")).to_contain_text("a post: hidden")
    for name in ("Rick", "Bob", "You are all bad", "This is not how we speak here."):
        expect(log.locator("body")).not_to_contain_text(name)
    his = rude.open("/moderation/mine")
    expect(his.locator("body")).to_contain_text("This is not how we speak here.")


def looking(phone: Phone, contact: str) -> None:
    """Somebody looks for a partner for duets, on Monday evenings."""
    said = {"looking_for": ["duets"], "instruments": ["violin"], "languages": ["en"], "timezone": "Europe/London"}
    hours = [{"weekday": 0, "from": "19:00", "to": "21:00"}]
    answer = phone.ask("PUT", "/partners/me", **said, hours=hours, contact=contact, about="Duets by Bartók")
    assert answer.ok, answer.text()


def test_two_find_each_other_and_one_blocks_the_other(new_phone: Callable[..., Phone]):
    ann, bob = new_phone(), new_phone()
    name = f"Bob {uuid4().hex[:6]}"
    registered(ann, "Ann"), registered(bob, name)
    looking(ann, "ann at the conservatory"), looking(bob, "bob at the café")
    page = ann.open("/partners")
    row = page.get_by_test_id("partners-row").filter(has_text=name)
    row.get_by_test_id("partners-ask").click()
    page.locator("#ask-text").fill("Shall we play the Bartók duets?")
    page.get_by_test_id("partners-ask-send").click()
    his = bob.open("/partners")
    expect(his.locator("body")).not_to_contain_text("ann at the conservatory")
    his.get_by_test_id("partners-accept").click()
    expect(his.get_by_test_id("partners-contact")).to_contain_text("ann at the conservatory")
    page.reload()
    expect(page.get_by_test_id("partners-contact")).to_contain_text("bob at the café")

    page.get_by_test_id("partners-request").get_by_test_id("forum-block").click()
    page.get_by_test_id("forum-block-sure").click()
    expect(page.get_by_test_id("partners-request")).to_have_count(0)
    his.reload()
    expect(his.get_by_test_id("partners-row").filter(has_text="Ann")).to_have_count(0)
    assert "ann at the conservatory" not in json.dumps(bob.ask("GET", "/partners/requests").json())
