from django.urls import path

from . import views

app_name = "fit"
urlpatterns = [
    path("", views.question, name="index"),
    path("list/", views.found, name="list"),
    path("keep/", views.keep, name="keep"),
]
