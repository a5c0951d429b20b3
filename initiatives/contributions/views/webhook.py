"""The door for GitHub: whoever else knocks is told no more than that."""

from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from initiatives.contributions.actions.delivery import count_delivery, take_delivery
from initiatives.contributions.core.signature import is_signed
from portal.kit import clock

MAX_BYTES = 1 << 20
ANSWERS = {
    "taken": (200, "Taken, thank you."),
    "known": (200, "Nothing new in it."),
    "ignored": (200, "Nothing in it counts here."),
    "implausible": (200, "Left out what has a date nobody can believe."),
    "unreadable": (400, "This could not be read. Choose application/json as the content type."),
}


@never_cache
@csrf_exempt  # GitHub has no session; the signature is the proof
@require_POST
def github(request):
    if not any(settings.GITHUB_WEBHOOK_SECRETS):
        raise Http404
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES:
        return plain(413, "Larger than anything that is read here.")
    told = request.headers.get("X-Hub-Signature-256", "")
    if not is_signed(request.body, told, settings.GITHUB_WEBHOOK_SECRETS):
        return refused(request)
    event = request.headers.get("X-GitHub-Event", "")
    return plain(*ANSWERS[take_delivery(event=event, body=request.body, now=clock.now())])


def refused(request):
    """Counted, up to a point: a stranger may not keep the database busy."""
    if ratelimit.consume(request, action="webhook_refused"):
        count_delivery(outcome="refused", on=clock.now().date())
    return plain(401, "The signature is missing or is not ours.")


def plain(status, words):
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
