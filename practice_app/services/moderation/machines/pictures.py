"""Amazon Rekognition looks at pictures that stand on the board, where the host has it look."""

from functools import lru_cache
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from practice_app.services.moderation.machines.asked import NotAnswered
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

COUNT: Final = frozenset(
    ("Explicit", "Explicit Nudity", "Violence", "Visually Disturbing", "Hate Symbols", "Exposed Male Genitalia")
)
"""Of its labels those that somebody should look at; a glass of wine or a bathing suit is none of our business."""
PATIENCE_S: Final = 10


@step
def flagged(jpeg: bytes) -> bool:
    """Tell whether it is sure that somebody should look at this picture; raise ``NotAnswered``."""
    try:
        answer = _client().detect_moderation_labels(Image={"Bytes": jpeg}, MinConfidence=100 * get_settings().flag_at)
    except (BotoCoreError, ClientError) as error:
        raise NotAnswered(type(error).__name__) from error
    labels = answer.get("ModerationLabels", [])
    return any(COUNT.intersection((one.get("Name"), one.get("ParentName"))) for one in labels)


@lru_cache
def _client() -> Any:
    import boto3
    from botocore.config import Config

    settings = get_settings()
    config = Config(connect_timeout=3, read_timeout=PATIENCE_S, retries={"max_attempts": 1, "mode": "standard"})
    make: Any = boto3.client
    return make(
        "rekognition",
        region_name=settings.rekognition_region,
        endpoint_url=settings.rekognition_url or None,
        aws_access_key_id=settings.rekognition_access_key_id or None,
        aws_secret_access_key=settings.rekognition_secret_access_key.get_secret_value() or None,
        config=config,
    )
