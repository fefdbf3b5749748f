"""The live documentation of the API: a page of its own, under a policy that lets it read the contract and ask."""

from typing import Final

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse

from practice_app import inline_scripts

PATH: Final = "/api/v1/docs"
ASSETS: Final = "/api/v1/docs-assets"


def install(app: FastAPI) -> None:
    """Show what the app's contract says."""
    page = get_swagger_ui_html(
        openapi_url=str(app.openapi_url),
        title=f"{app.title} API",
        swagger_js_url=f"{ASSETS}/swagger-ui-bundle.js",
        swagger_css_url=f"{ASSETS}/swagger-ui.css",
        swagger_favicon_url=f"{ASSETS}/favicon.png",
    )
    page.headers["Content-Security-Policy"] = policy(bytes(page.body).decode())

    @app.get(PATH, include_in_schema=False)
    def documentation() -> HTMLResponse:
        return page


def policy(page: str) -> str:
    """What the page may do: run its own script and Swagger's, show Swagger's pictures, speak with us."""
    hashes = " ".join(f"'{one}'" for one in inline_scripts.of(page))
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
