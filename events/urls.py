from django.urls import path, register_converter

from .converters import IsoDay, IsoMonth, MeetKey
from .views import calendar, feeds, join, series

register_converter(IsoDay, "isoday")
register_converter(IsoMonth, "isomonth")
register_converter(MeetKey, "meetkey")

app_name = "events"
urlpatterns = [
    path("events/", calendar.index, name="index"),
    path("events/month/", calendar.month_now, name="month_now"),
    path("events/month/<isomonth:month>/", calendar.month, name="month"),
    path("events/<slug:slug>/", series.detail, name="series"),
    path("events/<slug:slug>/<isoday:day>/", series.occurrence, name="occurrence"),
    path("meet/<meetkey:key>/join", join.join, name="join"),
    path("calendar/all.ics", feeds.everything, name="feed_all"),
    path("calendar/initiatives/<slug:slug>.ics", feeds.initiative, name="feed_initiative"),
    path("calendar/series/<uuid:public_id>.ics", feeds.one_series, name="feed_series"),
    path("calendar/kind/<slug:kind>.ics", feeds.kind, name="feed_kind"),
]
