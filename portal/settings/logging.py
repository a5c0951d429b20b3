"""JSON lines on stdout in production, readable lines with DEBUG; never bodies or query strings."""

import structlog

from portal.core.log_words import discreet

from .env import DEBUG


def without_people(logger, name, event):
    return {key: discreet(said) if isinstance(said, str) else said for key, said in event.items()}


_before = [
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
# Tracebacks as Python writes them: rich ones would show the values of variables.
_last = (
    [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    if DEBUG
    else [
        structlog.processors.format_exc_info,
        without_people,
        structlog.processors.JSONRenderer(),
    ]
)
_formatter = {
    "()": structlog.stdlib.ProcessorFormatter,
    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_last],
    "foreign_pre_chain": _before,
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": _formatter},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["stdout"], "level": "WARNING", "propagate": False},
        "django.utils.autoreload": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
