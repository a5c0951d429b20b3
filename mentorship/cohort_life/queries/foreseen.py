"""What the two people of a pair are going to be asked, each with the day of the cohort."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.cohort_life.core.rounds import REMINDED_BEFORE, Round, RoundName
from mentorship.cohort_life.core.silence import Reader, Side
from mentorship.cohort_life.models import Evaluation, PathShare
from mentorship.core.foreseen import Foreseen
from mentorship.core.phases import end_of_day, start_of_day
from mentorship.models import Application, Cohort, Status
from mentorship.queries.match_detail import shown_name

from .pair import Life, day_in, due_of, lives, rounds_of, running_matches

A_DAY = timedelta(days=1)
ROUND_WORDS = {
    RoundName.MIDTERM: gettext_lazy("How it goes, at half time"),
    RoundName.FINAL: gettext_lazy("How it was, at the end"),
    RoundName.LONGER: gettext_lazy("How it was, at the later end"),
}
REMINDER_WORDS = {
    RoundName.MIDTERM: gettext_lazy("A reminder to say how it goes, at half time"),
    RoundName.FINAL: gettext_lazy("A reminder to say how it was, at the end"),
    RoundName.LONGER: gettext_lazy("A reminder to say how it was, at the later end"),
}


def foreseen_of_pairs(*, application: Application, now: datetime) -> list[Foreseen]:
    """One query for who is accepted, six more where they have pairs, one more for a mentor."""
    if application.status != Status.ACCEPTED:
        return []
    cohort = application.cohort
    mine = running_matches().filter(Q(mentee=application.pk) | Q(mentor=application.pk))
    matches = list(mine)
    if not matches:
        return []
    given = set(
        Evaluation.objects.filter(match__in=matches, author=application.person_id).values_list(
            "match", "round"
        )
    )
    together = lives(matches, cohort)
    missing = dict.fromkeys(
        one
        for life in together
        for one in rounds_of(cohort, life.settled)
        if (life.match.pk, one.name) not in given and one.name not in life.settled
    )
    told = [line for one in missing for line in of_round(one, cohort)]
    today = day_in(cohort, now)
    for life in together:
        side = Side.MENTEE if life.match.mentee_id == application.pk else Side.MENTOR
        told += [of_the_other(life, side, today), *of_silence(life, side, today)]
    mentored = [life.match.pk for life in together if life.match.mentor_id == application.pk]
    shown = matches_that_show(mentored)
    told += [of_praise(life, today) for life in together if life.match.pk in shown]
    return told


def of_round(one: Round, cohort: Cohort) -> Iterator[Foreseen]:
    yield Foreseen(str(ROUND_WORDS[one.name]), start_of_day(one.opens_on, cohort.timezone))
    for before in REMINDED_BEFORE:
        yield Foreseen(
            str(REMINDER_WORDS[one.name]),
            start_of_day(one.last_day - before, cohort.timezone),
            unless=_("you have answered before, or it is decided"),
        )


def of_the_other(life: Life, side: Side, today: date) -> Foreseen:
    """What either of the two may do on any day."""
    cohort = life.match.cohort
    return Foreseen(
        _("That %(name)s rests for a while, or that it has ended") % {"name": name_of(life, side)},
        start_of_day(max(today, life.pair.begins_on), cohort.timezone),
        end_of_day(life.pair.ends_on, cohort.timezone),
        unless=_("nobody pauses or ends it"),
    )


def matches_that_show(mentored: list[int]) -> set[int]:
    """Their paths, to their mentor. One query, none for who mentors nobody."""
    shares = PathShare.objects.filter(match__in=mentored, to_mentor=True)
    return set(shares.values_list("match", flat=True)) if mentored else set()


def of_praise(life: Life, today: date) -> Foreseen:
    cohort = life.match.cohort
    name = name_of(life, Side.MENTOR)
    return Foreseen(
        _("What %(name)s did on the paths they show you, once a week at most") % {"name": name},
        start_of_day(max(today, life.pair.begins_on), cohort.timezone),
        end_of_day(life.pair.ends_on, cohort.timezone),
        unless=_("they do no step, or you two rest"),
    )


def name_of(life: Life, side: Side) -> str:
    """Of the other one."""
    other = life.match.mentor if side is Side.MENTEE else life.match.mentee
    return shown_name(other.person, is_mentor=side is Side.MENTEE)


def of_silence(life: Life, side: Side, today: date) -> Iterator[Foreseen]:
    """Each day on which this one would be told that somebody has not been heard of, as long as
    neither of the two gives a sign."""
    cohort = life.match.cohort
    day = max(today + A_DAY, life.pair.begins_on)
    while day <= life.pair.ends_on:
        due = due_of(life, day)
        life = replace(life, told=(*life.told, *due.steps))
        if any(letter.reader is Reader(side.value) for letter in due.letters):
            yield Foreseen(
                _("Whether you and %(name)s have met") % {"name": name_of(life, side)},
                start_of_day(day, cohort.timezone),
                unless=_("both of you check in before"),
            )
        day += A_DAY
