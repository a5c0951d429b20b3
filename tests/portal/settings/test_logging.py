"""A line of the log says where it broke and never what the variables held."""

import json
import logging
import logging.config
import sys

from django.conf import settings


def break_down() -> None:
    password = "hunter2"  # noqa: F841  # what a talkative traceback would show
    raise LookupError("no such seat")


def line_about_a_failure() -> str:
    try:
        break_down()
    except LookupError:
        failure = sys.exc_info()
    record = logging.LogRecord("portal", logging.ERROR, __file__, 1, "It broke", (), failure)
    config = dict(settings.LOGGING["formatters"]["line"])
    return config.pop("()")(**config).format(record)


def test_a_failure_is_one_json_line_with_its_traceback():
    said = line_about_a_failure()

    line = json.loads(said)
    assert line["event"] == "It broke"
    assert line["exception"].startswith("Traceback (most recent call last):\n")
    assert line["exception"].endswith("LookupError: no such seat")
    assert "\n" not in said
    assert "hunter2" not in said
