"""How Reflex serves a finished build on the backend's own port, and how one that is being worked on.

Seen on Reflex 0.10.1: `reflex_base.environment`; two of the names are its own affair (double underscore).
"""

SERVES_A_FINISHED_BUILD = {
    "REFLEX_ENV_MODE": "prod",
    "__REFLEX_SKIP_COMPILE": "true",
    "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
}
IS_BEING_WORKED_ON = {
    "REFLEX_ENV_MODE": "dev",
    "REFLEX_HOT_RELOAD_OVERRIDE_PATHS": "practice_app",
}
KEEPS_TO_ITSELF = {
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_CHECK_LATEST_VERSION": "false",
    "REFLEX_USE_SYSTEM_BUN": "1",
}
