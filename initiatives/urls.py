from django.urls import path

from .views import catalogue, changes, compare, embed, follow, initiative

app_name = "initiatives"
# A word below `initiatives/` that is no group stands before `<slug>/`, and is a reserved slug.
urlpatterns = [
    path("initiatives/", catalogue.index, name="index"),
    path("initiatives/map/", catalogue.hierarchy_map, name="map"),
    path("initiatives/changes/", changes.index, name="changes"),
    path("initiatives/compare/", compare.index, name="compare"),
    path("initiatives/<slug:slug>/", initiative.detail, name="detail"),
    path("initiatives/<slug:slug>/history/", initiative.history, name="history"),
    path("initiatives/<slug:slug>/follow/", follow.follow, name="follow"),
    path("initiatives/<slug:slug>/unfollow/", follow.unfollow, name="unfollow"),
    path("embed/initiatives/<slug:slug>/", embed.card, name="embed"),
    path("feeds/changes.atom", changes.all_atom, name="feed_all_atom"),
    path("feeds/changes.json", changes.all_json, name="feed_all_json"),
    path("feeds/initiatives/<slug:slug>.atom", changes.one_atom, name="feed_atom"),
    path("feeds/initiatives/<slug:slug>.json", changes.one_json, name="feed_json"),
    path("me/changes/", changes.mine, name="my_changes"),
    path("me/changes/read/", changes.read, name="read_changes"),
]
