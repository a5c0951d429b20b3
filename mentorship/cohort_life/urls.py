from django.urls import path

from .views import check_in, desk, kept_notes, pair, paths_aside

app_name = "cohort_life"
OWN = "me/mentorship/matches/<uuid:public_id>/"
DESK = "desk/mentorship/<slug:slug>/<slug:key>/life/"
urlpatterns = [
    path("mentorship/check-in/<str:token>/", check_in.by_letter, name="check_in"),
    path("me/mentorship/notes/", kept_notes.notes, name="notes"),
    path("me/mentorship/limit/", pair.limit, name="limit"),
    path("me/mentorship/mentees/", paths_aside.mentees, name="mentees"),
    path(OWN + "together/", pair.together, name="pair"),
    path(OWN + "together/leave/", pair.leave, name="leave"),
    path(OWN + "together/<slug:name>/", pair.evaluate, name="evaluate"),
    path(DESK, desk.life, name="life"),
    path(DESK + "pairs.csv", desk.pairs_csv, name="life_csv"),
    path(DESK + "paths/", paths_aside.cohort, name="life_paths"),
    path(DESK + "mentors/", desk.mentors, name="life_mentors"),
    path(DESK + "ladder/", desk.ladder, name="ladder"),
    path(DESK + "<uuid:public_id>/", desk.pair, name="desk_pair"),
]
