"""The part of the settings that is about safety copies."""

from typing import Annotated

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings


class BackupSettings(BaseSettings):
    """Where safety copies go, and what locks them (`practice_app/backup`); without the first none are made."""

    backup_to: Annotated[str, Field(validation_alias="BACKUP_TO", default="")]
    """A folder, or ``s3://bucket/beginning`` for a bucket of the server that the next four name."""
    backup_s3_endpoint_url: Annotated[str, Field(validation_alias="BACKUP_S3_ENDPOINT_URL", default="")]
    backup_s3_region: Annotated[str, Field(validation_alias="BACKUP_S3_REGION", default="us-east-1")]
    backup_s3_access_key_id: Annotated[str, Field(validation_alias="BACKUP_S3_ACCESS_KEY_ID", default="")]
    backup_s3_secret_access_key: Annotated[
        SecretStr, Field(validation_alias="BACKUP_S3_SECRET_ACCESS_KEY", default=SecretStr(""))
    ]
    backup_key_file: Annotated[str, Field(validation_alias="BACKUP_KEY_FILE", default="")]
    """A file that `woodshed backup-key` made; or a passphrase instead."""
    backup_passphrase: Annotated[SecretStr, Field(validation_alias="BACKUP_PASSPHRASE", default=SecretStr(""))]
    backup_keep: Annotated[int, Field(validation_alias="BACKUP_KEEP", ge=1, le=1000)] = 14
    """So many copies are kept, the newest."""

    @model_validator(mode="after")
    def _copies_are_locked(self) -> "BackupSettings":
        """What everybody could read is no safety."""
        if self.backup_to and not (self.backup_key_file or self.backup_passphrase.get_secret_value()):
            raise ValueError("with BACKUP_TO there must be BACKUP_KEY_FILE or BACKUP_PASSPHRASE: copies are encrypted")
        return self
