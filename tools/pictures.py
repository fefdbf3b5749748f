"""Takes the pictures of the README and docs/pictures.md: every page, phone and desktop, daylight and evening.

make run  &&  make demo  &&  .venv/bin/python -m tools.pictures http://localhost:8000 [NAME …]

With names only those pages are taken anew; they are Ann's, of the demo, and her teacher's.
"""

import base64
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from practice_app.demo import ANN, PASSWORD, TEACHER
from practice_app.demo.people import PARTITA, STUDY, Player
from practice_app.demo.practised import piece_id
from practice_app.demo.takes.keeping import takes
from tests import sounds

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "images"
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
THEMES = {"daylight": "light", "evening": "dark"}
LOCALE = "en-GB"
"""Weeks begin with Monday, as Ann's do."""
QUALITY = 74
WIDE = "desktop-daylight"
BROWSER = (
    *("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-first-run", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
)


class Shot(NamedTuple):
    """A picture: its name, what it shows, where that is, what is brought to the top, what is tapped first (its
    words, or a selector). ``only``: the one size and theme in which it is taken.
    """

    name: str
    says: str
    path: str
    top: str = ""
    tap: str = ""
    only: str = ""

    @property
    def kinds(self) -> list[str]:
        """In which sizes and themes it is taken."""
        return [self.only] if self.only else [f"{size}-{theme}" for size in SIZES for theme in THEMES]


VISITOR = (
    Shot("landing", "What a visitor sees first", "/"),
    Shot("sign-in", "Signing in", "/login"),
    Shot("sign-up", "Signing up", "/register"),
)
PLAYER = (
    Shot("journal", "The journal: this week against its goals, the month as music, the newest sessions", "/"),
    Shot("advice", "Worth a try: rules one can read, each with where to hear it", "/", "[data-testid=advice]"),
    Shot("session", "A session as it was heard", "SESSION"),
    Shot("plan", "A plan for the minutes that there are, and what is due", "/plan"),
    Shot("calendar", "The year, each day beside an ordinary one of hers", "/calendar"),
    Shot("month", "A month in large", "/calendar", tap="Month"),
    Shot("pieces", "Pieces, those first that were practised last", "/pieces"),
    Shot("piece", "A piece: due passages, tempo against the target, sheet, sections", "PIECE"),
    Shot("passages", "What became of its passages", "PIECE", "[data-testid=piece-tempo]"),
    Shot("sheet", "A sheet, two kept takes, and *Compare with…*", "STUDY", "[data-testid=piece-sheet]"),
    Shot("compare", "Two takes side by side, and what changed in words", "COMPARE"),
    Shot("statistics", "Statistics: a year, played and by the clock", "/stats", tap="A year"),
    Shot("trends", "Trends with the band they lie in", "/stats", "[data-testid=stats-trend]", "A year"),
    Shot("titles", "Titles, challenges, points", "/achievements"),
    Shot("profile", "A profile, with the title that is worn", "/profile"),
    Shot("shares", "Links that show one thing", "/shares"),
    Shot("add", "A session by hand", "/add"),
    Shot("settings", "Settings", "/settings"),
    Shot("device", "What is on this device", "/device"),
    Shot(
        "homework",
        "Homework: what is asked, how far it is, and the way to practise it",
        "/homework",
        only="phone-daylight",
    ),
    Shot(
        "said",
        "What a teacher said, on the page of the session",
        "SAID",
        "[data-testid=feedback]",
        only="phone-evening",
    ),
    Shot("board", "The board: what is of one's own instruments first", "/forum", only="phone-daylight"),
    Shot("thread", "A question with what was said below it", "THREAD", only="phone-evening"),
    Shot("group", "A group: of each member as much as they chose to show", "GROUP", only=WIDE),
)
TEACHING = (
    Shot("students", "A teacher's students: seven days of each, and what wants attention", "/students", only=WIDE),
    Shot("student", "A student, as far as they agreed to be seen", "STUDENT", only="phone-daylight"),
    Shot("review", "A take, commented on to the second", "REVIEW", only="desktop-evening"),
    Shot("lessons", "Lessons by the week", "/lessons", tap="[data-testid=lessons-later]", only=WIDE),
)
SHARED = Shot("shared", "A link as whoever has it sees it, with no account and no script", "SHARED")
PRACTICE = (
    Shot("practice-ready", "Before practising", "/practice"),
    Shot("practice", "While practising", "/practice"),
    Shot("metronome", "The metronome", "/practice"),
    Shot("tuner", "The tuner", "/practice"),
    Shot("sections", "Sections on the stand", "/practice"),
    Shot("summary", "After practising", "/practice"),
)
TOOLS = ("metronome", "tuner", "sections")


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


def take(page: Page, name: str, form: str = "webp") -> None:
    """Take one picture when everything has come to rest; WebP is half as large as JPEG."""
    page.locator("main .bone").first.wait_for(state="hidden")
    page.wait_for_timeout(1500)
    with Image.open(io.BytesIO(page.screenshot(type="png"))) as picture:
        picture.convert("RGB").save(FOLDER / f"{name}.{form}", quality=QUALITY, method=6)
    print(name, flush=True)


class Sitting:
    """Everything at one size in one theme."""

    def __init__(self, browser: Browser, address: str, size: str, theme: str) -> None:
        self.kind, self.address = f"{size}-{theme}", address
        width, height = SIZES[size]
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=THEMES[theme],
            locale=LOCALE,
            permissions=["microphone"],
        )
        self.page = self.context.new_page()

    def sign_in(self, who: Player = ANN) -> None:
        """Be somebody from now on; that this browser is new to them is no news in a picture."""
        self.post("auth/login", email=who.email, password=PASSWORD)
        self.post("notifications/read", all=True)

    def post(self, path: str, **said: object) -> dict[str, str]:
        """Ask the API as whoever is signed in."""
        headers = {"Origin": self.address}
        answer = self.context.request.post(f"{self.address}/api/v1/{path}", data=said, headers=headers)
        return dict(answer.json()) if answer.status != 204 else {}

    def take(self, shot: Shot) -> None:
        """Go there, bring the right thing to the top and take it."""
        self.page.goto(self.found(shot.path))
        if shot.tap:
            found = (
                self.page.locator(shot.tap) if shot.tap.startswith("[") else self.page.get_by_text(shot.tap, exact=True)
            )
            found.first.click()
        if shot.top:
            thing = self.page.locator(shot.top).first
            thing.wait_for()
            self.page.wait_for_timeout(1500)
            thing.evaluate("thing => scrollTo(0, thing.getBoundingClientRect().top + scrollY - 72)")
        take(self.page, f"{shot.name}-{self.kind}")

    def found(self, path: str) -> str:
        """The address of a thing of Ann's."""
        if path == "SHARED":
            links = self.context.request.get(f"{self.address}/api/v1/shares").json()["items"]
            return str(next(link["url"] for link in links if link["kind"] == "dashboard"))
        told = {
            "PIECE": lambda: f"/pieces/{piece_id(ANN, PARTITA)}",
            "STUDY": lambda: f"/pieces/{piece_id(ANN, STUDY)}",
            "SESSION": lambda: newest_heard(self.context, self.address),
            "COMPARE": lambda: f"/compare/{self.compared()}",
            "SAID": lambda: f"/sessions/{takes(ANN)[0].session_id}",
            "THREAD": lambda: f"/forum/{self.first('forum/posts?category=question&sort=top')}",
            "GROUP": lambda: f"/groups/{self.first('groups')}",
            "STUDENT": lambda: f"/students/{self.student()}",
            "REVIEW": lambda: f"/review/{takes(ANN)[0].recording_id}",
        }
        return self.address + (told[path]() if path in told else path)

    def compared(self) -> str:
        """The comparison of both takes."""
        first, later = takes(ANN)
        return self.post("comparisons", a=str(first.recording_id), b=str(later.recording_id))["id"]

    def first(self, path: str) -> str:
        """The first thing of a list."""
        return str(self.context.request.get(f"{self.address}/api/v1/{path}").json()["items"][0]["id"])

    def student(self) -> str:
        """Ann, as her teacher knows her."""
        found = self.context.request.get(f"{self.address}/api/v1/students").json()["items"]
        return str(next(one["user"]["id"] for one in found if one["user"]["display_name"] == ANN.name))

    def practise(self) -> None:
        """The practice page before, while and after; nothing of it is saved."""
        page = self.page
        page.goto(f"{self.address}/practice")
        take(page, f"practice-ready-{self.kind}")
        page.get_by_test_id("practice-start").click()
        page.wait_for_timeout(7000)
        take(page, f"practice-{self.kind}")
        for tool in TOOLS:
            page.get_by_test_id(f"tool-{tool}").click()
            take(page, f"{tool}-{self.kind}")
        page.get_by_test_id("practice-finish").click()
        page.get_by_test_id("practice-save").wait_for()
        take(page, f"summary-{self.kind}")


