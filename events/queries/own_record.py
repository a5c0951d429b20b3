from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q

from events.models import ActionItem, AgendaItem, HoursConsent, Rsvp, StandingAnswer
from portal.notices.queries.own_record import notices_to_guest
from portal.people.models import User


def seats_of(*, person: User) -> list[dict[str, Any]]:
    """Everything kept about where a person said they come, for their own export: also as a guest,
    by an address that is proved to be theirs. Two queries."""
    held = Rsvp.objects.filter(Q(person=person) | Q(guest_email__in=proved_addresses(person)))
    return [record(rsvp) for rsvp in held.select_related("occurrence__series")]


def has_answered(*, person: User) -> bool:
    """For a date of a meeting, with yes or no. One query."""
    return Rsvp.objects.filter(person=person).exists()


def standing_answers_of(*, person: User) -> list[dict[str, Any]]:
    """What they answered for all dates of a series. One query."""
    rows = StandingAnswer.objects.filter(person=person).select_related("series")
    return [
        {
            "meeting": row.series.slug,
            "answer": row.answer,
            "from": row.starts_on,
            "said_on": row.answered_at,
        }
        for row in rows
    ]


def agenda_items_of(*, person: User) -> list[dict[str, Any]]:
    """What they added to agendas. One query."""
    items = AgendaItem.objects.filter(added_by=person).order_by("pk")
    return [
        {
            "meeting": one.occurrence.series.slug,
            "date": one.occurrence.original_date,
            "title": one.title,
            "minutes": one.minutes,
            "link": one.link,
            "added_at": one.added_at,
            "treatment": one.treatment,
            "drop_reason": one.drop_reason,
        }
        for one in items.select_related("occurrence__series")
    ]


def action_items_of(*, person: User) -> list[dict[str, Any]]:
    """What minutes say they took on; drafts are not theirs to read yet. One query."""
    items = ActionItem.objects.told().filter(person=person).order_by("pk")
    return [
        {
            "meeting": one.minutes.occurrence.series.slug,
            "date": one.minutes.occurrence.original_date,
            "text": one.text,
            "due_on": one.due_on,
            "done_at": one.done_at,
        }
        for one in items.select_related("minutes__occurrence__series")
    ]


def proved_addresses(person: User) -> list[str]:
    proved = EmailAddress.objects.filter(user=person, verified=True)
    return [address.lower() for address in proved.values_list("email", flat=True)]


def record(rsvp: Rsvp) -> dict[str, Any]:
    return {
        "meeting": rsvp.occurrence.series.slug,
        "date": rsvp.occurrence.original_date,
        "said_on": rsvp.answered_at,
        "answer": rsvp.answer,
        "place": rsvp.place,
        "attended": rsvp.attended,
        "organisation": rsvp.organisation,
    }


def guest_record(rsvp: Rsvp) -> dict[str, Any]:
    """The same for a guest, with the letters they got about this seat: whoever holds its link may
    be no reader of the others."""
    address = rsvp.guest_email
    told = {"name": rsvp.guest_name, "address": address, "zone": rsvp.guest_zone}
    letters = notices_to_guest(address=address, about=rsvp.public_id)
    return told | record(rsvp) | {"letters": letters}


def consents_of(*, person: User) -> list[dict[str, Any]]:
    """The groups somebody lets count their free hours. One query."""
    rows = HoursConsent.objects.filter(person=person).values_list("initiative__slug", "created_at")
    return [{"group": slug, "since": since} for slug, since in rows]
