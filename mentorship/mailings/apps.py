from django.apps import AppConfig


class MailingsConfig(AppConfig):
    name = "mentorship.mailings"
    label = "mailings"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