def newest_heard(context: BrowserContext, address: str) -> str:
    """The address of the newest session of some length that was listened to, with one piece."""
    sessions = context.request.get(f"{address}/api/v1/sessions?limit=50").json()["items"]
    return f"/sessions/{next(s['id'] for s in sessions if (s['played_s'] or 0) > 1200 and len(s['items']) == 1)}"


def visit(browser: Browser, address: str, size: str, theme: str, wanted: set[str]) -> None:
    """All pages that are wanted, first as a visitor, then signed in."""

    def chosen(shots: tuple[Shot, ...]) -> list[Shot]:
        return [shot for shot in shots if sitting.kind in shot.kinds and (not wanted or shot.name in wanted)]

    sitting = Sitting(browser, address, size, theme)
    for shot in chosen(VISITOR):
        sitting.take(shot)
    sitting.sign_in()
    for shot in chosen((*PLAYER, SHARED)):
        sitting.take(shot)
    if chosen(PRACTICE):
        sitting.practise()
    sitting.context.close()
    teacher(browser, address, size, theme, chosen(TEACHING))


def teacher(browser: Browser, address: str, size: str, theme: str, shots: list[Shot]) -> None:
    """The same as her teacher."""
    sitting = Sitting(browser, address, size, theme)
    if shots:
        sitting.sign_in(TEACHER)
    for shot in shots:
        sitting.take(shot)
    sitting.context.close()


