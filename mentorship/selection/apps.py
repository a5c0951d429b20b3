from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "mentorship.selection"
    label = "selection"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
