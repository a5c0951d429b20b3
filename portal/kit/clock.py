"""The one place that asks what time it is, so that tests and demos can hold it still."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()
