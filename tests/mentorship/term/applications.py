"""February: thirty people apply, or try to."""

from portal.core.availability import windows_of
from portal.people.actions.availability import set_availability
from portal.people.actions.language import set_language
from portal.people.actions.profile import begin_profile
from portal.people.actions.skill import set_skill
from portal.people.models import Skill
from tests.mentorship.term.cast import Fate, Part
from tests.mentorship.term.projects import title_of
from tests.mentorship.term.stage import DESK, NO_MORE, Standing, Term

LAST_MINUTE = "2026-02-28T22:59:00Z"
ANSWERED_BY = "2026-03-14T22:59:00Z"
RESULTS_AT = "2026-03-22T23:00:00Z"
SENT = Standing("Sent", "You hear whether you take part by", ANSWERED_BY)
NEVER_SENT = Standing("Never sent", NO_MORE)
WITHDRAWN = Standing("Withdrawn", NO_MORE)
UNMET = Standing("The rules are not met", NO_MORE)
IN_HURRY = (Fate.LAST_MINUTE, Fate.DRAFT)
FEW_HOURS = (Fate.FIXED, Fate.INELIGIBLE)


def the_form_is_built(term: Term) -> None:
    """One question hangs on another, one is sensitive; a rule and a thing to do first."""
    term.it_is("2026-01-30T12:00Z")
    questions = f"{DESK}questions/mentee/"
    ask = term.admin.press
    ask(
        f"{questions}new/",
        "Keep the question",
        text="Do you study?",
        kind="yes_no",
        is_required="on",
    )
    ask(f"{questions}new/", "Keep the question", text="Where?", kind="short", only_if="0")
    ask(
        f"{questions}new/",
        "Keep the question",
        text="What should we know about your health?",
        kind="long",
        is_sensitive="on",
    )
    ask(questions, "Add the rule", rule="0", least=2)
    ask(questions, "Ask for it", title="Say hello in the channel")
    assert "Published as version 1" in ask(questions, "Publish the questions")


def the_call_opens(term: Term) -> None:
    """Who follows the group hears of it once; nobody took part before."""
    term.it_is("2026-02-01T12:00Z")
    term.follower.press("/initiatives/scorecard/", "Follow: hear when its meetings move")
    letter = f"{DESK}letters/call-followers/"
    assert "Sent to 1 person" in term.admin.press(letter, "Send it to 1 person")
    assert "Send it" not in term.admin.read(letter)
    term.post.foresees("mailings/call_followers", term.follower)
    assert "Learn" in term.follower.read("/mentorship/learn/")


def people_apply(term: Term) -> None:
    for day, parts in enumerate(in_turns(term.cast), start=3):
        term.it_is(f"2026-02-{day:02}T12:00Z")
        for part in parts:
            tells_about_themselves(term, part)
            if part.fate is not Fate.LATE:
                applies(term, part)
    for part in term.of("mentor", Fate.ORDINARY)[:1]:
        refused = term.people[part].press(
            "/me/mentorship/spring/apply/mentee/", "Save a draft", motivation="Both!"
        )
        assert "nobody takes part in both" in refused
    term.it_is("2026-02-20T12:00Z")
    term.post.has_brought_what_was_foreseen()
    term.everybody_reads({part: while_open(part) for part in term.cast})


def in_turns(cast: list[Part]) -> list[list[Part]]:
    return [cast[first::10] for first in range(10)]


def tells_about_themselves(term: Term, part: Part) -> None:
    """The parts of a profile that a match needs; its pages have tests of their own."""
    person = term.people[part].user
    begin_profile(person=person, display_name=part.display_name, timezone=part.zone, by=person)
    set_availability(person=person, windows=windows_of(part.cells()), by=person)
    for language, level in part.languages.items():
        set_language(person=person, language=language, level=level, by=person)
    for skill in Skill.objects.filter(slug__in=part.skills):
        set_skill(
            person=person,
            skill=skill,
            teach_level=4 if part.is_mentor else None,
            learn_level=None if part.is_mentor else 1,
            importance=3,
            by=person,
        )


