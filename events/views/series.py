from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import access
from events.queries.event_text import published_text
from events.queries.series_detail import series_detail
from events.queries.structured_data import facts_of_series
from portal.kit import clock
from portal.kit.structured_data import json_ld


@require_safe
def detail(request, slug, text=None):
    """`text` is a draft page when the CMS previews it; else what is published."""
    if text is None:
        series = access.get_series(request.user, slug)
        text = published_text(series_key=series.public_id)
    else:
        series = access.get_series_to_preview(request.user, slug)
        series.title = text.title
    return render(
        request,
        "events/series.html",
        {
            "series": series,
            "text": text,
            "facts_for_machines": json_ld(facts_of_series(series)),
            "detail": series_detail(
                series=series, now=clock.now(), reader_zone=request.reader_zone
            ),
            "trail": [(_("Calendar"), reverse("events:index"))],
            "join_url": reverse("events:join", args=[slug]) if series.join_url else "",
        },
    )
