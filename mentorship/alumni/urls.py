from django.urls import path

from .views import after, desk, later, people

app_name = "alumni"
DESK = "desk/mentorship/<slug:slug>/<slug:key>/after/"
urlpatterns = [
    path("mentorship/later/<str:token>/", later.by_letter, name="later"),
    path("mentorship/<slug:slug>/<slug:key>/people/", people.people, name="people"),
    path("me/mentorship/<slug:key>/after/", after.after, name="after"),
    path(DESK, desk.after, name="desk"),
    path(DESK + "<uuid:public_id>/", desk.mentee, name="desk_mentee"),
]
