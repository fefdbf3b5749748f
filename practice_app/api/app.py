"""The REST application: version 1 under /api/v1, health at the root; Reflex is mounted after it."""

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from fastapi_offline import FastAPIOffline

from practice_app.api import (
    accounts,
    accounts_leaving,
    accounts_mail,
    accounts_passkeys,
    accounts_proof,
    accounts_providers,
    accounts_roles,
    accounts_second_factor,
    advice,
    awards,
    comparisons,
    forum,
    forum_films,
    forum_media,
    forum_page,
    groups,
    groups_doings,
    guardians,
    health,
    lessons,
    moderation,
    moderation_page,
    notices,
    notifications,
    page_reports,
    partners,
    pieces,
    pieces_sheet,
    planning,
    portability,
    portability_imports,
    practice,
    profile_page,
    profiles,
    progress_goals,
    push,
    recordings,
    search,
    share_page,
    share_target,
    sharing,
    stores,
    teaching,
    teaching_feedback,
    teaching_homework,
    teaching_homework_files,
    teaching_students,
    teaching_tags,
    unsubscribe_page,
)
from practice_app.api.shared import bodies, firsts, problems, reading, retiring
from practice_app.api.shared.answers import PROBLEMS, document
from practice_app.http.one_request import OneRequest

ROUTERS: list[APIRouter] = [
    practice.router,  # asked most, so found first
    accounts.router,
    accounts_mail.router,
    accounts_passkeys.router,
    accounts_proof.router,
    accounts_leaving.router,
    profiles.router,
    accounts_providers.router,
    accounts_roles.router,
    accounts_second_factor.router,
    guardians.router,
    recordings.router,
    comparisons.router,
    pieces.router,
    pieces_sheet.router,
    planning.router,
    advice.router,
    progress_goals.router,
    awards.router,
    notifications.router,
    partners.router,
    push.router,
    page_reports.router,
    portability.router,
    portability_imports.router,
    lessons.router,
    search.router,
    moderation.router,
    sharing.router,
    groups.router,
    groups_doings.router,
    teaching.router,
    teaching_homework_files.router,
    teaching_homework.router,
    teaching_feedback.router,
    teaching_students.router,
    teaching_tags.router,
    forum.router,
    forum_films.router,
    forum_media.router,
]


def _operation_id(route: APIRoute) -> str:
    return route.name


def create_api() -> FastAPI:
    """Build the API with its documentation."""
    app = FastAPIOffline(
        title="Woodshed",
        version="1",
        description="A practice journal for musicians. Times are ISO 8601 with offset, durations in seconds.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        static_url=reading.ASSETS,
        generate_unique_id_function=_operation_id,
        # FastAPI's own would send whole addresses, and what exceptions say: ours is `server/elsewhere`
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    problems.install(app)
    app.add_middleware(bodies.JsonOnly)
    app.add_middleware(retiring.Retiring)
    app.add_middleware(health.Measured)
    app.add_middleware(OneRequest)
    for router in ROUTERS:
        retiring.describe(router)
        firsts.look_only_there(router)
        app.include_router(router, prefix=firsts.PREFIX, responses=PROBLEMS)
    document(app)
    reading.install(app)
    app.include_router(health.router)
    app.include_router(share_target.router)
    app.include_router(moderation_page.router)
    app.include_router(profile_page.router)
    app.include_router(forum_films.pages)
    app.include_router(forum_media.pages)
    app.include_router(forum_page.router)
    app.include_router(share_page.router)
    app.include_router(unsubscribe_page.router)
    app.include_router(notices.router)
    app.include_router(stores.router)
    return app
