"""What has to be done first: asked at the desk, shown by applicants, looked at, and then complete."""

import pytest

from mentorship.actions.prerequisite import (
    AskedAlready,
    NotWaiting,
    OwnProof,
    StaleProof,
    TooManyFirst,
    add_prerequisite,
    give_proof,
    judge_proof,
    remove_prerequisite,
)
from mentorship.models import Application, Prerequisite, ProgramAdmin, Proof, StatusChange
from portal.notices.models import Notice
from tests.conftest import signed_in
from tests.factories.mentorship import ApplicationFactory, CohortFactory, ProgramFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL, IN_REVIEW
from tests.named_locks import queries_of_locks

pytestmark = pytest.mark.django_db
EDITOR = "/desk/mentorship/learn/spring/questions/mentee/"
FIRST = "/me/mentorship/spring/first/mentee/"


@pytest.fixture
def cohort():
    return CohortFactory(program=ProgramFactory(slug="learn"), key="spring")


@pytest.fixture
def as_admin(cohort, at):
    at(IN_REVIEW)
    admin = ProgramAdmin.objects.create(program=cohort.program, person=UserFactory())
    return signed_in(admin.person)


@pytest.fixture
def application(cohort):
    return ApplicationFactory(cohort=cohort, status="submitted", submitted_at=DURING_THE_CALL)


@pytest.fixture
def as_applicant(application):
    return signed_in(application.person)


def read(proof: Proof, **pressed) -> dict:
    """As the page sends it on that shows this proof."""
    return {"proof": proof.pk, "seen": proof.given_at.isoformat(), **pressed}


def text(response) -> str:
    return " ".join(response.content.decode().split())


def ask(cohort, title="Build it"):
    return add_prerequisite(
        cohort=cohort, role="mentee", title=title, text="", by=None, now=IN_REVIEW
    )


def status() -> str:
    return Application.objects.get().status


def moves() -> list[str]:
    return list(StatusChange.objects.order_by("pk").values_list("became", flat=True))


def test_an_application_is_complete_once_everything_is_done(as_admin, as_applicant, application):
    as_admin.post(EDITOR, {"add_first": "1", "title": "Build it", "text": "With <b>make</b>."})
    asked = Prerequisite.objects.get()
    assert "0 of 1 things to do first are done" in text(as_applicant.get("/me/mentorship/"))
    assert "With &lt;b&gt;make&lt;/b&gt;." in text(as_applicant.get(FIRST))
    nothing = as_applicant.post(FIRST, {"show": asked.pk})
    assert "Write what you did, or give a link to it." in text(nothing)
    as_applicant.post(FIRST, {"show": asked.pk, f"p{asked.pk}-link": "https://example.org/log"})
    desk = f"/desk/mentorship/applications/{application.public_id}/"
    assert "https://example.org/log" in text(as_admin.get(desk))
    proof = Proof.objects.get()
    refused = as_admin.post(desk, read(proof, back="1", word=" "), follow=True)
    assert "Say what is missing" in text(refused)
    as_admin.post(desk, read(proof, back="1", word="The log is empty."))
    assert "The log is empty." in text(as_applicant.get(FIRST))
    assert Notice.objects.filter(template="mentorship/return_proof").count() == 1
    as_applicant.post(FIRST, {"show": asked.pk, f"p{asked.pk}-text": "Now it is not."})
    as_admin.post(desk, read(Proof.objects.get(), done="1"))
    assert (status(), moves()) == ("complete", ["complete"])
    assert "Sent, nothing is missing" in text(as_applicant.get("/me/mentorship/"))


def test_what_is_asked_later_opens_it_again_and_what_is_taken_back_closes_it(
    as_admin, cohort, application
):
    first = ask(cohort)
    give_proof(application=application, prerequisite=first, text="x", link="", now=IN_REVIEW)
    desk = f"/desk/mentorship/applications/{application.public_id}/"
    as_admin.post(desk, read(Proof.objects.get(), done="1"))
    second = ask(cohort, "Read it")
    assert status() == "submitted"
    as_admin.post(EDITOR, {"remove_first": second.pk})
    assert status() == "complete"
    as_admin.post(EDITOR, {"remove_first": first.pk})
    assert (status(), Proof.objects.count()) == ("submitted", 0)
    assert moves() == ["complete", "submitted", "complete", "submitted"]


def test_nothing_is_shown_for_what_is_answered(as_applicant, cohort, application):
    asked = ask(cohort)
    Application.objects.update(status="accepted", decided_at=IN_REVIEW)
    said = {"show": asked.pk, f"p{asked.pk}-text": "Late."}
    assert "was answered" in text(as_applicant.post(FIRST, said, follow=True))
    with pytest.raises(NotWaiting):
        give_proof(application=application, prerequisite=asked, text="x", link="", now=IN_REVIEW)


