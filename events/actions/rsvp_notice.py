"""Telling one person what their answer has come to: a member in their list and by mail, a guest by
mail alone, with a link that is theirs."""

from datetime import timedelta

from events.models import Occurrence, Place, Rsvp
from events.queries.guest_link import seat_path, zone_of
from events.queries.invitation import invitation_to
from events.queries.told_times import told_times
from portal.notices.actions.notice import (
    forget_guest_notices,
    send_notice,
    take_back_notices,
    write_to_guest,
)
from portal.notices.queries.notices import last_invitation
from portal.people.models import User

from .change_notice import about, mail_wait
from .kept_seats import cancel_in

AT_ONCE = timedelta()


def tell_answer(rsvp: Rsvp, row: Occurrence, *, had: str) -> None:
    """A seat puts the date into their calendar, leaving it takes it out again; who changes their
    mind before the mail goes hears of neither. Other answers are seen on the page."""
    has_seat = rsvp.place == Place.SEAT
    if has_seat == (had == Place.SEAT):
        return
    prefix = f"{about(row)}seat "
    take_back_notices(prefix=prefix, to=reader_of(rsvp))
    renewed = take_back_notices(prefix=f"{about(row)}kept ", to=reader_of(rsvp))
    if not has_seat and not renewed and not is_in_calendar(rsvp, row):
        return
    taken_out = "".join(cancel_in(notice) for notice in renewed)
    if has_seat:
        invitation = taken_out + invitation_to(row, "REQUEST")
    else:
        invitation = taken_out or invitation_to(row, "CANCEL")
    tell(
        rsvp,
        row,
        template="events/take_seat" if has_seat else "events/give_back_seat",
        key=f"{prefix}{rsvp.public_id} {rsvp.answered_at.isoformat()}",
        invitation=invitation,
        wait=mail_wait(row.starts_at),
        is_known=True,
    )


def is_in_calendar(rsvp: Rsvp, row: Occurrence) -> bool:
    """As far as our mails told it."""
    told = last_invitation(prefix=about(row), to=reader_of(rsvp))
    return "METHOD:REQUEST" in told


def reader_of(rsvp: Rsvp) -> User | str:
    return rsvp.person or rsvp.guest_email


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
    invitation: str = "",
    wait: timedelta = AT_ONCE,
    is_known: bool = False,
    **facts: object,
) -> None:
    """Nobody is told of what is not published."""
    if not row.series.is_public:
        return
    context = {
        "title": row.title,
        "group": row.series.initiative.name,
        **told_times(row),
        **facts,
    }
    if rsvp.person:
        send_notice(
            person=rsvp.person,
            kind=kind,
            key=key,
            template=template,
            context=context,
            url=row.get_absolute_url(),
            invitation=invitation,
            wait=wait,
            is_known=is_known,
        )
    else:
        write_to_guest(
            address=rsvp.guest_email,
            kind=kind,
            key=key,
            template=template,
            context=context | {"zone": zone_of(rsvp)},
            url=guest_url or seat_path(rsvp),
            invitation=invitation,
            wait=wait,
        )


def forget_letters(rsvp: Rsvp, address: str) -> None:
    """About the seat of a guest who is forgotten, or who lost it."""
    forget_guest_notices(address=address, about=rsvp.public_id)
