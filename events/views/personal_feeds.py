"""The addresses of a member's own calendar: each is told once, when it is made."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events import access
from events.actions.personal_feed import (
    MOST_FEEDS,
    TooManyFeeds,
    end_feed,
    renew_feed,
    start_feed,
)
from events.forms.personal_feed import ANSWERS, FOLLOWED, PersonalFeedForm
from events.queries.personal_feed import feeds_of, groups_to_choose
from events.queries.subscription import subscription_to


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    form = PersonalFeedForm(request.POST or None, groups=groups_to_choose())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            feed, token = start_feed(
                person=request.user,
                label=said["label"],
                has_answers=ANSWERS in said["holds"],
                has_followed=FOLLOWED in said["holds"],
                groups=said["groups"],
            )
        except TooManyFeeds:
            words = _("You have %(most)s addresses. Take back one you no longer need first.")
            form.add_error(None, words % {"most": MOST_FEEDS})
        else:
            return page(request, PersonalFeedForm(groups=groups_to_choose()), feed, token)
    return page(request, form)


@login_required
@require_POST
def renew(request, pk):
    feed = access.get_own_feed(request.user, pk)
    token = renew_feed(feed=feed, by=request.user)
    return page(request, PersonalFeedForm(groups=groups_to_choose()), feed, token)


@login_required
@require_POST
def end(request, pk):
    feed = access.get_own_feed(request.user, pk)
    end_feed(feed=feed, by=request.user)
    messages.success(request, _("The address finds nothing any more."))
    return redirect("events:my_calendar")


def page(request, form, new=None, token=""):
    """The answer to the form itself: for a page after it the address would have to be kept."""
    context = {
        "trail": [(_("Your meetings"), reverse("events:my_meetings"))],
        "form": form,
        "feeds": feeds_of(person=request.user),
        "new": new,
        "subscription": subscription_to("events:feed_mine", token) if new else None,
    }
    return render(request, "events/my_calendar.html", context)
