"""A form is built at the desk, answered, and judged by its rules: as a browser without scripts does
it."""

from datetime import UTC, datetime, time, timedelta

import pytest

from mentorship.actions.questionnaire import (
    CantBeAsked,
    NothingNew,
    publish_questions,
    remove_question,
    take_over_questions,
    write_question,
)
from mentorship.actions.sensitive import forget_undecided
from mentorship.core.questions import Kind, Question, questions_of
from mentorship.models import Application, ProgramAdmin, Questionnaire
from mentorship.queries.edition import last_edition
from portal.notices.models import Notice
from tests.conftest import signed_in
from tests.factories.mentorship import ApplicationFactory, CohortFactory, ProgramFactory
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.mentorship.applying import DURING_THE_CALL, IN_REVIEW, ready_person

pytestmark = pytest.mark.django_db
EDITOR = "/desk/mentorship/learn/spring/questions/mentee/"
FORM = "/me/mentorship/spring/apply/mentee/"
WHOLE = {"motivation": "I want to learn.", "seniority": "2", "consent": "on", "send": "1"}


@pytest.fixture
def cohort():
    return CohortFactory(program=ProgramFactory(slug="learn", name="Learn together"), key="spring")


@pytest.fixture
def admin(cohort):
    return ProgramAdmin.objects.create(program=cohort.program, person=UserFactory()).person


@pytest.fixture
def as_admin(admin, at):
    at(DURING_THE_CALL)
    return signed_in(admin)


@pytest.fixture
def person():
    return ready_person()


@pytest.fixture
def as_applicant(person, at):
    at(DURING_THE_CALL)
    return signed_in(person)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def ask(cohort, **facts) -> Question:
    question = Question(key="", **facts)
    return write_question(cohort=cohort, role="mentee", key="", question=question, by=None)


def publish(cohort):
    return publish_questions(cohort=cohort, role="mentee", by=None, now=DURING_THE_CALL)


def draft_keys(cohort) -> list[str]:
    row = Questionnaire.objects.get(cohort=cohort, role="mentee")
    return [one.key for one in questions_of(row.questions)]


def adults_with_a_branch(cohort) -> None:
    ask(cohort, kind=Kind.YES_NO, text="Are you 18?", is_required=True)
    ask(
        cohort,
        kind=Kind.SHORT,
        text="Since when?",
        is_required=True,
        only_if="are-you-18",
        only_if_is="yes",
    )
    ask(cohort, kind=Kind.LONG, text="What do you need?", is_sensitive=True)


def test_a_form_is_written_question_by_question(as_admin, cohort):
    as_admin.post(f"{EDITOR}new/", {"text": "Are you 18?", "kind": "yes_no"})
    page = as_admin.get(f"{EDITOR}new/")
    assert "Are you 18? → Yes" in text(page)
    said = {"text": "Which <b>tools</b>?", "kind": "many", "choices": "git\n make \ngit\n"}
    as_admin.post(f"{EDITOR}new/", {**said, "only_if": "0", "help": "<i>All</i> of them."})
    assert draft_keys(cohort) == ["are-you-18", "which-btoolsb"]
    html = text(as_admin.get(EDITOR))
    assert "git, make · only if “Are you 18?” is “Yes”" in html
    assert "Only if you answer “Are you 18?” with “Yes”. &lt;i&gt;All&lt;/i&gt; of them." in html
    assert "<b>tools</b>" not in html
    as_admin.post(EDITOR, {"up": "which-btoolsb"})
    assert draft_keys(cohort) == ["which-btoolsb", "are-you-18"]
    assert "can't be asked" in text(as_admin.post(EDITOR, {"publish": "1"}, follow=True)).replace(
        "&#x27;", "'"
    )
    as_admin.post(EDITOR, {"down": "which-btoolsb"})
    assert "Published as version 1." in text(as_admin.post(EDITOR, {"publish": "1"}, follow=True))
    assert "Nothing has changed" in text(as_admin.post(EDITOR, {"publish": "1"}, follow=True))
    as_admin.post(EDITOR, {"remove": "which-btoolsb"})
    assert draft_keys(cohort) == ["are-you-18"]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"text": ""}, "text"),
        ({"kind": "essay"}, "kind"),
        ({"kind": "one", "choices": "only this"}, "choices"),
        ({"kind": "one", "choices": "\n".join(map(str, range(21)))}, "choices"),
        ({"only_if": "7"}, "only_if"),
        ({"help": "x" * 501}, "help"),
    ],
)
def test_a_question_nobody_could_answer_comes_back(as_admin, cohort, said, wrong):
    page = as_admin.post(f"{EDITOR}new/", {"text": "Which?", "kind": "short"} | said)
    assert list(page.context["form"].errors) == [wrong]
    assert not Questionnaire.objects.exists()


