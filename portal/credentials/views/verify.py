"""A stranger checks what somebody showed them. Whoever has the link may; nobody finds it."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.credentials import access
from portal.credentials.queries.checked import as_facts
from portal.credentials.views.badge import A_CREDENTIAL, badge
from portal.kit.addresses import absolute


@never_cache
@require_safe
def verify(request, credential):
    """Not kept anywhere: what was revoked, or a name taken off, must be so at once.

    A badge names this page as what it is: a program that asks here for the badge gets it.
    """
    if request.get_preferred_type(["text/html", A_CREDENTIAL]) == A_CREDENTIAL:
        return badge(request, credential)
    found = access.find_credential(credential)
    status = 200 if found else 404
    if request.GET.get("format") == "json":
        facts = as_facts(found) if found else {"id": credential, "status": "unknown"}
        response = JsonResponse(facts, status=status)
        response["Access-Control-Allow-Origin"] = "*"
    elif found:
        context = {
            "one": found,
            "url": absolute("credentials:verify", found.public_id),
            "is_mine": found.holder_id is not None and found.holder_id == request.user.pk,
        }
        response = render(request, "credentials/verify.html", context)
    else:
        response = render(request, "credentials/unknown.html", status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
