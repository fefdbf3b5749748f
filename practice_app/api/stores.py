"""Says which apps of a store are this Woodshed: without it Android shows such an app with the browser's address bar."""

from typing import Any

from fastapi import APIRouter

from practice_app.errors import NotFound
from practice_app.settings import get_settings

router = APIRouter(include_in_schema=False)


@router.get("/.well-known/assetlinks.json")
def assetlinks() -> list[dict[str, Any]]:
    """Name the apps, as Digital Asset Links; missing where there is none."""
    apps: dict[str, list[str]] = {}
    for one in filter(None, get_settings().android_app.split(",")):
        name, _, fingerprint = one.partition("=")
        apps.setdefault(name, []).append(fingerprint)  # a store signs with a key of its own, so there may be two
    if not apps:
        raise NotFound()
    return [
        {
            "relation": ["delegate_permission/common.handle_all_urls"],
            "target": {"namespace": "android_app", "package_name": name, "sha256_cert_fingerprints": prints},
        }
        for name, prints in apps.items()
    ]
