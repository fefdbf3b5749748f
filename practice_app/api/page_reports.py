"""Where a page says what broke in it while there is no socket yet by which it could."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from practice_app.api.accounts import Body
from practice_app.page_reports import LONGEST, note

router = APIRouter(tags=["health"])


class PageReport(Body):
    """An error's message and the first of its stack, in letters that say nothing of whoever met it."""

    said: Annotated[str, Field(min_length=1, max_length=LONGEST)]


@router.post("/page-reports", status_code=204)
async def report_page(body: PageReport) -> None:
    """Note it in our own log, twenty a minute, and count it; nobody is asked who they are, nor is it noted."""
    note(RuntimeError(body.said))
