from django.apps import AppConfig


class LadderConfig(AppConfig):
    name = "initiatives.ladder"
    label = "ladder"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
