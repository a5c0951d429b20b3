"""Who ranked whom, as those who run the program read it: nothing about the reader themselves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.core.instance import Instance, Pair
from mentorship.core.scoring import Scoreboard
from mentorship.models import Application, Cohort, Role, Run
from mentorship.queries.desk_names import applicant_name
from mentorship.queries.matching import instance_of_run, pairs_of
from mentorship.queries.matching_desk import people_of
from mentorship.queries.run_changes import name_in
from mentorship.queries.score_words import RULE_WORDS
from mentorship.selection.core.contests import By, Claim, Contest, contests
from mentorship.selection.models import Said, Selects, Word
from portal.people.models import User

from .applicants import applicants_of

MOST_WORDS = 100
HANDED_IN, NOBODY, MISSING = "handed-in", "nobody", "missing"
STATES = {
    MISSING: gettext_lazy("Not handed in"),
    NOBODY: gettext_lazy("Ranks nobody"),
    HANDED_IN: gettext_lazy("Handed in"),
}
# What becomes of who has ranked nobody, by who selects.
WITHOUT_RANKS = {
    Selects.MIXED: gettext_lazy("In the matching by score alone"),
    Selects.MENTORS: gettext_lazy("Gets nobody, unless you pin somebody"),
}


@dataclass(frozen=True)
class MentorRow:
    """`listed` are names in the mentor's order; of a list that is not handed in too."""

    name: str
    state: str
    state_label: str
    meaning: str
    places: int
    listed: tuple[str, ...]
    handed_in_at: datetime | None


@dataclass(frozen=True)
class AgainstRow:
    key: int
    mentor: str
    mentee: str
    reason: str
    is_conflict: bool
    decided: str
    may_judge: bool


def mentor_rows(*, cohort: Cohort, reader: User, selects: str) -> list[MentorRow]:
    """Who is missing first. Two queries, however many."""
    rows = (
        Application.objects.accepted()
        .filter(cohort=cohort, role=Role.MENTOR)
        .select_related("person__profile", "mentor_list")
    )
    listed: dict[int, list[str]] = defaultdict(list)
    words = (
        Word.objects.filter(mentor__cohort=cohort, said=Said.LISTED)
        .filter(mentee__in=applicants_of(cohort).order_by().values("pk"))
        .exclude(mentee__person=reader)
        .select_related("mentee__person__profile")
        .order_by("mentor", "place")
    )
    for word in words:
        listed[word.mentor_id].append(applicant_name(word.mentee))
    found = [mentor_row(row, tuple(listed[row.pk]), selects) for row in rows]
    return sorted(found, key=lambda one: (list(STATES).index(one.state), one.name.casefold()))


def mentor_row(row: Application, listed: tuple[str, ...], selects: str) -> MentorRow:
    kept = getattr(row, "mentor_list", None)
    handed_in_at = kept.handed_in_at if kept else None
    state = MISSING if handed_in_at is None else HANDED_IN if listed else NOBODY
    return MentorRow(
        name=applicant_name(row),
        state=state,
        state_label=str(STATES[state]),
        meaning=str(WITHOUT_RANKS.get(Selects(selects), "")) if state != HANDED_IN else "",
        places=row.facts.get("capacity") or 1,
        listed=listed,
        handed_in_at=handed_in_at,
    )


def against_rows(*, cohort: Cohort, reader: User) -> list[AgainstRow]:
    """What waits for a decision first. One query."""
    rows = (
        Word.objects.filter(mentor__cohort=cohort)
        .exclude(said=Said.LISTED)
        .exclude(mentee__person=reader)
        .select_related("mentor__person__profile", "mentee__person__profile")
        .order_by("judged_at", "-said", "pk")[:MOST_WORDS]
    )
    found = [against_row(row, reader) for row in rows]
    return sorted(found, key=lambda one: (one.is_conflict, bool(one.decided)))


def against_row(row: Word, reader: User) -> AgainstRow:
    decided = ""
    if row.judged_at:
        decided = _("Kept apart") if row.is_kept_apart else _("Left to the matching")
    return AgainstRow(
        key=row.pk,
        mentor=applicant_name(row.mentor),
        mentee=applicant_name(row.mentee),
        reason=row.reason,
        is_conflict=row.said == Said.CONFLICT,
        decided=decided,
        may_judge=not decided and row.said == Said.RATHER_NOT and row.mentor.person_id != reader.pk,
    )


