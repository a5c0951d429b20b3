from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "mentorship.proposals"
    label = "proposals"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
