from django.apps import AppConfig


class CohortLifeConfig(AppConfig):
    name = "mentorship.cohort_life"
    label = "cohort_life"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
