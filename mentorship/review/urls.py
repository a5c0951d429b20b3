from django.urls import path

from .views import desk, own

app_name = "review"
DESK = "desk/mentorship/<slug:slug>/<slug:key>/review/"
urlpatterns = [
    path("me/mentorship/review/", own.mine, name="mine"),
    path("me/mentorship/review/<uuid:public_id>/", own.reading, name="reading"),
    path("me/mentorship/review/<slug:key>/", own.mine_of, name="mine_of"),
    path(DESK, desk.index, name="desk"),
    path(DESK + "scores.csv", desk.scores_csv, name="desk_csv"),
    path(DESK + "rubric/", desk.rubric, name="desk_rubric"),
    path(DESK + "rubric/new/", desk.criterion, name="desk_new_criterion"),
    path(DESK + "rubric/<int:number>/", desk.criterion, name="desk_criterion"),
    path(DESK + "readers/", desk.reviewers, name="desk_reviewers"),
    path(DESK + "<uuid:public_id>/", desk.application, name="desk_application"),
]