OVERVIEWS = {
    "overview": ("practice-phone-daylight", "session-phone-daylight", "journal-phone-daylight"),
    "together": ("homework-phone-daylight", "said-phone-evening", "board-phone-daylight"),
}


def overview(browser: Browser, name: str) -> None:
    """Three phones side by side; as JPEG, for the README is read anywhere."""
    shown = [FOLDER / f"{one}.webp" for one in OVERVIEWS[name]]
    pictures = "".join(
        f'<img src="data:image/webp;base64,{base64.b64encode(file.read_bytes()).decode()}">' for file in shown
    )
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_content(
        "<style>body{margin:0;height:900px;display:flex;gap:40px;align-items:center;justify-content:center;"
        "background:#efe9de}img{width:352px;border-radius:28px;outline:1px solid #d8cfbf}</style>" + pictures
    )
    take(page, name, "jpg")


def index() -> None:
    """Write the page that shows them all."""
    lines = [
        "# Pictures",
        "",
        "The pages on phone and desktop, in daylight and evening, with what `make demo` puts into them; taken by",
        "`python -m tools.pictures`.",
        "",
    ]
    for shot in (*VISITOR, *PRACTICE, *PLAYER, *TEACHING, SHARED):
        lines += [f"## {shot.name.replace('-', ' ').capitalize()}", "", f"{shot.says}.", ""]
        for size, width in (("phone", 200), ("desktop", 400)):
            kinds = [kind for kind in shot.kinds if kind.startswith(size)]
            said = [f'width="{width}" alt="{shot.name}, {kind.replace("-", ", ")}"' for kind in kinds]
            tags = [
                f'<img src="images/{shot.name}-{kind}.webp" {more}>' for kind, more in zip(kinds, said, strict=True)
            ]
            lines += [" ".join(tags), ""] if tags else []
    (FOLDER.parent / "pictures.md").write_text("\n".join(lines))


def main(address: str, *names: str) -> None:
    """Take them all, or those named."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for size in SIZES:
            for theme in THEMES:
                visit(browser, address, size, theme, set(names))
        for name in OVERVIEWS:
            overview(browser, name)
    index()


if __name__ == "__main__":
    main(*sys.argv[1:])
