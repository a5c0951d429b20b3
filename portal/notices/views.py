from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.kit import clock
from portal.notices import access
from portal.notices.actions.notice import read_all_notices, read_notice
from portal.notices.actions.preference import choose_notices, stop_mail
from portal.notices.forms import PreferencesForm
from portal.notices.queries.notices import lines, notices_of
from portal.notices.queries.preferences import choices_of

NOTICES_A_PAGE = 20
TRAIL = [(gettext_lazy("My page"), "/me/")]


@require_safe
@login_required
def notices(request):
    page = Paginator(notices_of(person=request.user), NOTICES_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "trail": TRAIL,
        "page_of_notices": page,
        "lines": lines(page.object_list, person=request.user),
    }
    return render(request, "notices/list.html", context)


@require_POST
@login_required
def read(request, public_id):
    """Marks it read; with `open` in the form it also leads to what the notice is about."""
    notice = access.get_notice(request.user, public_id)
    read_notice(notice=notice, now=clock.now())
    return redirect(notice.url if "open" in request.POST else "notices:list")


@require_POST
@login_required
def read_all(request):
    read_all_notices(person=request.user, now=clock.now())
    messages.success(request, _("Everything is marked as read."))
    return redirect("notices:list")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preferences(request):
    form = PreferencesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        choose_notices(person=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. It counts from the next notice on."))
        return redirect("notices:settings")
    context = {
        "trail": [*TRAIL, (_("Notices"), reverse("notices:list"))],
        "choices": choices_of(person=request.user),
        "form": form,
    }
    return render(request, "notices/settings.html", context)


@never_cache
@csrf_exempt  # a mail program presses the button for its reader (RFC 8058); the token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """Opening the link changes nothing: scanners of mail open every link."""
    notice = access.get_notice_to_stop(token)
    if request.method == "POST":
        stop_mail(person=notice.person, kind=notice.kind)
    context = {"kind": notice.get_kind_display(), "is_stopped": request.method == "POST"}
    return render(request, "notices/stop.html", context)
