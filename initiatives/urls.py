from django.urls import path

from .views import catalogue, initiative

app_name = "initiatives"
urlpatterns = [
    path("", catalogue.index, name="index"),
    path("map/", catalogue.hierarchy_map, name="map"),
    path("<slug:slug>/", initiative.detail, name="detail"),
]
