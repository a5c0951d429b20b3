from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.people.actions.profile import (
    HandleTaken,
    begin_profile,
    save_profile,
    set_disclosures,
)
from portal.people.forms.profile import DisclosureForm, ProfileForm, WelcomeForm
from portal.people.queries.profile import audiences_of, profile_of, shown_profile
from portal.people.rules import EVERYONE, MEMBERS

AUDIENCES = {"everyone": EVERYONE, "members": MEMBERS}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    person = request.user
    stored = profile_of(person=person)
    posted = request.POST if request.method == "POST" else None
    form = ProfileForm(
        posted,
        initial={
            "display_name": stored.display_name,
            "handle": person.handle,
            "pronouns": stored.pronouns,
            "about": stored.about,
            "hours_per_week": stored.hours_per_week,
            "timezone": person.timezone,
        },
    )
    shows = DisclosureForm(posted, initial=audiences_of(person=person))
    # Both are asked, so that every error is shown at once.
    if posted is not None and all([form.is_valid(), shows.is_valid()]):
        try:
            save_profile(person=person, by=person, **form.cleaned_data)
        except HandleTaken:
            form.add_error("handle", _("Somebody else has this handle. Choose another one."))
        else:
            set_disclosures(person=person, audiences=shows.audiences(), by=person)
            messages.success(request, _("Your profile is saved."))
            return redirect("people:profile")
    chosen = {part: shows[part].value() or "" for part in shows.fields}
    context = {"form": form, "shows": shows, "chosen": chosen, "handle": person.handle}
    return render(request, "people/profile.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request):
    """The first steps after signing up. "Not now" is an answer too, and is not asked again."""
    person = request.user
    form = WelcomeForm(
        request.POST if request.method == "POST" else None,
        initial={
            "display_name": profile_of(person=person).display_name,
            "timezone": person.timezone,
        },
    )
    if request.method == "POST" and "later" in request.POST:
        begin_profile(person=person, display_name="", timezone="", by=person)
        return redirect("home:signed_in")
    if request.method == "POST" and form.is_valid():
        begin_profile(person=person, by=person, **form.cleaned_data)
        return redirect("home:signed_in")
    return render(request, "people/welcome.html", {"form": form})


@login_required
@require_safe
def preview(request):
    audience = AUDIENCES.get(request.GET.get("as", ""), EVERYONE)
    context = {
        "shown": shown_profile(person=request.user, audience=audience),
        "audience": audience,
        "is_preview": True,
        "choices": [
            (_("As a stranger"), "?as=everyone", audience == EVERYONE),
            (_("As a member"), "?as=members", audience == MEMBERS),
        ],
    }
    return render(request, "people/preview.html", context)
