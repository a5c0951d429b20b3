from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "portal.home"

    def ready(self) -> None:
        from . import checks, receivers  # noqa: F401

        post_migrate.connect(receivers.after_migrate, sender=self)
