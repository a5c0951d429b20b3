from django.urls import path

from .views import webhook

app_name = "contributions"
urlpatterns = [path("webhooks/github/", webhook.github, name="github")]
