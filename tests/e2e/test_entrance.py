"""A visitor arrives: looks, language and theme, signs up, signs out, signs in; in a real browser."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.e2e.conftest import NOT_STORED
from tests.running import RunningApp

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
PASSWORD = "a slow scale in d minor"
FITS = "(width) => innerWidth === width && document.documentElement.scrollWidth <= innerWidth"


class Visit:
    """Opens contexts and remembers what their pages complained about."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url, self.said, self.open_contexts = browser, url, [], []

    def context(self, **options: object) -> BrowserContext:
        context = self.browser.new_context(base_url=self.url, **{"viewport": PHONE, "locale": "en-GB", **options})
        context.add_init_script(NOT_STORED)
        self.open_contexts.append(context)
        return context

    def account(self, context: BrowserContext) -> str:
        """Make an account and sign this browser in with it; answers its address."""
        email = f"{uuid4().hex}@example.org"
        said = {"email": email, "password": PASSWORD, "display_name": "Anna", "role": "student"}
        answer = context.request.post("/api/v1/auth/register", data=said, headers={"Origin": self.url})
        assert answer.status == 201, answer.text()
        return email

    def page(self, **options: object) -> Page:
        page = self.context(**options).new_page()
        page.on("pageerror", lambda error: self.said.append(str(error)))
        return page


@pytest.fixture
def visit(browser: Browser, running_app: RunningApp) -> Iterator[Visit]:
    visit = Visit(browser, running_app.url)
    yield visit
    for context in visit.open_contexts:
        context.close()
    assert visit.said == []


@pytest.mark.parametrize("zoom", [1, 2])
def test_a_page_fits_its_screen_also_at_twice_the_size(visit, zoom):
    phone, desktop = ({name: length // zoom for name, length in size.items()} for size in (PHONE, DESKTOP))
    page = visit.page(device_scale_factor=zoom, locale="ko-KR")
    for path in ("/", "/login", "/register", "/no-such-page"):
        page.goto(path)
        expect(page.locator("h1, h2").first).to_be_visible()
        for size in (phone, desktop):
            page.set_viewport_size(size)
            assert page.evaluate(FITS, size["width"]), (path, size)


@pytest.mark.parametrize(
    ("locale", "lang", "words"),
    [("en-GB", "en", "You play. It listens."), ("ko-KR", "ko", "연주하세요."), ("zh-TW", "zh-Hant", "你演奏")],
)
def test_the_language_follows_the_browser(visit, locale, lang, words):
    page = visit.page(locale=locale)
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("h1").first).to_contain_text(words)


def test_no_english_flashes_by_before_the_page_is_korean(visit):
    page = visit.page(locale="ko-KR")
    page.add_init_script(
        """window.painted = [];
        const look = () => {
          const title = document.querySelector("h1");
          if (title) window.painted.push(title.textContent);
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);"""
    )
    page.goto("/")
    page.wait_for_timeout(500)
    assert set(page.evaluate("window.painted")) == {"연주하세요. 들을게요."}


def test_the_language_changes_without_a_reload_and_is_remembered(visit):
    page = visit.page()
    page.goto("/login")
    page.evaluate("window.stillHere = true")
    page.get_by_test_id("language").select_option("ko")
    expect(page.get_by_test_id("login-submit")).to_have_text("로그인")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page).to_have_title(re.compile("로그인"))
    assert page.evaluate("window.stillHere")
    page.goto("/register")
    expect(page.locator("h1")).to_have_text("일지 시작하기")
    expect(page.get_by_test_id("language")).to_have_value("ko")


def test_the_theme_follows_the_system_can_be_chosen_and_is_remembered(visit):
    page = visit.page(color_scheme="dark")
    page.goto("/")
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "evening")
    page.get_by_test_id("theme").select_option("daylight")
    expect(root).to_have_attribute("data-theme", "daylight")
    page.add_init_script(
        "new MutationObserver(() => (window.themes ??= new Set()).add(document.documentElement.dataset.theme))"
        ".observe(document, {attributes: true, subtree: true, childList: true})"
    )
    page.reload()
    expect(root).to_have_attribute("data-theme", "daylight")
    assert "evening" not in page.evaluate("[...window.themes]")
    page.get_by_test_id("theme").select_option("system")
    expect(root).to_have_attribute("data-theme", "evening")


def test_someone_signs_up_and_sees_the_journal_not_the_landing_page(visit):
    page = visit.page()
    page.goto("/register")
    page.get_by_test_id("register-role-student").click()
    email = f"{uuid4().hex}@example.org"
    for field, typed in (("name", "Anna"), ("email", email), ("password", PASSWORD), ("birth-year", "1984")):
        page.get_by_test_id(f"register-{field}").fill(typed)
    page.get_by_test_id("register-consent").check()
    page.get_by_test_id("register-submit").click()
    page.wait_for_url(re.compile(r"/$"))
    expect(page.locator(".shell")).to_be_visible()
    expect(page.locator(".visitor")).to_be_hidden()