def test_a_better_wording_keeps_the_answers(as_admin, as_applicant, cohort):
    """The edition that was answered stays as it was, and so does the key in the next one."""
    ask(cohort, kind=Kind.NUMBER, text="Years?", is_required=True)
    publish(cohort)
    as_applicant.post(FORM, {**WHOLE, "q-years": "3"})
    as_admin.post(f"{EDITOR}years/", {"text": "How many years?", "kind": "number"})
    publish(cohort)
    application = Application.objects.get()
    detail = as_admin.get(f"/desk/mentorship/applications/{application.public_id}/")
    assert detail.context["one"].answers == (("Years?", "3"),)
    again = text(as_applicant.get(FORM))
    assert "How many years? (optional)" in again
    assert 'name="q-years" value="3"' in again


def test_a_key_is_never_given_to_another_question(cohort):
    ask(cohort, kind=Kind.SHORT, text="Years?")
    publish(cohort)
    remove_question(cohort=cohort, role="mentee", key="years", by=None)
    assert ask(cohort, kind=Kind.SHORT, text="Years?").key == "years-2"
    assert ask(cohort, kind=Kind.SHORT, text="???").key == "question"


def test_what_is_asked_depends_on_what_was_said(as_applicant, cohort):
    adults_with_a_branch(cohort)
    publish(cohort)
    page = as_applicant.post(FORM, WHOLE)
    assert set(page.context["form"].errors) == {"q-are-you-18"}
    page = as_applicant.post(FORM, {**WHOLE, "q-are-you-18": "yes"})
    assert set(page.context["form"].errors) == {"q-since-when"}
    assert not Application.objects.exists()
    as_applicant.post(FORM, {**WHOLE, "q-are-you-18": "no", "q-since-when": "not asked"})
    assert Application.objects.get().said == {"are-you-18": "no"}


@pytest.mark.parametrize(
    ("kind", "nasty"),
    [
        (Kind.NUMBER, "1e309"),
        (Kind.NUMBER, "-1"),
        (Kind.DATE, "10000-01-01"),
        (Kind.DATE, "0001-01-01"),
        (Kind.LINK, "javascript:alert(1)"),
        (Kind.SHORT, "x" * 301),
        (Kind.LONG, "a\x00b"),
        (Kind.YES_NO, "perhaps"),
        (Kind.ONE, "svn"),
        (Kind.MANY, ["git", "svn"]),
    ],
)
@pytest.mark.parametrize("how", ["send", "save"])
def test_nasty_answers_come_back_as_errors(as_applicant, cohort, kind, nasty, how):
    ask(cohort, kind=kind, text="It?", choices=("git", "make"), is_required=True)
    publish(cohort)
    said = {name: value for name, value in WHOLE.items() if name != "send"}
    page = as_applicant.post(FORM, {**said, how: "1", "q-it": nasty})
    assert set(page.context["form"].errors) == {"q-it"}
    assert not Application.objects.exists()


def test_rules_answer_at_once_and_say_what_would_change_it(as_admin, as_applicant, person, cohort):
    ask(cohort, kind=Kind.YES_NO, text="Are you 18?", is_required=True)
    rules = text(as_admin.get(EDITOR))
    assert "answers “Are you 18?” with “Yes”" in rules
    as_admin.post(EDITOR, {"add_rule": "1", "rule": "3"})
    as_admin.post(EDITOR, {"add_rule": "1", "rule": "1"})
    missing = as_admin.post(EDITOR, {"add_rule": "1", "rule": "0"})
    assert "This rule needs a number." in text(missing)
    as_admin.post(EDITOR, {"add_rule": "1", "rule": "0", "least": "2"})
    as_admin.post(EDITOR, {"publish": "1"})
    before = text(as_applicant.get(FORM))
    assert "The answer to “Are you 18?” is “Yes”." in before
    assert "Your profile has at least 2 free hours a week." in before
    page = text(as_applicant.post(FORM, {**WHOLE, "q-are-you-18": "no"}, follow=True))
    assert "It was not taken: a rule is not met." in page
    assert "change it and send again" in page
    assert "Your e-mail address is confirmed. Open the link in the mail we sent you" in page
    assert "fewer" not in page
    application = Application.objects.get()
    assert application.status == "ineligible"
    letter = Notice.objects.get(template="mentorship/ineligible_application")
    assert letter.person == application.person
    assert any("Are you 18?" in rule for rule in letter.context["rules"])
    as_applicant.post(FORM, {**WHOLE, "q-are-you-18": "no"})
    assert Notice.objects.filter(template="mentorship/ineligible_application").count() == 1
    detail = as_admin.get(f"/desk/mentorship/applications/{application.public_id}/")
    assert "Rules not met" in text(detail)
    EmailAddressFactory(user=person, verified=True)
    as_applicant.post(FORM, {**WHOLE, "q-are-you-18": "yes"})
    application.refresh_from_db()
    assert (application.status, application.unmet) == ("submitted", [])
    assert Notice.objects.filter(template="mentorship/submit_application").count() == 1


def test_sensitive_answers_are_for_who_runs_it_and_go_with_the_decision(
    as_admin, as_applicant, cohort
):
    ask(cohort, kind=Kind.LONG, text="What do you need?", is_sensitive=True)
    publish(cohort)
    as_applicant.post(FORM, {**WHOLE, "q-what-do-you-need": "A ramp."})
    address = f"/desk/mentorship/applications/{Application.objects.get().public_id}/"
    page = as_admin.get(address)
    assert "A ramp." in text(page)
    looking_in = signed_in(UserFactory(is_superuser=True))
    assert "A ramp." not in text(looking_in.post(address, {"reason": "A complaint."}))
    as_admin.post(address, {"accept": "1", "seen": page.context["seen"]})
    assert Application.objects.get().said == {}


