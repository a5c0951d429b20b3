from django.urls import path

from .views import journey, library

app_name = "onboarding"
urlpatterns = [
    path("paths/", library.index, name="index"),
    path("paths/<slug:slug>/", library.detail, name="path"),
    path("me/paths/", journey.index, name="journeys"),
    path("me/paths/<slug:slug>/", journey.detail, name="journey"),
]
