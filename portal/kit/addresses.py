from django.conf import settings
from django.urls import reverse


def absolute(name: str, *args: object) -> str:
    """An address for who reads it elsewhere: feeds, the API, mail. Never the host of a request."""
    return settings.PORTAL_BASE_URL + reverse(name, args=args)