def ranked_words(*, cohort: Cohort, reader: User) -> tuple[list[str], list[str]]:
    """Of the latest run: whom several mentors wanted and what decided it; and ranks that no run can
    follow, each with the first rule in the way. Nothing without a run. Ten queries at most."""
    run = cohort.runs.first()
    if run is None:
        return [], []
    instance = instance_of_run(run)
    if not instance.mentor_preferences:
        return [], []
    names = {key: one.name for key, one in people_of(cohort).items()}
    me = own_key(cohort, reader)
    possible, broken = compared(instance)
    decided = contests(instance, pairs_of(run), possible) if selects_by_mentors(run) else []
    return (
        [contest_words(one, names) for one in decided if one.mentee != me],
        [
            _("%(mentor)s ranked %(mentee)s: %(rule)s")
            % {
                "mentor": name_in(names, mentor),
                "mentee": name_in(names, mentee),
                "rule": RULE_WORDS[rule],
            }
            for (mentee, mentor), rule in sorted(broken.items())
            if mentee != me
        ],
    )


def selects_by_mentors(run: Run) -> bool:
    return bool(run.config.get("mentors_select"))


def own_key(cohort: Cohort, reader: User) -> str:
    mine = Application.objects.filter(cohort=cohort, person=reader, role=Role.MENTEE)
    return str(mine.values_list("public_id", flat=True).first())


def compared(instance: Instance) -> tuple[set[Pair], dict[Pair, str]]:
    """Of ranked pairs: those that may be, and of the others the first rule that is broken. Who is
    kept apart without anybody being told is in neither."""
    mentees = {mentee for mentee, _mentor in instance.mentor_preferences}
    mentors = {mentor for _mentee, mentor in instance.mentor_preferences}
    board = Scoreboard(
        replace(
            instance,
            mentees=tuple(one for one in instance.mentees if one.id in mentees),
            mentors=tuple(one for one in instance.mentors if one.id in mentors),
            locked=frozenset(),
        )
    )
    possible: set[Pair] = set()
    broken: dict[Pair, str] = {}
    by_mentee: dict[str, list[str]] = defaultdict(list)
    for mentee, mentor in instance.mentor_preferences:
        by_mentee[mentee].append(mentor)
    for mentee, wanted in by_mentee.items():
        row = board.row(board.mentee_at[mentee])
        for mentor in wanted:
            rules = [rule for rule in row.broken_by(board.mentor_at[mentor]) if rule != "capacity"]
            if rules:
                broken[mentee, mentor] = rules[0]
            elif (mentee, mentor) not in instance.apart:
                possible.add((mentee, mentor))
    return possible, broken


def contest_words(one: Contest, names: Mapping[str, str]) -> str:
    claims = (one.winner, *one.losers)
    said = {
        "mentee": name_in(names, one.mentee),
        "wanted": ", ".join(wanted_words(claim, names) for claim in claims),
        "winner": name_in(names, one.winner.mentor),
    }
    if one.by is By.SCORE:
        words = _("%(mentee)s, wanted by %(wanted)s: the higher score decided for %(winner)s.")
        return words % said
    said["choices"] = ", ".join(choice_words(claims, names))
    words = _("%(mentee)s, wanted by %(wanted)s: chose for themselves, %(choices)s.")
    return words % said


def wanted_words(claim: Claim, names: Mapping[str, str]) -> str:
    return _("%(mentor)s as number %(rank)s") % {
        "mentor": name_in(names, claim.mentor),
        "rank": claim.rank,
    }


def choice_words(claims: Iterable[Claim], names: Mapping[str, str]) -> Iterable[str]:
    for claim in claims:
        said = {"mentor": name_in(names, claim.mentor), "choice": claim.choice}
        if claim.choice is None:
            yield _("%(mentor)s not chosen") % said
        else:
            yield _("%(mentor)s chosen as number %(choice)s") % said
