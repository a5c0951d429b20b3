from django.urls import path, register_converter

from .converters import IsoDay, IsoMonth, MeetKey
from .views import (
    agenda,
    atom,
    calendar,
    check,
    desk_clashes,
    desk_dates,
    desk_meetings,
    desk_occurrence,
    desk_slots,
    desk_sources,
    desk_times,
    feeds,
    guest,
    join,
    my_hours,
    my_meetings,
    occurrence,
    personal_feeds,
    series,
)

register_converter(IsoDay, "isoday")
register_converter(IsoMonth, "isomonth")
register_converter(MeetKey, "meetkey")

app_name = "events"
urlpatterns = [
    path("events/", calendar.index, name="index"),
    path("events/check/", check.check, name="check"),
    path("events/month/", calendar.month_now, name="month_now"),
    path("events/month/<isomonth:month>/", calendar.month, name="month"),
    path("events/<slug:slug>/", series.detail, name="series"),
    path("events/<slug:slug>/<isoday:day>/", occurrence.detail, name="occurrence"),
    path("events/<slug:slug>/<isoday:day>/come/", occurrence.come, name="come"),
    path("events/<slug:slug>/<isoday:day>/guest/", guest.ask, name="guest"),
    path("events/<slug:slug>/<isoday:day>/agenda/", agenda.agenda, name="agenda"),
    path("events/<slug:slug>/<isoday:day>/agenda/add/", agenda.add, name="add_item"),
    path(
        "events/<slug:slug>/<isoday:day>/agenda/<uuid:key>/withdraw/",
        agenda.withdraw,
        name="withdraw_item",
    ),
    path("me/calendar/", personal_feeds.index, name="my_calendar"),
    path("me/calendar/<int:pk>/renew/", personal_feeds.renew, name="renew_feed"),
    path("me/calendar/<int:pk>/end/", personal_feeds.end, name="end_feed"),
    path("me/meetings/", my_meetings.index, name="my_meetings"),
    path("me/meetings/hours/", my_hours.index, name="my_hours"),
    path("desk/meetings/", desk_meetings.index, name="desk_meetings"),
    path("desk/meetings/new/", desk_meetings.new, name="desk_new_meeting"),
    path("desk/meetings/preview/", desk_meetings.preview, name="desk_preview"),
    path("desk/meetings/clashes/", desk_clashes.index, name="desk_clashes"),
    path("desk/meetings/clashes/<int:key>/drop/", desk_clashes.drop, name="desk_drop_conflict"),
    path("desk/meetings/sources/", desk_sources.index, name="desk_sources"),
    path("desk/meetings/sources/<int:pk>/", desk_sources.source, name="desk_source"),
    path(
        "desk/meetings/sources/<int:pk>/remove/", desk_sources.remove, name="desk_remove_source"
    ),
    path("desk/meetings/<slug:slug>/as-told/", desk_sources.as_told, name="desk_as_told"),
    path("desk/meetings/times/", desk_times.find, name="desk_times"),
    path("desk/meetings/<slug:slug>/schedule/", desk_meetings.schedule, name="desk_schedule"),
    path("desk/meetings/<slug:slug>/write/", desk_meetings.write, name="desk_write"),
    path("desk/meetings/<slug:slug>/duplicate/", desk_meetings.duplicate, name="desk_duplicate"),
    path("desk/meetings/<slug:slug>/dates/", desk_dates.dates, name="desk_dates"),
    path("desk/meetings/<slug:slug>/times/new/", desk_slots.new, name="desk_new_slot"),
    path("desk/meetings/<slug:slug>/times/<int:position>/", desk_slots.change, name="desk_slot"),
    path(
        "desk/meetings/<slug:slug>/times/<int:position>/end/",
        desk_slots.end,
        name="desk_end_slot",
    ),
    path(
        "desk/meetings/<slug:slug>/<isoday:day>/following/",
        desk_slots.following,
        name="desk_following",
    ),
    path("desk/meetings/<slug:slug>/discard/", desk_meetings.discard, name="desk_discard"),
    path(
        "desk/meetings/<slug:slug>/<isoday:day>/",
        desk_occurrence.occurrence,
        name="desk_occurrence",
    ),
    path(
        "desk/meetings/<slug:slug>/<isoday:day>/people/",
        desk_occurrence.people,
        name="desk_people",
    ),
    path("meet/<meetkey:key>/join", join.join, name="join"),
    path("meet/guest/confirm/<str:token>/", guest.confirm, name="guest_confirm"),
    path("meet/guest/seat/<str:token>/", guest.seat, name="guest_seat"),
    path("meet/guest/seat/<str:token>/join", guest.join, name="guest_join"),
    path("meet/guest/seat/<str:token>/copy", guest.seat_record, name="guest_record"),
    path("feeds/events.atom", atom.everything, name="atom_all"),
    path("feeds/initiatives/<slug:slug>/events.atom", atom.initiative, name="atom_initiative"),
    path("calendar/all.ics", feeds.everything, name="feed_all"),
    path("calendar/initiatives/<slug:slug>.ics", feeds.initiative, name="feed_initiative"),
    path("calendar/series/<uuid:public_id>.ics", feeds.one_series, name="feed_series"),
    path("calendar/kind/<slug:kind>.ics", feeds.kind, name="feed_kind"),
    path("calendar/mine/<str:token>.ics", feeds.mine, name="feed_mine"),
    path("calendar/dates/<meetkey:key>.ics", feeds.one_date, name="one_date"),
]
