"""What the calendar shows on pages of other slices, and the one row every list is made of."""

from collections.abc import Collection, Mapping
from zoneinfo import ZoneInfo

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString

from events.models import EventPage, Series
from events.queries import next_dates
from events.queries.answer_words import own_words
from events.queries.date_records import recorded_dates_of_group
from events.queries.lines import Line
from events.queries.seats import OwnAnswer
from events.queries.series_detail import rule_in_words
from events.queries.subscription import subscription_to
from events.rules import organizes
from initiatives.models import Initiative
from portal.core import zones
from portal.kit import clock
from portal.kit.reader_zone import UNKNOWN_READER
from portal.people.models import User
from portal.ui.tags.times import meeting_row

register = template.Library()


@register.simple_tag
def event_row(
    *,
    one: Line,
    zone: ZoneInfo | str | None = None,
    local: bool | None = None,
    show_day: bool = False,
    show_host: bool = True,
    mine: OwnAnswer | None = None,
) -> SafeString:
    """One date of a timetable, linked to its own page; `mine` is the reader's answer for it. Who
    waits for a seat would find the door shut."""
    waits = mine is not None and (mine.is_waiting or mine.is_offered)
    return meeting_row(
        "",
        at=one.starts_at,
        until=one.ends_at,
        title=one.title,
        href=one.url,
        zone=zone,
        group_zone=one.tzid,
        local=local,
        initiative=one.host.name if show_host else "",
        initiative_href=one.host.url if show_host else "",
        hue=one.host.hue if show_host else None,
        status=one.status,
        note=" · ".join(filter(None, [own_words(mine, zone) if mine else "", one.note])),
        join_href=one.join_url if one.has_join_link and not waits else "",
        newcomers=one.is_open_to_newcomers,
        kind=one.kind_label if one.kind != "meeting" else "",
        show_day=show_day,
        days=(one.first_day, one.last_day) if one.is_all_day else None,
        before=one.before_at,
    )


@register.inclusion_tag("events/panels/next_meetings.html", takes_context=True)
def next_meetings(context, *, initiative_id: int, initiative_slug: str) -> dict:
    """The next two dates of a group, joint meetings included."""
    now = clock.now()
    return {
        "lines": next_dates.next_of_initiative(initiative_id=initiative_id, now=now),
        "has_records": recorded_dates_of_group(initiative_id=initiative_id, now=now).exists(),
        "initiative_slug": initiative_slug,
        "subscription": subscription_to("events:feed_initiative", initiative_slug),
        "zone": reader_zone(context),
    }


@register.simple_tag
def next_meeting_by_initiative(*, initiative_ids: Collection[int]) -> Mapping[int, Line]:
    """For the rows of an index: one lookup for all of them, then `next_meeting_line` a row."""
    return next_dates.next_occurrence_by_initiative(initiative_ids=initiative_ids, now=clock.now())


@register.inclusion_tag("events/panels/next_meeting_line.html", takes_context=True)
def next_meeting_line(context, *, meeting: Line | None) -> dict:
    return {"one": meeting, "zone": reader_zone(context)}


@register.inclusion_tag("events/panels/today_strip.html", takes_context=True)
def today_strip(context) -> dict:
    """Today and tomorrow across the foundation."""
    known = reader_zone(context)
    zone = zones.zone(known or UNKNOWN_READER)
    today = clock.now().astimezone(zone).date()
    listed = next_dates.today_and_tomorrow(today=today, zone=zone)
    return {
        "listed": listed,
        "zone": zone,
        "is_zone_unknown": known is None,
        "today": listed.start,
        "tomorrow": listed.tomorrow,
    }


@register.inclusion_tag("events/panels/next_newcomer_call.html", takes_context=True)
def next_newcomer_call(context) -> dict:
    return {
        "one": next_dates.next_newcomer_call(now=clock.now()),
        "zone": reader_zone(context),
    }


@register.inclusion_tag("events/panels/next_date_of.html", takes_context=True)
def next_date_of(context, *, series_slug: str) -> dict:
    """The next date of one meeting, on pages that know it by its slug."""
    return {
        "one": next_dates.next_of_slug(slug=series_slug, now=clock.now()),
        "zone": reader_zone(context),
    }


@register.simple_tag
def open_meetings(*, steps) -> frozenset[str]:
    """Slugs of the meetings of these steps that have a page: one may have been hidden since."""
    return next_dates.published_among(slugs={one.step.meeting for one in steps} - {""})


@register.inclusion_tag("events/panels/desk_links_of_group.html", takes_context=True)
def desk_links_of_group(context, *, initiative: Initiative) -> dict:
    """For who arranges the group's meetings; a query only for who has a desk at all."""
    user = desk_user(context)
    is_shown = bool(user) and (user.is_superuser or organizes(user, initiative.pk))
    return {"initiative": initiative, "is_shown": is_shown}


@register.inclusion_tag("events/panels/desk_link_of_series.html", takes_context=True)
def desk_link_of_series(context, *, series: Series) -> dict:
    user = desk_user(context)
    is_shown = bool(user) and user.has_perm("events.organize_series", series)
    return {"series": series, "is_shown": is_shown}


def desk_user(context) -> User | None:
    """Whoever may write in the CMS: the header asks for that anyway, so it costs no query."""
    user = getattr(context.get("request"), "user", None)
    return user if user and user.has_perm("wagtailadmin.access_admin") else None


@register.inclusion_tag("events/panels/schedule_of_page.html")
def schedule_of_page(*, page: EventPage, request: HttpRequest) -> dict:
    """In the CMS, beside the words: what the desk says, and the way there."""
    series = page.series
    return {
        "series": series,
        "rules": [rule_in_words(slot) for slot in series.slots.all()] if series else [],
        "dates": next_dates.next_of_series(series_id=series.pk, now=clock.now(), limit=3)
        if series
        else [],
        "may_change": bool(series) and request.user.has_perm("events.organize_series", series),
        "zone": request.reader_zone,
    }


def reader_zone(context) -> str | None:
    """Error pages are rendered without a request."""
    return getattr(context.get("request"), "reader_zone", None)