def applies(term: Term, part: Part) -> None:
    me, fate = term.people[part], part.fate
    page = f"/me/mentorship/spring/apply/{part.role}/"
    said = answers_of(term, part)
    if fate in IN_HURRY:
        assert "Your draft is saved" in me.press(page, "Save a draft", **said)
        return
    after = me.press(page, "Send my application", **said)
    if fate in FEW_HOURS:
        assert "Your profile has at least 2 free hours a week. Yours has fewer." in after
        term.post.foresees("mentorship/ineligible_application", me)
        return
    assert "Your application is sent" in after
    term.post.foresees("mentorship/submit_application", me)


def answers_of(term: Term, part: Part) -> dict[str, object]:
    me = term.people[part]
    secret = term.secrets.word("motivation", part.place + 100 * part.number, me, term.admin)
    said: dict[str, object] = {
        "motivation": f"I like to read other people's code. {secret}",
        "seniority": 6 if part.is_mentor else 2,
        "organisation": f"Works {part.troupe}" if part.place in {1, 2} else "",
        "consent": "on",
        "goals": ["ship-a-feature"],
    }
    if part.is_mentor:
        return said | {"capacity": part.places}
    health = term.secrets.word("health", part.number, me, term.admin)
    said |= {
        "q-do-you-study": "yes" if part.place % 2 else "no",
        "q-where": "Tribhuvan University",
        "q-what-should-we-know-about-your-health": f"Migraine. {health}",
    }
    wishes = [title_of(one) for place in (3, 0) for one in term.at("mentor", place)]
    chosen = wishes[part.place % len(wishes)]
    choices = dict(term.choices(me))
    return said | {"choice_1": choices[chosen]} if part.place % 4 else said


def while_open(part: Part) -> Standing | None:
    return {
        Fate.LATE: None,
        Fate.DRAFT: Standing("Draft, not sent", "Send it by", LAST_MINUTE),
        Fate.LAST_MINUTE: Standing("Draft, not sent", "Send it by", LAST_MINUTE),
        Fate.FIXED: Standing("The rules are not met", "You can send it again until", LAST_MINUTE),
        Fate.INELIGIBLE: Standing(
            "The rules are not met", "You can send it again until", LAST_MINUTE
        ),
    }.get(part.fate, SENT)


def the_last_week(term: Term) -> None:
    """A letter reminds of drafts; the deadline is one for everybody, wherever they live."""
    term.it_is("2026-02-24T12:00Z")
    drafts = term.who([*term.of("mentee", *IN_HURRY), *term.of("mentor", *IN_HURRY)])
    page = term.admin.press(f"{DESK}letters/drafts/", f"Send it to {len(drafts)} people")
    assert f"Sent to {len(drafts)} people" in page
    term.post.foresees("mailings/draft_waits", *drafts)
    for part in term.of("mentee", Fate.WITHDRAWN):
        term.people[part].press("/me/mentorship/spring/withdraw/mentee/", "Withdraw")
        term.post.foresees("mentorship/withdraw_application", term.admin)
    for part in term.of("mentee", Fate.FIXED):
        more_hours(term, part)
    term.it_is("2026-02-28T22:58:30Z")
    for part in term.of("mentee", Fate.LAST_MINUTE):
        page = "/me/mentorship/spring/apply/mentee/"
        assert "is sent" in term.people[part].press(page, "Send my application")
        term.post.foresees("mentorship/submit_application", term.people[part])
    late = {part: too_late(term, part) for part in term.of("mentee", Fate.LATE)}
    term.it_is("2026-02-28T23:00Z")
    for form in late.values():
        assert "The deadline for applications has passed, so this was not taken" in form.send()
    term.everybody_reads({part: after_the_deadline(part) for part in term.cast})


def more_hours(term: Term, part: Part) -> None:
    """What the rule said would help, helps."""
    me = term.people[part]
    cells = {f"t{cell}": "on" for cell in part.all_cells()}
    me.press("/me/availability/", "Save these hours", **cells)
    after = me.press("/me/mentorship/spring/apply/mentee/", "Send my application")
    assert "Your application is sent" in after
    term.post.foresees("mentorship/submit_application", me)


def too_late(term: Term, part: Part):
    """Filled in before the deadline, sent after it."""
    page = "/me/mentorship/spring/apply/mentee/"
    return term.people[part].fill_in(page, "Send my application", **answers_of(term, part))


def after_the_deadline(part: Part) -> Standing | None:
    return {
        Fate.LATE: None,
        Fate.DRAFT: NEVER_SENT,
        Fate.WITHDRAWN: WITHDRAWN,
        Fate.INELIGIBLE: UNMET,
    }.get(part.fate, SENT)
