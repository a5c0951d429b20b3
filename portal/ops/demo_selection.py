"""In the demo's term mentors say whom they can help best: some have, one would rather not."""

from datetime import datetime
from random import Random

from mentorship.models import Application, Cohort, Role
from mentorship.selection.actions.mentor_list import hand_in, put_on_list, say_against
from mentorship.selection.core.order import MOST_LISTED
from mentorship.selection.models import MentorList, Way, Word
from mentorship.selection.queries.applicants import readable

# Of ten mentors, so many have handed in; then who has a draft, and who has not looked yet.
HANDED_IN, DRAFTS = 5, 7


def fill_selection(cohort: Cohort, now: datetime) -> None:
    """The demo's own mentor has begun a list and is left to whoever tries it."""
    Way.objects.update_or_create(cohort=cohort, defaults={"selects": "mixed"})
    mentors = Application.objects.accepted().filter(cohort=cohort, role=Role.MENTOR)
    for mentor in mentors.select_related("cohort__program", "person").order_by("pk"):
        is_own = mentor.person.username == "demo-mentor"
        draw = Random(f"{mentor.person.username}: ranks")  # noqa: S311
        nature = DRAFTS - 1 if is_own else draw.randrange(10)
        if nature >= DRAFTS:
            continue
        said = {"mentor": mentor, "by": mentor.person, "now": now}
        found = [row.application for row in readable(mentor=mentor)]
        for mentee in found[: 2 if is_own else draw.randint(0, MOST_LISTED)]:
            put_on_list(mentee=mentee, **said)
        if nature < 2 and len(found) > MOST_LISTED:
            say_against(
                mentee=found[-1],
                said="rather_not",
                reason="What they want to build is far from what I do.",
                **said,
            )
        if nature < HANDED_IN:
            hand_in(**said)


def forget_selection(cohort: Cohort) -> None:
    """As if the matching selected, and nobody had said anything."""
    Way.objects.filter(cohort=cohort).delete()
    Word.objects.filter(mentor__cohort=cohort).delete()
    MentorList.objects.filter(mentor__cohort=cohort).delete()
