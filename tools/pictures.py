"""Takes the pictures of the README and docs/pictures.md: every page, phone and desktop, daylight and evening.

make run  &&  make demo  &&  .venv/bin/python -m tools.pictures http://localhost:8000 E-MAIL PASSWORD
"""

import base64
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import sounds

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "images"
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
THEMES = {"daylight": "light", "evening": "dark"}
VISITOR = {"landing": "/", "sign-in": "/login", "sign-up": "/register"}
PLAYER = {
    "journal": "/",
    "session": "",
    "plan": "/plan",
    "calendar": "/calendar",
    "pieces": "/pieces",
    "piece": "/pieces",
    "statistics": "/stats",
    "titles": "/achievements",
    "profile": "/profile",
    "add": "/add",
    "settings": "/settings",
    "device": "/device",
}
TOOLS = ("metronome", "tuner", "sections")
QUALITY = 82
BROWSER = (
    *("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-first-run", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that hears a violin."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        phrase = Path(folder) / "violin.wav"
        sounds.write_wav(phrase, sounds.violin(60).samples)
        found = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
        arguments = [*BROWSER, f"--use-file-for-fake-audio-capture={phrase}"]
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


def take(page: Page, name: str) -> None:
    """Take one picture when everything has come to rest."""
    page.wait_for_timeout(1500)
    page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=QUALITY)
    print(name, flush=True)


def newest_heard(context: BrowserContext, address: str) -> str:
    """The address of the newest session that was listened to."""
    sessions = context.request.get(f"{address}/api/v1/sessions?limit=50").json()["items"]
    return f"/sessions/{next(s['id'] for s in sessions if s.get('played_s'))}"


def visit(browser: Browser, address: str, size: str, theme: str, account: tuple[str, str]) -> None:
    """All pages at one size in one theme, first as a visitor, then signed in."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=THEMES[theme], permissions=["microphone"]
    )
    page = context.new_page()
    for name, path in VISITOR.items():
        page.goto(address + path)
        take(page, f"{name}-{size}-{theme}")
    email, password = account
    context.request.post(f"{address}/api/v1/auth/login", data={"email": email, "password": password})
    for name, path in PLAYER.items():
        page.goto(address + (path or newest_heard(context, address)))
        if name == "piece":
            page.get_by_test_id("piece").first.click()
            page.get_by_test_id("piece-practise").wait_for()
        take(page, f"{name}-{size}-{theme}")
    practise(page, address, f"{size}-{theme}")
    context.close()


def practise(page: Page, address: str, kind: str) -> None:
    """The practice page before, while and after; nothing of it is saved."""
    page.goto(f"{address}/practice")
    take(page, f"practice-ready-{kind}")
    page.get_by_test_id("practice-start").click()
    page.wait_for_timeout(7000)
    take(page, f"practice-{kind}")
    for tool in TOOLS:
        page.get_by_test_id(f"tool-{tool}").click()
        take(page, f"{tool}-{kind}")
    page.get_by_test_id("practice-finish").click()
    page.get_by_test_id("practice-save").wait_for()
    take(page, f"summary-{kind}")


def overview(browser: Browser) -> None:
    """Three phones side by side: practising, what was heard, the journal."""
    shown = [FOLDER / f"{name}-phone-daylight.jpg" for name in ("practice", "session", "journal")]
    pictures = "".join(
        f'<img src="data:image/jpeg;base64,{base64.b64encode(file.read_bytes()).decode()}">' for file in shown
    )
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_content(
        "<style>body{margin:0;height:900px;display:flex;gap:40px;align-items:center;justify-content:center;"
        "background:#efe9de}img{width:352px;border-radius:28px;outline:1px solid #d8cfbf}</style>" + pictures
    )
    take(page, "overview")


def index() -> None:
    """Write the page that shows them all."""
    names = ("landing", "sign-in", "sign-up", "journal", "session", "practice-ready", "practice", *TOOLS, "summary")
    lines = [
        "# Pictures",
        "",
        "Every page on phone and desktop, in daylight and evening; taken by `python -m tools.pictures`.",
        "",
    ]
    for name in (*names, "pieces", "add", "settings", "device"):
        lines += [f"## {name.replace('-', ' ').capitalize()}", ""]
        for size, width in (("phone", 200), ("desktop", 400)):
            tags = [
                f'<img src="images/{name}-{size}-{theme}.jpg" width="{width}" alt="{name}, {size}, {theme}">'
                for theme in THEMES
            ]
            lines += [" ".join(tags), ""]
    (FOLDER.parent / "pictures.md").write_text("\n".join(lines))


def main(address: str, email: str, password: str) -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for size in SIZES:
            for theme in THEMES:
                visit(browser, address, size, theme, (email, password))
        overview(browser)
    index()


if __name__ == "__main__":
    main(*sys.argv[1:4])
