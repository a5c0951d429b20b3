from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "portal.credentials"
    label = "credentials"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
