"""The score told a second time, in the words of its definition: slow, scalar, week by week."""

from datetime import UTC, datetime, time, timedelta
from functools import cache
from itertools import combinations
from zoneinfo import ZoneInfo

QUARTERS = 7 * 24 * 4
NAMES = ("skill", "time", "goals", "initiative", "seniority", "language", "preference")
GAINS = {
    0: (0, 0, 0, 0),
    1: (2, 0, 0, 0),
    2: (4, 3, 0, 0),
    3: (4, 4, 3, 0),
    4: (4, 4, 4, 3),
    5: (4, 4, 4, 4),
}


def largest_remainder(parts, whole):
    total = sum(parts)
    if total == 0:
        return [0 for _ in parts]
    given = [whole * part // total for part in parts]
    remainders = [(whole * part) % total for part in parts]
    while sum(given) < whole:
        best = max(range(len(parts)), key=lambda at: (remainders[at], -at))
        given[best] += 1
        remainders[best] = -1
    return given


@cache
def quarters(person, monday):
    """UTC quarter hours of the week, 0 to 671, in which the person is free."""
    tz = ZoneInfo(person.timezone)
    free = set()
    for window in person.availability:
        for day in window.days:
            for minute in range(window.start, window.start + window.minutes - 14):
                if minute % 15:
                    continue
                wall = datetime.combine(monday, time()) + timedelta(
                    minutes=(day * 1440 + minute) % 10080
                )
                at = wall.replace(tzinfo=tz, fold=0).astimezone(UTC)
                if at.astimezone(tz).replace(tzinfo=None, fold=0) != wall:
                    continue  # clocks never show it
                since_monday = at - datetime.combine(monday, time(), tzinfo=UTC)
                free.add(since_monday // timedelta(minutes=15) % QUARTERS)
    return frozenset(free)


@cache
def starts(person, monday, minutes):
    free = quarters(person, monday)
    later = range(1, minutes // 15)
    return frozenset(
        slot for slot in free if all((slot + each) % QUARTERS in free for each in later)
    )


def weeks_of(instance):
    return [instance.start + timedelta(weeks=week) for week in range(instance.weeks)]


def common_starts(instance, mentee, mentor):
    """The number of starts in each week."""
    minutes = instance.config.limits.meeting_minutes
    return [
        len(starts(mentee, monday, minutes) & starts(mentor, monday, minutes))
        for monday in weeks_of(instance)
    ]


def common(one, other):
    return [each for each in one if any(same(each, value) for value in other)]


def same(one, other):
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def components(instance, mentee, mentor):
    weeks = common_starts(instance, mentee, mentor)
    parts = largest_remainder([skill.importance for skill in mentee.skills], 250)
    levels = {skill.skill: skill.level for skill in mentor.skills}
    gap = mentor.seniority - mentee.seniority
    pair = mentee.id, mentor.id
    said = [
        1100 - 100 * ranks[pair] if pair in ranks else 500
        for ranks in (instance.mentee_preferences, instance.mentor_preferences)
    ]
    return {
        "skill": sum(
            part * GAINS[levels.get(skill.skill, 0)][skill.level]
            for part, skill in zip(parts, mentee.skills, strict=True)
        ),
        "time": min(1000, 1000 * sum(weeks) // (8 * instance.weeks)),
        "goals": 1000 * len(common(mentee.goals, mentor.goals)) // len(mentee.goals)
        if mentee.goals
        else 0,
        "initiative": 1000 if common(mentee.initiatives, mentor.initiatives) else 0,
        "seniority": 0
        if gap < 1
        else 600
        if gap == 1
        else 1000
        if gap <= 5
        else 1000 - 150 * (gap - 5),
        "language": [0, 700, 1000][min(2, len(common(mentee.languages, mentor.languages)))],
        "preference": (6 * said[0] + 4 * said[1]) // 10,
    }


def weights(instance, mentee):
    kept = largest_remainder([instance.config.weights[name] for name in NAMES], 100)
    for name, said in (("goals", mentee.goals), ("initiative", mentee.initiatives)):
        if not said:
            kept[NAMES.index(name)] = 0
    return dict(zip(NAMES, largest_remainder(kept, 100), strict=True))


def score(instance, mentee, mentor):
    values, weighs = components(instance, mentee, mentor), weights(instance, mentee)
    return sum(values[name] * weighs[name] for name in NAMES)


def broken_rules(instance, mentee, mentor):
    """Places not counted."""
    values = components(instance, mentee, mentor)
    with_a_start = sum(count > 0 for count in common_starts(instance, mentee, mentor))
    rules, limits = instance.config.rules, instance.config.limits
    broken = {
        "language": rules.language and values["language"] == 0,
        "time": rules.time and 100 * with_a_start < limits.weeks_percent * instance.weeks,
        "skill": rules.skill and values["skill"] < limits.skill,
        "seniority": rules.seniority and mentor.seniority - mentee.seniority < limits.seniority_gap,
        "organisation": rules.organisation
        and mentee.organisation is not None
        and same(mentee.organisation, mentor.organisation),
        "same_person": mentee.id == mentor.id,
        "veto": (mentee.id, mentor.id) in instance.vetoes,
    }
    return {rule for rule, is_broken in broken.items() if is_broken}


def best_by_trying_all(mentees, places, edges):
    """(matched, total) over every assignment; `edges` is {(mentee, mentor): score}."""

    def best(mentee, left):
        if mentee == mentees:
            return 0, 0
        found = [best(mentee + 1, left)]
        for mentor, free in enumerate(left):
            if free and (mentee, mentor) in edges:
                taken = (*left[:mentor], free - 1, *left[mentor + 1 :])
                matched, total = best(mentee + 1, taken)
                found.append((matched + 1, total + edges[mentee, mentor]))
        return max(found)

    return best(0, tuple(places))


def gini(scores):
    """Mean difference of all pairs over twice the mean."""
    differences = sum(abs(one - other) for one, other in combinations(scores, 2))
    return differences / (len(scores) * sum(scores)) if sum(scores) else 0.0
