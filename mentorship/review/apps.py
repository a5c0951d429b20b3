from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "mentorship.review"
    label = "review"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
