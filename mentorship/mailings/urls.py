from django.urls import path

from .views import mailing

app_name = "mailings"
urlpatterns = [
    path("desk/mentorship/<slug:slug>/<slug:key>/letters/", mailing.index, name="index"),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/letters/<slug:name>/",
        mailing.mailing,
        name="mailing",
    ),
]
