"""The picture somebody showed, for themselves and for who looks at it."""

from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_safe

from initiatives.onboarding import access
from portal.kit.private_files import carried_away


@login_required
@require_safe
def own(request, public_id):
    return file_of(access.get_own_evidence(request.user, public_id))


@login_required
@require_safe
def at_desk(request, public_id):
    return file_of(access.get_evidence(request.user, public_id))


def file_of(evidence):
    kind = evidence.picture_kind
    return carried_away(evidence.picture, name=f"picture.{kind}", content_type=f"image/{kind}")
