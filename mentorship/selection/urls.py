from django.urls import path

from .views import desk, people

app_name = "selection"
OWN = "me/mentorship/<slug:key>/people/"
DESK = "desk/mentorship/<slug:slug>/<slug:key>/selection/"
urlpatterns = [
    path(OWN, people.people, name="people"),
    path(OWN + "<uuid:public_id>/", people.person, name="person"),
    path(DESK, desk.selection, name="desk"),
    path(DESK + "lists.csv", desk.lists_csv, name="lists_csv"),
]
