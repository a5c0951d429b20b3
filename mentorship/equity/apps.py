from django.apps import AppConfig


class EquityConfig(AppConfig):
    name = "mentorship.equity"
    label = "equity"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
