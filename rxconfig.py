"""How Reflex builds the front end; everything about running comes from practice_app.settings."""

import reflex as rx

from practice_app.floor import FloorPlugin
from practice_app.i18n_catalogs import CatalogPlugin
from practice_app.inline_scripts import InlineScriptsPlugin
from practice_app.metrics_script import MetricsPlugin
from practice_app.pwa import AppShellPlugin
from practice_app.reflex_seams.drawn_ahead import DrawnAheadPlugin
from practice_app.reflex_seams.first_paint import FirstPaintPlugin
from practice_app.reflex_seams.named_once import NamesOncePlugin
from practice_app.reflex_seams.plain import PlainElementsPlugin
from practice_app.reflex_seams.published import ScriptsPlugin
from practice_app.reflex_seams.same_origin import NOBODYS_ADDRESS, SameOriginPlugin
from practice_app.settings import early

config = rx.Config(
    app_name="practice_app",
    api_url=NOBODYS_ADDRESS,
    plugins=[
        SameOriginPlugin(),
        CatalogPlugin(),
        ScriptsPlugin(),
        MetricsPlugin(),
        DrawnAheadPlugin(),
        FirstPaintPlugin(),
        PlainElementsPlugin(),
        FloorPlugin(),
        InlineScriptsPlugin(),
        NamesOncePlugin(),
        AppShellPlugin(),
        # daisyUI itself is switched on in assets/styles/woodshed.css, with our own themes only.
        rx.plugins.TailwindV4Plugin({"plugins": []}),
    ],
    disable_plugins=[rx.plugins.SitemapPlugin],
    frontend_packages=["daisyui@5.8.1", "idb@8.0.4", "@noble/hashes@2.4.0", "perfect-freehand@1.2.3", "abcjs@6.7.2"],
    redis_url=early("REDIS_URL") or None,
    trusted_proxy_hops=int(early("TRUSTED_PROXY_HOPS") or 0),
    # Same-origin is checked by practice_app.server.guard, which knows the address people really use.
    cors_allowed_origins=[],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    frontend_compression_formats=["brotli", "gzip"],
    frontend_lazy_bundled_libraries=True,
)
