from wagtail.models import PagePermissionTester


class FixedPagePermissions(PagePermissionTester):
    def can_delete(self, ignore_bulk=False):
        return False

    def can_move(self):
        return False

    def can_unpublish(self):
        return False


class FixedPageMixin:
    """A page that addresses depend on: edited and published, never deleted, moved or hidden.

    Every door of the admin asks the permission tester, the bulk actions too.
    """

    def permissions_for_user(self, user):
        return FixedPagePermissions(user, self)
