"""The record, published: for anybody to keep its heads and to check that it is only added to."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.record.queries.record import entries_after, heads, how_many, newest_head

HEADS_A_PAGE = 30
ENTRIES_A_FILE = 5_000


@require_safe
def record(request):
    context = {
        "page": Paginator(heads(), HEADS_A_PAGE).get_page(request.GET.get("page")),
        "newest": newest_head(),
        "count": how_many(),
        "base": settings.PORTAL_BASE_URL,
        "trail": [(_("Home"), "/")],
    }
    return render(request, "record/record.html", context)


@require_safe
def heads_file(request):
    listed = [vars(head.as_signed) for head in heads()]
    response = JsonResponse({"heads": listed})
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def entries_file(request):
    """One entry a line, at most ENTRIES_A_FILE; `?after=` the number of the last one read."""
    asked = request.GET.get("after", "0")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return HttpResponse("after: not a number.\n", status=400, content_type="text/plain")
    lines = b"".join(one.said + b"\n" for one in entries_after(int(asked), bound=ENTRIES_A_FILE))
    response = HttpResponse(lines, content_type="application/jsonl")
    response["Access-Control-Allow-Origin"] = "*"
    return response
