"""Telling one person what their answer has come to: a member in their list and by mail, a guest by
mail alone, with a link that is theirs."""

from events.models import Occurrence, Rsvp
from events.queries.guest_link import seat_path
from portal.notices.actions.notice import send_notice, write_to_guest


def tell_offer(rsvp: Rsvp, row: Occurrence) -> None:
    """One promotion, one notice: its key says until when the offer stands."""
    until = rsvp.expires_at.isoformat() if rsvp.expires_at else ""
    key = f"{rsvp.public_id} offer {until}"
    tell(rsvp, row, template="events/offer_seat", key=key, until=until)


def tell_offer_is_over(rsvp: Rsvp, row: Occurrence) -> None:
    """Said before the row is forgotten: a guest has no page of their own any more."""
    key = f"{rsvp.public_id} offer is over"
    tell(rsvp, row, template="events/pass_on_seat", key=key, guest_url=row.get_absolute_url())


def tell(
    rsvp: Rsvp,
    row: Occurrence,
    *,
    template: str,
    key: str,
    kind: str = "meeting-place",
    guest_url: str = "",
    **facts: object,
) -> None:
    """Nobody is told of what is not published."""
    if not row.series.is_public:
        return
    told = {"kind": kind, "key": key, "template": template}
    context = {
        "title": row.title,
        "group": row.series.initiative.name,
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        **facts,
    }
    if rsvp.person:
        url = row.get_absolute_url()
        send_notice(person=rsvp.person, url=url, context=context, **told)
    else:
        write_to_guest(
            address=rsvp.guest_email,
            url=guest_url or seat_path(rsvp),
            context=context | {"zone": rsvp.guest_zone or row.tzid},
            **told,
        )
