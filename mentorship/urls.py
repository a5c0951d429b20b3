from django.urls import path

from .views import (
    applications,
    desk,
    match,
    matching,
    people_import,
    program_settings,
    programs,
    questions,
    runbook,
)

app_name = "mentorship"
urlpatterns = [
    path("mentorship/", programs.index, name="index"),
    path("mentorship/<slug:slug>/", programs.program, name="program"),
    path("me/mentorship/", applications.mine, name="mine"),
    path("me/mentorship/matches/<uuid:public_id>/", match.match, name="match"),
    path("me/mentorship/<slug:key>/apply/<slug:role>/", applications.apply, name="apply"),
    path("me/mentorship/<slug:key>/first/<slug:role>/", applications.first, name="first"),
    path("me/mentorship/<slug:key>/back/<slug:role>/", applications.back, name="back"),
    path("me/mentorship/<slug:key>/letters/<slug:role>/", applications.letters, name="letters"),
    path("me/mentorship/<slug:key>/why/<slug:role>/", applications.why, name="why"),
    path("me/mentorship/<slug:key>/withdraw/<slug:role>/", applications.withdraw, name="withdraw"),
    path("desk/mentorship/", desk.index, name="desk"),
    path("desk/mentorship/new/", desk.new_program, name="desk_new_program"),
    path(
        "desk/mentorship/applications/<uuid:public_id>/",
        desk.application,
        name="desk_application",
    ),
    path("desk/mentorship/<slug:slug>/", desk.program, name="desk_program"),
    path(
        "desk/mentorship/<slug:slug>/settings/score/",
        program_settings.score,
        name="desk_score",
    ),
    path(
        "desk/mentorship/<slug:slug>/settings/people/",
        program_settings.people,
        name="desk_admins",
    ),
    path("desk/mentorship/<slug:slug>/new/", desk.new_cohort, name="desk_new_cohort"),
    path("desk/mentorship/<slug:slug>/<slug:key>/", desk.cohort, name="desk_cohort"),
    path("desk/mentorship/<slug:slug>/<slug:key>/dates/", desk.dates, name="desk_dates"),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/questions/<slug:role>/",
        questions.questions,
        name="desk_questions",
    ),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/questions/<slug:role>/<slug:question_key>/",
        questions.question,
        name="desk_question",
    ),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/import/",
        people_import.people_import,
        name="desk_import",
    ),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/decide/",
        desk.decide,
        name="desk_decide",
    ),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/accept-all/",
        desk.accept_all,
        name="desk_accept_all",
    ),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/runbook/",
        runbook.runbook,
        name="desk_runbook",
    ),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/matching/",
        matching.matching,
        name="matching",
    ),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/matching/run/",
        matching.run_again,
        name="matching_run",
    ),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/matching/compare/<int:before>/<int:number>/",
        matching.compare,
        name="matching_compare",
    ),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/matching/publish/<int:number>/",
        matching.publish,
        name="matching_publish",
    ),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/matching/people/<uuid:public_id>/",
        matching.person,
        name="matching_person",
    ),
]
