from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "portal.ops"

    def ready(self) -> None:
        from . import checks  # noqa: F401
