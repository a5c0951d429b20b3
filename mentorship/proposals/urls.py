from django.urls import path

from .views import desk, list_desk, own, projects

app_name = "proposals"
urlpatterns = [
    path("mentorship/<slug:slug>/<slug:key>/projects/", projects.index, name="index"),
    path(
        "mentorship/<slug:slug>/<slug:key>/projects/<uuid:public_id>/",
        projects.project,
        name="project",
    ),
    path("me/mentorship/projects/", own.mine, name="mine"),
    path("me/mentorship/projects/<uuid:public_id>/", own.proposal, name="proposal"),
    path("me/mentorship/projects/<uuid:public_id>/edit/", own.edit, name="edit"),
    path("me/mentorship/<slug:key>/propose/", own.propose, name="propose"),
    path("desk/projects/<uuid:public_id>/", desk.proposal, name="desk_proposal"),
    path("desk/mentorship/<slug:slug>/<slug:key>/projects/", desk.index, name="desk_index"),
    path("desk/mentorship/<slug:slug>/<slug:key>/projects/call/", desk.call, name="desk_call"),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/projects/import/",
        list_desk.import_list,
        name="desk_import",
    ),
    path(
        "desk/mentorship/<slug:slug>/<slug:key>/projects/remind/",
        list_desk.remind,
        name="desk_remind",
    ),
]
