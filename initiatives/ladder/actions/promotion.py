"""Asking for the next rung, showing what it asks, taking it back."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.urls import reverse

from initiatives.ladder.core.rungs import AskKind
from initiatives.ladder.core.standing import may_return
from initiatives.ladder.models import Edition, Holding, Promotion, PromotionState, Work
from initiatives.ladder.queries.counted import promotion_standing
from initiatives.ladder.queries.ladders import ladder_of_group
from initiatives.ladder.queries.parts import who_decides, who_has_a_say
from initiatives.models import Initiative
from initiatives.onboarding.core.evidence_link import canonical
from portal.kit.locks import hold
from portal.notices.actions.notice import forget_notices_about, send_notice, send_notices
from portal.notices.models import Kind
from portal.people.models import User
from portal.people.queries.names import called

from .holding import lock_name


class NoLadder(Exception):
    """The group has none, or none any more."""


class NothingAbove(Exception):
    """They stand on the last rung."""


class AskedAlready(Exception):
    """One at a time."""


class NotOpen(Exception):
    """It was decided or taken back."""


class BeingLookedAt(Exception):
    """The days for objections run: what people look at stays as it is."""


class TooLate(Exception):
    """They left too long ago to return without the whole count, or never stood there."""


@transaction.atomic
def ask_for_rung(*, initiative: Initiative, person: User, now: datetime) -> Promotion:
    """The next one, by the ladder as it stands today. Those who may sponsor hear of it.

    Raises NoLadder, NothingAbove or AskedAlready.
    """
    hold(lock_name(initiative.pk, person.pk))
    edition = edition_of(initiative)
    held = Holding.objects.current().filter(initiative=initiative, person=person).first()
    rung = edition.ladder.next_above(held.rung if held else "")
    if rung is None:
        raise NothingAbove
    promotion = begin(initiative, person, edition, rung.key, now)
    settle(promotion, now)
    if rung.sponsors.count:
        tell_who_has_a_say(promotion, "ladder/asked", now)
    return promotion


@transaction.atomic
def ask_to_return(*, initiative: Initiative, person: User, now: datetime) -> Promotion:
    """To the rung they stepped back from: nothing is counted again, who leads says yes.

    Raises NoLadder, AskedAlready or TooLate.
    """
    hold(lock_name(initiative.pk, person.pk))
    edition = edition_of(initiative)
    last = Holding.objects.filter(initiative=initiative, person=person).last()
    if (
        last is None
        or last.until is None
        or not last.is_emeritus
        or not may_return(edition.ladder, last.rung, last.until, now.date())
    ):
        raise TooLate
    promotion = begin(initiative, person, edition, last.rung, now, is_return=True)
    settle(promotion, now)
    return promotion


def edition_of(initiative: Initiative) -> Edition:
    edition = ladder_of_group(initiative=initiative)
    if edition is None:
        raise NoLadder
    return edition


def begin(
    initiative: Initiative,
    person: User,
    edition: Edition,
    rung: str,
    now: datetime,
    *,
    is_return: bool = False,
) -> Promotion:
    if Promotion.objects.open().filter(initiative=initiative, person=person).exists():
        raise AskedAlready
    return Promotion.objects.create(
        initiative=initiative,
        person=person,
        edition=edition,
        rung=rung,
        is_return=is_return,
        asked_at=now,
    )


@transaction.atomic
def show_work(
    *,
    promotion: Promotion,
    links: Mapping[int, Sequence[str]],
    said: Collection[int],
    words: str,
    now: datetime,
) -> None:
    """All of it anew: `links` and `said` by the places of what is asked. The same address counts
    once, for the first thing it is shown for.

    Raises NotOpen or BeingLookedAt.
    """
    look_again(promotion)
    if promotion.window_opened_at is not None:
        raise BeingLookedAt
    asks = promotion.asked_rung.asks
    shown = {
        fingerprint(link): Work(
            promotion=promotion, ask=place, link=link, fingerprint=fingerprint(link)
        )
        for place, given in sorted(links.items(), reverse=True)
        for link in reversed(given)
        if asks[place].kind is AskKind.WORK
    }
    promotion.work.all().delete()
    Work.objects.bulk_create(reversed(shown.values()))
    promotion.said = sorted(place for place in said if asks[place].kind is AskKind.SAID)
    promotion.words = words
    promotion.save(update_fields=["said", "words"])
    settle(promotion, now)


def fingerprint(link: str) -> str:
    return sha256(canonical(link).encode()).hexdigest()


@transaction.atomic
def take_back(*, promotion: Promotion) -> None:
    """They ask for it no longer; what they showed and what was said of it goes. Raises NotOpen."""
    look_again(promotion)
    promotion.work.all().delete()
    promotion.sponsorships.all().delete()
    promotion.objections.all().delete()
    promotion.state = PromotionState.WITHDRAWN
    promotion.said, promotion.words, promotion.window_opened_at = [], "", None
    promotion.save(update_fields=["state", "said", "words", "window_opened_at"])


def look_again(promotion: Promotion) -> None:
    """As it is now, and from here on nobody else changes it. Raises NotOpen."""
    hold(lock_name(promotion.initiative_id, promotion.person_id))
    try:
        promotion.refresh_from_db()
    except Promotion.DoesNotExist as error:
        raise NotOpen from error
    if not promotion.is_open:
        raise NotOpen


def settle(promotion: Promotion, now: datetime) -> None:
    """Objections begin when all that is asked is there, and end at once when something of it goes.
    Under its lock."""
    is_met = promotion_standing(promotion=promotion, on=now.date()).is_met
    if is_met == (promotion.window_opened_at is not None):
        return
    promotion.window_opened_at = now if is_met else None
    promotion.save(update_fields=["window_opened_at"])
    if not promotion.is_return:
        tell_who_asked(promotion, "ladder/window" if is_met else "ladder/missing", now)
    if promotion.is_over(now):
        tell_who_decides(promotion, "ladder/window_over", now)
    elif is_met:
        tell_who_has_a_say(promotion, "ladder/window_open", now)


def letter_words(promotion: Promotion) -> dict[str, object]:
    ends, rung = promotion.window_ends_at, promotion.asked_rung
    return {
        "group": promotion.initiative.name,
        "rung": rung.title,
        "who": called(promotion.person),
        "ends": ends.isoformat() if ends and rung.objection_days else "",
        "is_return": promotion.is_return,
    }


def tell_who_asked(promotion: Promotion, template: str, now: datetime, **words: object) -> None:
    send_notice(
        person=promotion.person,
        kind=Kind.LADDER,
        key=f"{template}:{promotion.public_id}:{now.isoformat()}",
        template=template,
        context={**letter_words(promotion), **words},
        url=reverse("ladder:own", args=[promotion.initiative.slug]),
    )


def tell_who_has_a_say(promotion: Promotion, template: str, now: datetime) -> None:
    tell_many(promotion, who_has_a_say(promotion=promotion, on=now.date()), template)


def tell_who_decides(promotion: Promotion, template: str, now: datetime) -> None:
    tell_many(promotion, who_decides(promotion=promotion, on=now.date()), template)


def tell_many(promotion: Promotion, people: Sequence[User], template: str) -> None:
    opened = promotion.window_opened_at
    send_notices(
        people=people,
        kind=Kind.LADDER,
        key=f"{template}:{promotion.public_id}:{opened.isoformat() if opened else ''}",
        template=template,
        context=letter_words(promotion),
        url=reverse("ladder:desk_promotion", args=[promotion.public_id]),
    )


def forget_letters_about(*, person: User) -> None:
    """What others were told of rungs they asked for names them, and goes with their account."""
    for promotion in Promotion.objects.filter(person=person).order_by("initiative"):
        hold(lock_name(promotion.initiative_id, person.pk))
        forget_notices_about(about=promotion.public_id)
