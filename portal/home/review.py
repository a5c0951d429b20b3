"""What waits for an editor, and how to get to it; deciding is done in the CMS."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.home import access
from portal.home.queries.moderation import texts_in_review, waiting_for

PAGE_SIZE = 30


@require_safe
@login_required
def queue(request):
    access.check_reviewer(request.user)
    page = Paginator(waiting_for(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "texts": texts_in_review(page.object_list),
        "page": page,
        "trail": [(_("Desk"), "/desk/")],
    }
    return render(request, "home/review.html", context)
