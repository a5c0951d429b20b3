from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("me/notices/", views.notices, name="list"),
    path("me/notices/read/", views.read_all, name="read_all"),
    path("me/notices/<uuid:public_id>/read/", views.read, name="read"),
    path("me/notices/settings/", views.preferences, name="settings"),
    path("notices/stop/<str:token>/", views.stop, name="stop"),
]