def test_a_proof_of_another_application_is_none_of_this_one(as_admin, cohort, application):
    other = ApplicationFactory(status="submitted", submitted_at=DURING_THE_CALL)
    theirs = add_prerequisite(
        cohort=other.cohort, role="mentee", title="It", text="", by=None, now=IN_REVIEW
    )
    proof = give_proof(application=other, prerequisite=theirs, text="x", link="", now=IN_REVIEW)
    desk = f"/desk/mentorship/applications/{application.public_id}/"
    for key in (proof.pk, "x"):
        assert as_admin.post(desk, {"proof": key, "done": "1"}).status_code == 404
    assert as_admin.post(EDITOR, {"remove_first": theirs.pk}).status_code == 404


def test_nobody_looks_at_what_they_have_done_themselves(as_applicant, cohort, application, at):
    at(IN_REVIEW)
    ProgramAdmin.objects.create(program=cohort.program, person=application.person)
    asked = ask(cohort)
    proof = give_proof(
        application=application, prerequisite=asked, text="x", link="", now=IN_REVIEW
    )
    desk = f"/desk/mentorship/applications/{application.public_id}/"
    as_applicant.post(desk, read(proof, done="1"))
    assert (status(), Proof.objects.get().state) == ("submitted", "given")
    facts = {"proof": proof, "is_done": True, "word": "", "seen": IN_REVIEW, "now": IN_REVIEW}
    with pytest.raises(OwnProof):
        judge_proof(**facts, by=application.person)


def test_what_was_shown_anew_is_read_anew(as_admin, cohort, application):
    asked = ask(cohort)
    facts = {"application": application, "prerequisite": asked, "link": ""}
    old = give_proof(**facts, text="x", now=DURING_THE_CALL)
    give_proof(**facts, text="Something else.", now=IN_REVIEW)
    desk = f"/desk/mentorship/applications/{application.public_id}/"
    for seen in (DURING_THE_CALL.isoformat(), "", "x"):
        said = {"proof": old.pk, "done": "1", "seen": seen}
        assert "has changed since you opened it" in text(as_admin.post(desk, said, follow=True))
    assert (status(), Proof.objects.get().state) == ("submitted", "given")
    facts = {"proof": old, "is_done": True, "word": "", "now": IN_REVIEW}
    with pytest.raises(StaleProof):
        judge_proof(**facts, seen=DURING_THE_CALL, by=UserFactory())


def test_no_more_than_people_can_bear(cohort):
    for number in range(10):
        ask(cohort, f"Thing {number}")
    with pytest.raises(AskedAlready):
        ask(cohort, "Thing 3")
    with pytest.raises(TooManyFirst):
        ask(cohort, "One more")


@pytest.mark.parametrize("many", [1, 20])
def test_taking_a_thing_back_asks_as_little_for_many_as_for_few(
    cohort, many, django_assert_num_queries
):
    kept, taken_back = ask(cohort), ask(cohort, "One more")
    for _ in range(many):
        row = ApplicationFactory(cohort=cohort, status="submitted", submitted_at=DURING_THE_CALL)
        Proof.objects.create(application=row, prerequisite=kept, text="Done", state="accepted")
    with django_assert_num_queries(10 + queries_of_locks(1)):
        remove_prerequisite(prerequisite=taken_back, by=None, now=IN_REVIEW)
    assert set(Application.objects.values_list("status", flat=True)) == {"complete"}
    assert moves() == ["complete"] * many


def test_one_press_accepts_nobody_who_has_something_to_do_first(as_admin, cohort, application):
    mentor = ApplicationFactory(
        cohort=cohort, role="mentor", status="in_review", submitted_at=DURING_THE_CALL
    )
    ApplicationFactory(
        cohort=cohort, role="mentor", status="interview", submitted_at=DURING_THE_CALL
    )
    read = ApplicationFactory(cohort=cohort, status="in_review", submitted_at=DURING_THE_CALL)
    first = ask(cohort)
    page = as_admin.get("/desk/mentorship/learn/spring/accept-all/")
    assert page.context["count"] == 1
    seen = {"seen": page.context["seen"], "letter": page.context["preview"].seen}
    as_admin.post("/desk/mentorship/learn/spring/accept-all/", seen)
    accepted = Application.objects.accepted()
    assert list(accepted.values_list("pk", flat=True)) == [mentor.pk]
    Proof.objects.create(application=read, prerequisite=first, text="Done", state="accepted")
    assert as_admin.get("/desk/mentorship/learn/spring/accept-all/").context["count"] == 1
