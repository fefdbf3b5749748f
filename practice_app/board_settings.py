"""The part of the settings that is about the board: who elsewhere looks at it, and what it shows of other pages."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings


class MachineSettings(BaseSettings):
    """Machines elsewhere that look at what stands on the board, for moderators: none, unless they are named here."""

    flag_text_url: Annotated[str, Field(validation_alias="FLAG_TEXT_URL", default="")]
    """A classifier of texts: ``POST {"text": …}``, and it answers JSON with names and numbers."""
    flag_text_token: Annotated[SecretStr, Field(validation_alias="FLAG_TEXT_TOKEN", default=SecretStr(""))]
    flag_text_labels: Annotated[str, Field(validation_alias="FLAG_TEXT_LABELS", default="")]
    """Which of its names count, with commas between."""
    flag_at: Annotated[float, Field(validation_alias="FLAG_AT", ge=0.5, le=1)] = 0.8
    """How sure a machine has to be."""
    rekognition_region: Annotated[str, Field(validation_alias="REKOGNITION_REGION", default="")]
    """Amazon Rekognition looks at pictures; without keys, as boto3 signs in by itself."""
    rekognition_url: Annotated[str, Field(validation_alias="REKOGNITION_URL", default="")]
    rekognition_access_key_id: Annotated[str, Field(validation_alias="REKOGNITION_ACCESS_KEY_ID", default="")]
    rekognition_secret_access_key: Annotated[
        SecretStr, Field(validation_alias="REKOGNITION_SECRET_ACCESS_KEY", default=SecretStr(""))
    ]

    @property
    def flag_names(self) -> frozenset[str]:
        """The names of the classifier that count, folded."""
        return frozenset(name.strip().casefold() for name in self.flag_text_labels.split(",") if name.strip())

    @property
    def machines(self) -> list[str]:
        """Who is asked, as people read it."""
        host = urlsplit(self.flag_text_url).hostname
        return [*([host] if host else []), *(["Amazon Rekognition"] if self.rekognition_region else [])]

    @model_validator(mode="after")
    def _machines_are_whole(self) -> "MachineSettings":
        if self.flag_text_url and urlsplit(self.flag_text_url).scheme not in {"http", "https"}:
            raise ValueError("FLAG_TEXT_URL looks like https://classifier.example/moderate")
        if self.flag_text_url and not self.flag_names:
            raise ValueError("with FLAG_TEXT_URL FLAG_TEXT_LABELS must be set: which of its names count")
        return self


class LinkSettings(BaseSettings):
    """Cards below posts of what they link to."""

    link_cards: Annotated[bool, Field(validation_alias="LINK_CARDS", default=True)]
    """A worker asks pages that posts link to what they call themselves."""
    link_card_hosts: Annotated[str, Field(validation_alias="LINK_CARD_HOSTS", default="")]
    """Origins inside one's own net that it may ask too, with commas between: ``http://wiki.school:8080``."""

    @property
    def link_card_origins(self) -> frozenset[str]:
        """Those, each."""
        return frozenset(one.strip() for one in self.link_card_hosts.split(",") if one.strip())
