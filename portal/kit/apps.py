from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "portal.kit"

    def ready(self) -> None:
        from wagtail.signals import page_published, page_slug_changed, page_unpublished

        from .page_cache import new_edition

        for signal in (page_published, page_unpublished, page_slug_changed):
            signal.connect(new_edition, dispatch_uid="portal.kit.page_cache")
