from django.urls import path

from .views import (
    desk_evidence,
    desk_forks,
    desk_funnel,
    desk_verifiers,
    journey,
    library,
    picture,
    quiz,
    shared,
    show,
)

app_name = "onboarding"
urlpatterns = [
    path("paths/", library.index, name="index"),
    path("paths/<slug:slug>/", library.detail, name="path"),
    path("me/paths/", journey.index, name="journeys"),
    path("me/paths/<slug:slug>/", journey.detail, name="journey"),
    path("me/paths/<slug:slug>/newer/", journey.newer, name="newer"),
    path("me/paths/<slug:slug>/show/<slug:key>/", show.page, name="show"),
    path("me/paths/<slug:slug>/quiz/<slug:key>/", quiz.page, name="quiz"),
    path("me/evidence/<uuid:public_id>/picture/", picture.own, name="own_picture"),
    path("walks/<str:token>/", shared.page, name="shared"),
    path("desk/evidence/", desk_evidence.index, name="desk_evidence"),
    path("desk/evidence/<uuid:public_id>/", desk_evidence.page, name="desk_evidence_page"),
    path("desk/evidence/<uuid:public_id>/picture/", picture.at_desk, name="desk_picture"),
    path("desk/paths/", desk_funnel.of_everybody, name="funnel_of_all"),
    path("desk/paths/numbers.csv", desk_funnel.everybody_csv, name="funnel_of_all_csv"),
    path("desk/groups/<slug:slug>/paths/", desk_funnel.of_group, name="funnel"),
    path("desk/groups/<slug:slug>/paths/numbers.csv", desk_funnel.group_csv, name="funnel_csv"),
    path("desk/groups/<slug:slug>/paths/taken/", desk_forks.index, name="desk_forks"),
    path("desk/groups/<slug:slug>/paths/taken/<int:key>/", desk_forks.page, name="desk_fork"),
    path("desk/groups/<slug:slug>/evidence/", desk_verifiers.page, name="desk_verifiers"),
]
