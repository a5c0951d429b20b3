from django.urls import path

from .views import desk, webhook

app_name = "contributions"
urlpatterns = [
    path("webhooks/github/", webhook.github, name="github"),
    path("desk/github/", desk.index, name="desk"),
]
