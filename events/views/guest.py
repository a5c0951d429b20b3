from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import access
from events.actions.guest import (
    TooLate,
    answer_as_guest,
    ask_as_guest,
    awaits_proof,
    forget_guest,
)
from events.actions.occurrence import AlreadyCancelled, AlreadyOver, Replaced
from events.forms.guest import GuestForm, GuestNameForm
from events.queries.answer_words import heard
from events.queries.guest_link import CONFIRM, SEAT, seat_path
from events.queries.lines import line
from events.queries.own_record import guest_record
from events.queries.seats import DOOR_OPENS, own_answer
from portal.kit import clock

REFUSALS = {
    AlreadyOver: gettext_lazy("This date is over."),
    AlreadyCancelled: gettext_lazy("This date was cancelled."),
    Replaced: gettext_lazy("A new schedule has put another date in its place."),
    TooLate: gettext_lazy("This link is too old. Please ask again."),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, slug, day):
    """What it answers is the same whether an address is known, comes already, or gets no more mail
    today."""
    row = access.get_occurrence_to_come_to(request.user, slug, day)
    form = GuestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not ratelimit.consume(request, action="guest_asks"):
            return ratelimit.respond_429(request)
        if not ratelimit.consume(request, action="guest_network", key=network_of(request)):
            return ratelimit.respond_429(request)
        told = form.cleaned_data
        if ratelimit.consume(request, action="guest_letter", key=mailbox_of(told["address"])):
            try:
                ask_as_guest(occurrence=row, zone=request.reader_zone or "", **told)
            except (AlreadyOver, AlreadyCancelled, Replaced) as refusal:
                return refused(request, row, refusal)
        words = _("We wrote to %(address)s. Open the link in that mail to say that you come.")
        messages.success(request, words % {"address": told["address"]})
        return redirect(row)
    return render(request, "events/guest/ask.html", frame(row) | {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """Opening the link changes nothing: scanners of mail open every link."""
    rsvp = access.get_guest(token, CONFIRM)
    asked = {"name": rsvp.guest_name}
    said = asked | request.POST.dict() if request.method == "POST" else None
    form = GuestNameForm(said, initial=asked)
    if form.is_valid():
        key = str(rsvp.occurrence_id)
        # A link that is pressed again, or too late, takes nobody else's turn.
        if awaits_proof(rsvp=rsvp) and not ratelimit.consume(request, action="guest_date", key=key):
            return ratelimit.respond_429(request)
        return answered(request, rsvp, "yes", name=form.cleaned_data["name"])
    return shown(request, "events/guest/confirm.html", rsvp, form=form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request, token):
    rsvp = access.get_guest(token, SEAT)
    if request.method == "POST" and request.POST.get("answer") == "forget":
        forget_guest(rsvp=rsvp)
        messages.success(request, _("Your name and address are deleted here."))
        return redirect(rsvp.occurrence)
    if request.method == "POST":
        return answered(request, rsvp, "yes" if request.POST.get("answer") == "yes" else "no")
    return shown(request, "events/guest/seat.html", rsvp)


@never_cache
@require_safe
def seat_record(request, token):
    """Everything kept about them, to take along."""
    response = JsonResponse(guest_record(access.get_guest(token, SEAT)))
    response["Content-Disposition"] = 'attachment; filename="my-seat.json"'
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def join(request, token):
    rsvp = access.get_guest(token, SEAT)
    row, url = rsvp.occurrence, rsvp.occurrence.series.join_url
    if not url or row.is_cancelled or not access.may_join_as_guest(rsvp):
        if own_answer(rsvp).has_seat and not row.is_cancelled and clock.now() < row.starts_at:
            messages.info(request, _("The door opens an hour before."))
        return redirect(seat_path(rsvp))
    response = HttpResponseRedirect(url)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def answered(request, rsvp, answer: str, name: str = ""):
    try:
        rsvp = answer_as_guest(rsvp=rsvp, answer=answer, name=name)
        messages.success(request, heard(rsvp))
    except tuple(REFUSALS) as refusal:
        return refused(request, rsvp.occurrence, refusal)
    return redirect(seat_path(rsvp))


def refused(request, row, refusal: Exception):
    messages.error(request, REFUSALS[type(refusal)])
    return redirect(row.series if isinstance(refusal, Replaced) else row)


def mailbox_of(address: str) -> str:
    """What all addresses with a tag after a plus have in common: one person reads them."""
    name, _at, host = address.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def network_of(request) -> str:
    """The network of the reader's address, as wide as one household or company usually has."""
    address = ip_address(get_adapter().get_client_ip(request))
    # As a socket for both versions names an old one: all of them would be one network.
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network((address, 24 if address.version == 4 else 48), strict=False))


def shown(request, template: str, rsvp, **more):
    row = rsvp.occurrence
    token = SEAT.sign(rsvp.public_id.hex)
    context = frame(row) | more
    context |= {
        "rsvp": rsvp,
        "mine": own_answer(rsvp),
        "may_join": access.may_join_as_guest(rsvp),
        "opens_at": row.starts_at - DOOR_OPENS,
        "is_over": row.ends_at <= clock.now(),
        "join_url": reverse("events:guest_join", args=[token]) if row.series.join_url else "",
        "record_url": reverse("events:guest_record", args=[token]),
    }
    response = render(request, template, context)
    response["X-Robots-Tag"] = "noindex"
    return response


def frame(row) -> dict:
    one = line(row)
    return {
        "one": one,
        "row": row,
        "trail": [
            (_("Calendar"), reverse("events:index")),
            (row.series.title, row.series.get_absolute_url()),
            (format_date(row.original_date, "j F Y"), one.url),
        ],
    }
