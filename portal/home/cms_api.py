"""Wagtail's lists for scripts name every file to everybody in the CMS; these, one's own only."""

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

RIGHTS = ["choose", "change", "delete"]


class OwnFilesMixin:
    def get_queryset(self):
        policy = policy_registry.get_by_type(self.model)
        own = policy.instances_user_has_any_permission_for(self.request.user, RIGHTS)
        return super().get_queryset().filter(pk__in=own.values("pk"))


class OwnImages(OwnFilesMixin, ImagesAdminAPIViewSet):
    pass


class OwnDocuments(OwnFilesMixin, DocumentsAdminAPIViewSet):
    pass
