from django.urls import path, register_converter

from .converters import GroupPart, Repository
from .views import (
    catalogue,
    changes,
    compare,
    desk_conflicts,
    desk_groups,
    desk_openings,
    desk_questions,
    desk_tasks,
    embed,
    follow,
    initiative,
    openings,
    quality,
    still_right,
    tasks,
)

register_converter(GroupPart, "grouppart")
register_converter(Repository, "repository")

app_name = "initiatives"
# A word below `initiatives/` that is no group stands before `<slug>/`, and is a reserved slug.
urlpatterns = [
    path("initiatives/", catalogue.index, name="index"),
    path("initiatives/map/", catalogue.hierarchy_map, name="map"),
    path("initiatives/changes/", changes.index, name="changes"),
    path("initiatives/compare/", compare.index, name="compare"),
    path("initiatives/openings/", openings.index, name="openings"),
    path("initiatives/tasks/", tasks.index, name="tasks"),
    path("initiatives/tasks/<uuid:key>/", tasks.detail, name="task"),
    path("initiatives/tasks/<uuid:key>/claim/", tasks.claim, name="claim_task"),
    path("initiatives/tasks/<uuid:key>/give-back/", tasks.give_back, name="give_back_task"),
    path("initiatives/quality/", quality.index, name="quality"),
    path("initiatives/<slug:slug>/", initiative.detail, name="detail"),
    path("initiatives/<slug:slug>/history/", initiative.history, name="history"),
    path("initiatives/<slug:slug>/openings/<uuid:key>/", openings.detail, name="opening"),
    path("initiatives/<slug:slug>/quality/", quality.group, name="group_quality"),
    path("initiatives/<slug:slug>/follow/", follow.follow, name="follow"),
    path("initiatives/<slug:slug>/unfollow/", follow.unfollow, name="unfollow"),
    path("embed/initiatives/<slug:slug>/", embed.card, name="embed"),
    path("feeds/changes.atom", changes.all_atom, name="feed_all_atom"),
    path("feeds/changes.json", changes.all_json, name="feed_all_json"),
    path("feeds/initiatives/<slug:slug>.atom", changes.one_atom, name="feed_atom"),
    path("feeds/initiatives/<slug:slug>.json", changes.one_json, name="feed_json"),
    path("desk/conflicts/", desk_conflicts.index, name="desk_conflicts"),
    path("desk/conflicts/<int:pk>/", desk_conflicts.settle, name="desk_conflict"),
    path("desk/groups/", desk_groups.index, name="desk_groups"),
    path("desk/groups/<slug:slug>/", desk_groups.group, name="desk_group"),
    path("desk/groups/<slug:slug>/edit/<grouppart:part>/", desk_groups.edit, name="desk_edit"),
    path("desk/groups/<slug:slug>/seats/<int:seat>/end/", desk_groups.end, name="desk_end_seat"),
    path("desk/groups/<slug:slug>/questions/<int:pk>/", desk_questions.page, name="desk_question"),
    path("desk/groups/<slug:slug>/openings/", desk_openings.index, name="desk_openings"),
    path("desk/groups/<slug:slug>/openings/new/", desk_openings.new, name="desk_new_opening"),
    path("desk/groups/<slug:slug>/still-right/", still_right.page, name="desk_still_right"),
    path("desk/groups/<slug:slug>/openings/<uuid:key>/", desk_openings.edit, name="desk_opening"),
    path(
        "desk/groups/<slug:slug>/openings/<uuid:key>/renew/",
        desk_openings.renew,
        name="desk_renew_opening",
    ),
    path(
        "desk/groups/<slug:slug>/openings/<uuid:key>/close/",
        desk_openings.close,
        name="desk_close_opening",
    ),
    path("desk/groups/<slug:slug>/tasks/", desk_tasks.index, name="desk_tasks"),
    path(
        "desk/groups/<slug:slug>/tasks/<repository:repository>/",
        desk_tasks.source,
        name="desk_task_source",
    ),
    path(
        "desk/groups/<slug:slug>/tasks/<repository:repository>/remove/",
        desk_tasks.remove,
        name="desk_remove_task_source",
    ),
    path("me/changes/", changes.mine, name="my_changes"),
    path("me/changes/read/", changes.read, name="read_changes"),
]
