from django.apps import AppConfig


class AlumniConfig(AppConfig):
    name = "mentorship.alumni"
    label = "alumni"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
