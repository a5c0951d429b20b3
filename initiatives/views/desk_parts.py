"""The parts of a group's page and their forms: each for itself, and in place at "still right?"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.actions.decision import TooEarly, decide
from initiatives.actions.group_words import (
    SaidTwice,
    change_deliverables,
    change_links,
    change_words,
)
from initiatives.actions.hierarchy import EndlessChain
from initiatives.actions.seat import NameTakenDown, SeatStandsAlready, announce_seat
from initiatives.actions.source_address import move_sources
from initiatives.forms.group import (
    DeliverablesForm,
    EndSeatForm,
    LinksForm,
    PlaceForm,
    SeatForm,
    WordsForm,
)
from initiatives.forms.source_address import SourcesForm
from initiatives.queries.dead_sources import dead_sources
from initiatives.queries.desk_groups import seats_today
from portal.kit import clock
from portal.kit.posted import posted

SAVE = gettext_lazy("Save")
SAVED = gettext_lazy("Saved. It stands on the page of the group now.")


def today():
    return clock.now().date()


def words_form(request, initiative):
    return WordsForm(posted(request), initiative=initiative)


def save_words(request, initiative, form):
    change_words(initiative=initiative, words=form.words(), by=request.user, on=today())


def links_form(request, initiative):
    return LinksForm(posted(request), initiative=initiative)


def save_links(request, initiative, form):
    links, channels = form.links(), form.channels()
    try:
        change_links(
            initiative=initiative, links=links, channels=channels, by=request.user, on=today()
        )
    except SaidTwice as twice:
        form.add_error(None, _("It is there already: %s.") % twice)


def deliverables_form(request, initiative):
    return DeliverablesForm(posted(request), initiative=initiative)


def save_deliverables(request, initiative, form):
    made = form.deliverables()
    try:
        change_deliverables(initiative=initiative, deliverables=made, by=request.user, on=today())
    except SaidTwice as twice:
        form.add_error(None, _("It is there already: %s.") % twice)


def place_form(request, initiative):
    return PlaceForm(posted(request), initiative=initiative, on=today())


def save_place(request, initiative, form):
    try:
        decide(initiative=initiative, decision=form.decision(), by=request.user, on=today())
    except TooEarly as early:
        day = date_format(early.since, "j F Y")
        form.add_error("since", _("What holds now began on %s. Say a later day.") % day)
    except EndlessChain as endless:
        form.add_error("parent", _("It would report to itself: %s.") % endless)


def seat_form(request, initiative):
    may_give_leads = may_decide(request, initiative)
    return SeatForm(posted(request), on=today(), by=request.user, may_give_leads=may_give_leads)


def save_seat(request, initiative, form):
    said, person = form.said(), form.cleaned_data["account"]
    try:
        announce_seat(initiative=initiative, said=said, person=person, by=request.user, on=today())
    except NameTakenDown:
        form.add_error("holder_name", _("Whoever bears it asked not to stand here."))
    except SeatStandsAlready:
        form.add_error("role", _("This seat stands here already."))


def seats_beside(request, initiative):
    return {
        "seats": seats_today(initiative=initiative, on=today()),
        "end_form": EndSeatForm(on=today()),
        "may_decide": may_decide(request, initiative),
    }


def sources_form(request, initiative):
    dead = dead_sources(initiative=initiative, with_signals=may_decide(request, initiative))
    return SourcesForm(posted(request), dead=dead)


def save_sources(request, initiative, form):
    with_signals = may_decide(request, initiative)
    move_sources(
        initiative=initiative, moved=form.moved(), by=request.user, with_signals=with_signals
    )


def may_decide(request, initiative):
    return request.user.has_perm("initiatives.decide_initiative", initiative)


def nothing_beside(request, initiative):
    return {}


@dataclass(frozen=True, kw_only=True)
class Part:
    """`save` leaves an error on the form when what is said can't be.

    `beside` is what its template shows next to the form, and `verb` what one needs to be allowed.
    """

    label: str | Promise
    form: Callable[..., Any]
    save: Callable[..., None]
    fields: str
    verb: str = "keep"
    save_label: str | Promise = SAVE
    saved: str | Promise = SAVED
    above: str = ""
    beside: Callable[..., dict[str, Any]] = nothing_beside


PARTS = {
    "text": Part(
        label=gettext_lazy("What it is and why it matters"),
        form=words_form,
        save=save_words,
        fields="initiatives/desk/fields/plain.html",
    ),
    "links": Part(
        label=gettext_lazy("Channels and links"),
        form=links_form,
        save=save_links,
        fields="initiatives/desk/fields/links.html",
    ),
    "people": Part(
        label=gettext_lazy("People and seats"),
        form=seat_form,
        save=save_seat,
        fields="initiatives/desk/fields/plain.html",
        save_label=gettext_lazy("Announce it"),
        saved=gettext_lazy("The seat is announced."),
        above="initiatives/desk/seats.html",
        beside=seats_beside,
    ),
    "place": Part(
        label=gettext_lazy("Name, stage and place"),
        form=place_form,
        save=save_place,
        fields="initiatives/desk/fields/place.html",
        verb="decide",
    ),
    "deliverables": Part(
        label=gettext_lazy("What it has made"),
        form=deliverables_form,
        save=save_deliverables,
        fields="initiatives/desk/fields/deliverables.html",
    ),
    "sources": Part(
        label=gettext_lazy("Where it was read"),
        form=sources_form,
        save=save_sources,
        fields="initiatives/desk/fields/sources.html",
    ),
}


def sent(request, initiative, part: Part):
    """The form as it stands now, and whether what came with it is saved."""
    form = part.form(request, initiative)
    if not form.is_valid():
        return form, False
    part.save(request, initiative, form)
    return form, form.is_valid()


def shown(request, initiative, part: Part, form):
    """What `initiatives/desk/part_form.html` needs."""
    return {"part": part, "form": form, **part.beside(request, initiative)}
