from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "initiatives.contributions"
    label = "contributions"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
