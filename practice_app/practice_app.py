"""The composition root: the app, its pages and what goes round them."""

from practice_app.api.app import create_api
from practice_app.components.shell.head import head_components
from practice_app.components.shell.stumbled import stumbled
from practice_app.i18n import _
from practice_app.pages import PAGES
from practice_app.reflex_seams import pages, reports
from practice_app.reflex_seams.namespace import SeamedApp
from practice_app.server import logs, memory, outliving
from practice_app.server.front import Front
from practice_app.server.guard import Guard
from practice_app.server.sockets import Sockets
from practice_app.state.shared import live
from practice_app.state.shared.base import Binding

SHEETS = (
    "woodshed",
    "themes",
    "base",
    "icons",
    "buttons",
    "components",
    "fields",
    "overlays",
    "stave",
    "shell",
)
"""What every page is drawn with; other sheets lie beside their capability and load with its pages (ui/sheet.py)."""
STYLES = [f"/styles/{name}.css" for name in SHEETS]

logs.install()
app = SeamedApp(
    theme=None,
    toaster=None,
    stylesheets=STYLES,
    head_components=head_components(),
    api_transformer=[create_api(), Front, Sockets, Guard, logs.Trails],
)
app.add_middleware(Binding(), index=0)
reports.install(app)


@app.register_lifespan_task
async def relay_events() -> None:
    """Pass realtime events on to the pages that are open."""
    await live.relay(app)


app.register_lifespan_task(memory.watch)
app.register_lifespan_task(outliving.follow)


@app.register_lifespan_task
async def close_what_ended() -> None:
    """Close the pages of sign-ins that ended without a word."""
    await live.watch_over()


pages.without_overlay(app)
pages.with_fallback(app, stumbled)
for page in PAGES:
    told = {"title": page.title, "description": _("A practice journal for musicians")}
    app.add_page(page.draw, route=page.route, on_load=page.loads, **told)
