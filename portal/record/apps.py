from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "portal.record"
    label = "record"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
