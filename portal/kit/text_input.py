from django.core.exceptions import BadRequest


def refuse_nul(get_response):
    """PostgreSQL cannot store NUL and SQLite can: give the same plain 400 for both.

    Only the address and the query are read here; forms refuse NUL in every CharField themselves.
    """

    def middleware(request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address has a character that no text can contain.")
        return get_response(request)

    return middleware
