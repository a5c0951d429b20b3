"""Silence, noticed early and told step by step; and the answers to it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from mentorship.cohort_life.core.silence import Ladder, Letter, Reader, Rung, Side
from mentorship.cohort_life.core.weeks import week_on
from mentorship.cohort_life.models import LadderSetting, Sign, ToldRung
from mentorship.cohort_life.queries.addresses import check_in_url, desk_pair_url
from mentorship.cohort_life.queries.pair import Life, day_in, due_of, life_of, lives_of, side_of
from mentorship.models import Cohort, Match
from portal.kit import audit
from portal.notices.actions.notice import send_notice, send_notices
from portal.people.models import User

from .letter import about
from .pair import hold_match, hold_pair, note_sign, person_on

TEMPLATES = {
    Rung.NUDGE: "cohort_life/nudge",
    Rung.ASK: "cohort_life/ask",
    Rung.TELL: "cohort_life/flag",
    Rung.PROPOSE: "cohort_life/propose",
}
TO_ADMINS = "cohort_life/silent_pair"


@transaction.atomic
def say_here(*, match: Match, by: User, word: str, now: datetime) -> None:
    """“I am here”, with a word to those who run the program or without: a sign like any other, so a
    flag about this person is gone. Raises NotTheirs, PairOver."""
    row = hold_pair(match, by, now)
    note_sign(row, [by], now)
    if word:
        Sign.objects.filter(match=row, person=by).update(word=word, word_at=now)


@transaction.atomic
def set_ladder(*, cohort: Cohort, by: User, ladder: Ladder) -> LadderSetting:
    """What was told stays told; new days count from now on."""
    setting, _is_new = LadderSetting.objects.update_or_create(
        cohort=cohort,
        defaults={
            "nudge": ladder.nudge,
            "ask": ladder.ask,
            "tell": ladder.tell,
            "propose": ladder.propose,
        },
    )
    audit.record(by=by, verb="ladder.set", on=setting)
    return setting


def climb_ladders(*, now: datetime) -> int:
    """Tell what is due in every cohort that runs. Safe to repeat and to run twice at once; returns
    how many letters that were."""
    # A cohort's day may begin 14 hours before ours and end 12 hours after it; an extension goes on.
    around = {"starts_on__lte": now.date() + timedelta(days=1)}
    running = Cohort.objects.filter(**around, matches__ended_at=None).select_related("program")
    recent = running.filter(ends_on__gte=now.date() - timedelta(days=200)).distinct()
    return sum(climb(cohort, now) for cohort in recent.order_by("pk"))


def climb(cohort: Cohort, now: datetime) -> int:
    today = day_in(cohort, now)
    return sum(
        tell_silence(life.match, today)
        for life in lives_of(cohort=cohort)
        if due_of(life, today).steps
    )


@transaction.atomic
def tell_silence(match: Match, today: date) -> int:
    """Looked at again under the lock: somebody may have been heard of a moment ago."""
    row = hold_match(match)
    if not row.is_agreed:
        return 0
    life = life_of(match=row)
    due = due_of(life, today)
    ToldRung.objects.bulk_create(
        ToldRung(match=row, side=step.side, since=step.since, rung=step.rung, told_on=today)
        for step in due.steps
    )
    for letter in due.letters:
        tell(life, letter, today)
    return len(due.letters)


def tell(life: Life, letter: Letter, today: date) -> None:
    match = life.match
    key = f"silence:{match.public_id}:{letter.rung}:{today}"
    if letter.reader is Reader.ADMINS:
        program = match.cohort.program
        send_notices(
            people=[
                admin.person
                for admin in program.admins.select_related("person")
                if side_of(match, admin.person) is None
            ],
            kind="match",
            key=key,
            template=TO_ADMINS,
            **about(match) | {"url": desk_pair_url(match)},
        )
        return
    side = Side(letter.reader.value)
    told = about(match, leave_url=reverse("cohort_life:leave", args=[match.public_id]))
    week = week_on(today, starts_on=match.cohort.starts_on, ends_on=life.pair.ends_on)
    if letter.rung in {Rung.NUDGE, Rung.ASK} and week:
        told["url"] = check_in_url(match, side, week)
    send_notice(
        person=person_on(match, side),
        kind="match",
        key=key,
        template=TEMPLATES[letter.rung],
        **told,
    )
