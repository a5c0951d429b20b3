"""The public API: what every slice publishes, at one address. Read-only, for everybody alike."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from portal.kit.etag import with_etag
from portal.kit.pagination import BadCursor


class PublicAPI(NinjaAPI):
    def create_response(self, request: HttpRequest, data, **kwargs) -> HttpResponse:
        response = super().create_response(request, data, **kwargs)
        return with_etag(request, response) if response.status_code == 200 else response


api = PublicAPI(
    title="Waymark",
    version="1",
    description="Groups, meetings and dates a foundation publishes. No account, nothing personal "
    "but names the groups publish themselves. Lists page by cursor and answer 304 to a known ETag.",
    urls_namespace="api",
    docs_url=None,
)


@api.exception_handler(BadCursor)
def bad_cursor(request, error):
    detail = "This cursor does not belong to this list. Start again without it."
    return api.create_response(request, {"detail": detail}, status=400)


api.add_router("/initiatives/", "initiatives.api.initiatives.router")
api.add_router("/openings/", "initiatives.api.openings.router")
api.add_router("/tasks/", "initiatives.api.tasks.router")
api.add_router("/paths/", "initiatives.onboarding.api.router")
api.add_router("/events/", "events.api.series_router")
api.add_router("/occurrences/", "events.api.occurrences_router")
api.add_router("/programs/", "mentorship.api.router")
