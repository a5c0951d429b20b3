from django.urls import path

from .views import catalogue, follow, initiative

app_name = "initiatives"
urlpatterns = [
    path("", catalogue.index, name="index"),
    path("map/", catalogue.hierarchy_map, name="map"),
    path("<slug:slug>/", initiative.detail, name="detail"),
    path("<slug:slug>/follow/", follow.follow, name="follow"),
    path("<slug:slug>/unfollow/", follow.unfollow, name="unfollow"),
]