def test_the_waiting_list_is_a_decision_and_sensitive_answers_go_with_it_too(
    as_admin, as_applicant, cohort
):
    ask(cohort, kind=Kind.LONG, text="What do you need?", is_sensitive=True)
    publish(cohort)
    assert "deleted with their decision, be it the waiting list." in text(as_applicant.get(FORM))
    as_applicant.post(FORM, {**WHOLE, "q-what-do-you-need": "A ramp."})
    address = f"/desk/mentorship/applications/{Application.objects.get().public_id}/"
    seen = as_admin.get(address).context["seen"]
    as_admin.post(address, {"move": "1", "step": "waitlisted", "words": "", "seen": seen})
    application = Application.objects.get()
    assert (application.status, application.said) == ("waitlisted", {})


def test_sensitive_answers_go_when_nobody_is_to_decide_any_more(as_admin, as_applicant, cohort):
    """Withdrawn, turned down by the rules, or never decided when the term is over."""
    adults_with_a_branch(cohort)
    as_admin.post(EDITOR, {"add_rule": "1", "rule": "3"})
    publish(cohort)
    said = {**WHOLE, "q-what-do-you-need": "A ramp."}
    as_applicant.post(FORM, {**said, "q-are-you-18": "no"})
    application = Application.objects.get()
    assert (application.status, application.said) == ("ineligible", {"are-you-18": "no"})
    whole = {**said, "q-are-you-18": "yes", "q-since-when": "2020"}
    as_applicant.post(FORM, whole)
    application.refresh_from_db()
    assert application.said["what-do-you-need"] == "A ramp."
    as_applicant.post("/me/mentorship/spring/withdraw/mentee/")
    application.refresh_from_db()
    assert (application.status, application.said) == (
        "withdrawn",
        {"are-you-18": "yes", "since-when": "2020"},
    )
    as_applicant.post(FORM, whole)
    last = datetime.combine(cohort.ends_on, time(12), tzinfo=UTC)
    assert [forget_undecided(now=last + timedelta(days=n)) for n in (0, 1, 2, 3)] == [0, 0, 1, 0]
    application.refresh_from_db()
    assert application.said == {"are-you-18": "yes", "since-when": "2020"}


def test_the_next_time_begins_with_the_last_answers(as_applicant, person, cohort):
    earlier = CohortFactory(program=cohort.program, key="autumn")
    ask(earlier, kind=Kind.SHORT, text="Your tool?")
    ask(earlier, kind=Kind.LONG, text="What do you need?", is_sensitive=True)
    edition = publish(earlier)
    said = {"your-tool": "git", "what-do-you-need": "A ramp."}
    ApplicationFactory(
        cohort=earlier,
        person=person,
        status="declined",
        submitted_at=DURING_THE_CALL,
        decided_at=IN_REVIEW,
        motivation="As ever.",
        edition=edition,
        said=said,
    )
    assert take_over_questions(cohort=cohort, role="mentee", earlier=earlier, by=None)
    assert not take_over_questions(cohort=cohort, role="mentee", earlier=earlier, by=None)
    publish(cohort)
    assert "Start from my last answers" in text(as_applicant.get(FORM))
    as_applicant.post(FORM, {"again": "1"})
    draft = Application.objects.get(cohort=cohort)
    assert (draft.status, draft.motivation, draft.said) == (
        "draft",
        "As ever.",
        {"your-tool": "git"},
    )
    assert draft.consented_at is None
    assert "Start from my last answers" not in text(as_applicant.get(FORM))


def test_a_rule_that_nobody_can_meet_is_not_published(as_admin, cohort):
    ask(cohort, kind=Kind.NUMBER, text="Years?")
    as_admin.post(EDITOR, {"add_rule": "1", "rule": "3", "least": "2"})
    as_admin.post(f"{EDITOR}years/", {"text": "Years?", "kind": "short"})
    assert "Nobody can meet it" in text(as_admin.get(EDITOR))
    with pytest.raises(CantBeAsked):
        publish(cohort)
    as_admin.post(EDITOR, {"remove_rule": "0"})
    publish(cohort)
    with pytest.raises(NothingNew):
        publish(cohort)
    assert last_edition(cohort=cohort, role="mentor") is None


@pytest.mark.parametrize("count", [1, 40])
def test_the_editor_costs_the_same_for_one_and_for_forty(
    as_admin, cohort, django_assert_num_queries, count
):
    for _ in range(count):
        ask(cohort, kind=Kind.SHORT, text="Which?")
    publish(cohort)
    as_admin.get(EDITOR)
    with django_assert_num_queries(11):
        as_admin.get(EDITOR)
    too_many = as_admin.post(f"{EDITOR}new/", {"text": "One more?", "kind": "short"})
    assert too_many.status_code == (302 if count == 1 else 200)
