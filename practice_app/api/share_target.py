"""Where another app's file arrives when the service worker, which would have kept it, is not there yet."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

router = APIRouter(include_in_schema=False)


@router.post("/share")
async def share() -> RedirectResponse:
    """Lead to the page that asks to choose the file by hand; what was sent is not read."""
    return RedirectResponse("/add?shared=failed", status_code=303)
