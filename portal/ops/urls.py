from django.urls import path

from . import health

app_name = "ops"
urlpatterns = [
    path("live", health.live, name="live"),
    path("ready", health.ready, name="ready"),
]
