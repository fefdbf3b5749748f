"""The composition root: the app, its pages and what goes round them."""

import reflex as rx

from practice_app.components.shell.head import head_components
from practice_app.pages import PAGES

STYLES = ["/styles/woodshed.css", "/styles/themes.css", "/styles/base.css"]

app = rx.App(theme=None, toaster=None, stylesheets=STYLES, head_components=head_components())
# Reflex's own English "Cannot connect to server" toast; components/shell has a quiet, translated notice.
app.app_wraps.pop((5, "Overlay"))
for page in PAGES:
    app.add_page(page.draw, route=page.route, title=page.title, on_load=page.on_load)
