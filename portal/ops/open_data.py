"""What anybody may take away, on one page: the API as it describes itself, feeds and files."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.api import api


class Parameter(NamedTuple):
    name: str
    meaning: str
    values: list[str]


class Address(NamedTuple):
    url: str
    title: str
    description: str
    parameters: list[Parameter]

    @property
    def can_be_opened(self) -> bool:
        return "{" not in self.url


@require_safe
def index(request):
    parts = {"addresses": addresses(), "trail": [(_("Home"), "/")]}
    return render(request, "ops/open_data.html", parts)


@cache
def addresses() -> list[Address]:
    """Read from the description machines read, so that page and API cannot differ."""
    return [
        Address(
            url,
            operation["summary"],
            operation.get("description", ""),
            [
                Parameter(one["name"], one.get("description", ""), list(values(one["schema"])))
                for one in operation["parameters"]
                if one["in"] == "query"
            ],
        )
        for url, methods in api.get_openapi_schema()["paths"].items()
        for operation in methods.values()
    ]


def values(schema: dict) -> Iterator[str]:
    """The words a parameter takes, where there are only so many."""
    for one in (schema, *schema.get("anyOf", [])):
        yield from one.get("enum", [])
        if one.get("type") == "boolean":
            yield from ("true", "false")


urlpatterns = [path("api/", index, name="open_data")]
