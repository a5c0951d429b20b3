"""January: a program, its cohort and its call for projects are made at the desk."""

from tests.mentorship.term.stage import DESK, Term

DATES = {
    "timezone": "Europe/Berlin",
    "opens_on": "2026-02-01",
    "closes_on": "2026-02-28",
    "review_until": "2026-03-14",
    "results_on": "2026-03-23",
    "starts_on": "2026-04-06",
    "midterm_on": "2026-05-04",
    "weeks": "8",
}


def the_program_is_made(term: Term) -> None:
    """By who runs the site, who then may not look into it: the applications are not theirs."""
    term.it_is("2026-01-05T09:00Z")
    term.site.press(
        "/desk/mentorship/new/",
        "Make the program",
        name="Learn",
        slug="learn",
        initiative="scorecard",
        goals="Ship a feature\nReview code",
        admin_email=term.admin.user.email,
        is_published="on",
    )
    term.post.foresees("mentorship/appoint_admin", term.admin)
    term.admin.press(
        "/desk/mentorship/learn/new/",
        "Make the cohort",
        name="Spring 2026",
        key="spring",
        fills_places="on",
        **DATES,
    )
    term.admin.press(
        f"{DESK}projects/call/",
        "Save the call",
        closes_on="2026-01-20",
        public_on="2026-01-28",
    )
    term.site.see(DESK, status=404)
    term.admin.see(DESK)
