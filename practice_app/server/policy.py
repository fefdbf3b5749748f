"""What a page may do in the browser (Content-Security-Policy): run our own scripts, speak with us, and nothing else."""

import posixpath
from functools import lru_cache
from pathlib import Path
from typing import Final

from practice_app import inline_scripts
from practice_app.reflex_seams import pages
from practice_app.reflex_seams.drawn_ahead import ANY
from practice_app.settings import get_settings

ANSWER: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For what is no page: should a browser ever show it as one, it does nothing."""
FILE: Final = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
"""For files of ours: a script that works apart from a page (the service worker) fetches more of them."""
_NO_PAGE: Final = ("/api/", "/health/", "/metrics", "/_event", "/_s3/", "/_upload", "/ping")
_NO_STYLE: Final = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
"""A `<style>` with nothing in it: what Reflex draws by itself (its last word on a broken page) fills one by script."""
_ANYWHERE: Final = ("404.html", "__spa-fallback.html")
"""What is served where there is no page of that name, and for pages whose address says what they show."""


class Policies:
    """The policy of every answer, by its address; the pages' inline scripts are read once for each build."""

    def __init__(self, static: Path | None = None) -> None:
        self._static = static or pages.folder()
        self._built = -1
        self._scripts: dict[str, list[str]] = {}

    def of(self, path: str, content_type: str = "") -> str:
        """Tell the policy by which a browser treats what it gets from here."""
        if path.startswith(_NO_PAGE):
            return ANSWER
        # A page that has not changed (304) says no type, and its policy then replaces the one that the browser keeps.
        if "." in posixpath.basename(path) and not content_type.startswith("text/html"):
            return FILE
        return _page(frozenset(self._of_page(path)), get_settings().media_origins)

    def _of_page(self, path: str) -> set[str]:
        self._look()
        name = posixpath.normpath(f"/{path}").strip("/")
        whichever = f"{posixpath.dirname(name)}/{ANY}/index.html"
        files = [file for file in (f"{name}/index.html".lstrip("/"), name, whichever) if file in self._scripts]
        return {one for file in files[:1] or _ANYWHERE for one in self._scripts.get(file, [])}

    def _look(self) -> None:
        built = inline_scripts.built(self._static)
        if built != self._built:
            self._scripts, self._built = inline_scripts.noted(self._static), built


@lru_cache(maxsize=64)
def _page(scripts: frozenset[str], media: str) -> str:
    """A page runs these scripts, and files of ours; ``media`` is where recordings are, if that is elsewhere."""
    hashes = "".join(f" '{one}'" for one in sorted(scripts))
    elsewhere = f" {media}" if media else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self'{hashes}",
            f"style-src 'self' {_NO_STYLE}",
            "font-src 'self'",
            f"img-src 'self' data: blob:{elsewhere}",  # icons in the sheets; what somebody chose and has not sent yet
            f"media-src 'self' blob:{elsewhere}",
            f"connect-src 'self'{elsewhere}",
            "worker-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types default",
        )
    )
