from django.core.exceptions import BadRequest
from django.http import JsonResponse
from django.views.defaults import bad_request

API_PREFIX = "/api/"
REFUSAL = "The address has a character that no text can contain."


def refuse_nul(get_response):
    """PostgreSQL cannot store NUL and SQLite can: give the same plain 400 for both.

    Only the address and the query are read here; forms refuse NUL in every CharField themselves.
    """

    def middleware(request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            if request.path.startswith(API_PREFIX):
                return JsonResponse({"detail": REFUSAL}, status=400)
            return bad_request(request, BadRequest(REFUSAL))
        return get_response(request)

    return middleware