def test_the_language_chosen_goes_into_the_profile_and_along_to_the_next_device(visit):
    page = visit.page(viewport=DESKTOP)
    email = visit.account(page.context)
    page.goto("/")
    with page.expect_response("**/api/v1/me") as told:
        page.get_by_test_id("language").select_option("ko")
    assert told.value.ok
    other = visit.page()
    other.goto("/login")
    other.get_by_test_id("login-email").fill(email)
    other.get_by_test_id("login-password").fill(PASSWORD)
    other.get_by_test_id("login-submit").click()
    other.wait_for_url(re.compile(r"/$"))
    expect(other.locator("html")).to_have_attribute("lang", "ko")


def test_what_cannot_be_taken_is_said_at_its_field(visit):
    email = visit.account(visit.context())
    page = visit.page(locale="ko-KR")
    page.goto("/register")
    page.get_by_test_id("register-name").fill("다른 사람")
    page.get_by_test_id("register-email").fill(email)
    password = page.get_by_test_id("register-password")
    for typed, told in (("다른사람 2026", "너무 비슷해요"), ("qwertyuiop", "되풀이되는"), (PASSWORD, "튼튼해요")):
        password.fill(typed)
        expect(password).to_have_accessible_description(re.compile(told))
    page.get_by_test_id("register-birth-year").fill("1984")
    page.get_by_test_id("register-consent").check()
    page.get_by_test_id("register-submit").click()
    field = page.get_by_test_id("register-email")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("계정이 이미 있어요"))
    expect(page.get_by_test_id("register-password")).to_have_value(PASSWORD)


def test_a_wrong_password_says_so_in_the_readers_language_and_a_right_one_leads_on(visit):
    email = visit.account(visit.context())
    page = visit.page(locale="zh-TW")
    page.goto("/login?next=/settings")
    page.get_by_test_id("login-email").fill(email)
    page.get_by_test_id("login-password").fill("not the password")
    page.get_by_test_id("login-submit").click()
    expect(page.get_by_role("alert").filter(has_text="不相符")).to_be_visible()
    page.get_by_test_id("login-password").fill(PASSWORD)
    page.get_by_test_id("login-submit").click()
    page.wait_for_url(re.compile(r"/settings"))


def test_a_form_is_sent_once_however_often_it_is_tapped(visit):
    page = visit.page()
    sent: list[str] = []
    page.route("**/api/v1/auth/login", lambda route: sent.append(route.request.url))
    page.goto("/login")
    page.get_by_test_id("login-email").fill("anna@example.org")
    page.get_by_test_id("login-password").fill("x")
    page.evaluate("for (let i = 0; i < 3; i++) document.querySelector('form').requestSubmit()")
    expect(page.get_by_test_id("login-submit")).to_have_attribute("aria-busy", "true")
    page.evaluate("document.querySelector('form').requestSubmit()")
    page.wait_for_timeout(300)
    assert len(sent) == 1


def test_what_is_done_before_the_page_is_alive_is_done_when_it_is(visit):
    page = visit.page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/entry.client-*.js", hold)
    page.goto("/login", wait_until="domcontentloaded")
    page.get_by_test_id("login-email").fill("anna@example.org")
    page.get_by_test_id("login-password").fill("not the password")
    page.get_by_test_id("login-password").press("Enter")
    page.locator("[name=language]").select_option("ko")
    page.locator("[name=theme]").select_option("evening")
    while held:
        held.pop().continue_()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("html")).to_have_attribute("data-theme", "evening")
    expect(page.get_by_role("alert").filter(has_text=re.compile("맞지 않아요|go together"))).to_be_visible()
    expect(page.get_by_test_id("login-email")).to_have_value("anna@example.org")


def test_the_forms_can_be_filled_by_keyboard_and_by_a_password_manager(visit):
    page = visit.page(viewport=DESKTOP)
    page.goto("/login")
    page.get_by_test_id("login-email").focus()
    page.keyboard.type("anna@example.org")
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("login-password")).to_be_focused()
    expect(page.get_by_test_id("login-password")).to_have_attribute("autocomplete", "current-password")
    expect(page.get_by_test_id("login-email")).to_have_attribute("autocomplete", re.compile("^username( webauthn)?$"))
    page.goto("/register")
    expect(page.get_by_test_id("register-password")).to_have_attribute("autocomplete", "new-password")


def test_offline_is_said_quietly_and_goes_by_itself(visit):
    page = visit.page()
    page.goto("/login")
    expect(page.get_by_test_id("theme")).to_be_attached()  # its scripts are here
    page.context.set_offline(True)
    expect(page.get_by_test_id("offline-notice")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_test_id("offline-notice")).to_be_hidden()
