from typing import Any

from django.http import HttpRequest


def posted(request: HttpRequest) -> Any:
    """What a form was sent with; None for one that is only to be shown."""
    return request.POST if request.method == "POST" else None
