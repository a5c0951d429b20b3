"""What a mentor reads and says, and what an applicant never learns."""

import json

import pytest
from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder

from mentorship.actions.pin import set_pin
from mentorship.actions.run import publish_run, start_run
from mentorship.models import Application, PinKind
from mentorship.queries.own_result import own_results
from mentorship.selection.actions.mentor_list import say_against
from mentorship.selection.models import MentorList, Said, Way, Word
from portal.people.actions.own_data import export_person
from tests.conftest import signed_in
from tests.factories.mentorship import ApplicationFactory
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, member_of, people
from tests.mentorship.selection.asked import IN_REVIEW, asked, named, rank

pytestmark = pytest.mark.django_db

FRENCH = {"languages": ["fr"]}


@pytest.fixture
def cohort(at):
    at(IN_REVIEW)
    return asked(mentees=0, mentors=0)


@pytest.fixture
def mentor(cohort):
    return named(cohort, "mentor", "Ada Kaminski")


@pytest.fixture
def reader(mentor):
    return signed_in(mentor.person)


def address(cohort, rest="") -> str:
    return f"/me/mentorship/{cohort.key}/people/{rest}"


def read(reader, path, status=200) -> str:
    response = reader.get(path)
    assert response.status_code == status
    return response.content.decode()


def order(mentor) -> list[str]:
    rows = Word.objects.filter(mentor=mentor, said=Said.LISTED).order_by("place")
    return [row.mentee.person.profile.display_name for row in rows]


def test_a_mentor_reads_who_fits_them_and_puts_them_in_order(cohort, mentor, reader):
    cyrus, delia = (named(cohort, "mentee", name) for name in ("Cyrus Okafor", "Delia Moreau"))
    named(cohort, "mentee", "Fleur Bertrand", **FRENCH)
    html = read(reader, address(cohort))
    assert "Cyrus Okafor" in html
    assert "Fleur Bertrand" not in html
    assert "4 hours a week in common" in html
    for one in (cyrus, delia):
        reader.post(address(cohort), {"one": one.public_id, "verb": "put"})
    assert order(mentor) == ["Cyrus Okafor", "Delia Moreau"]
    moved = reader.post(address(cohort), {"one": delia.public_id, "verb": "up"})
    assert moved["Location"] == f"{address(cohort)}#on-{delia.public_id}"
    assert order(mentor) == ["Delia Moreau", "Cyrus Okafor"]
    assert "It counts once you hand it in" in read(reader, address(cohort))
    reader.post(address(cohort), {"hand-in": "1"})
    assert MentorList.objects.get(mentor=mentor).handed_in_at
    reader.post(address(cohort), {"one": cyrus.public_id, "verb": "off"})
    html = read(reader, address(cohort))
    assert "changed since" in html
    assert order(mentor) == ["Delia Moreau"]


def test_where_people_choose_a_mentor_reads_those_who_chose_them(cohort, mentor, reader, chosen):
    mine = named(cohort, "mentee", "Cyrus Okafor", **FRENCH)
    other = named(cohort, "mentee", "Delia Moreau")
    silent = named(cohort, "mentee", "Esther Lindqvist")
    Application.objects.filter(pk=mine.pk).update(choices=["hers"])
    Application.objects.filter(pk=other.pk).update(choices=["else"])
    chosen({"hers": [mentor.person_id], "else": []})
    html = read(reader, address(cohort))
    assert "Cyrus Okafor" in html
    assert "No language in common" in html
    for one in (other, silent):
        assert one.person.profile.display_name not in html
        assert reader.get(address(cohort, f"{one.public_id}/")).status_code == 404


@pytest.fixture
def chosen():
    """Says what there is to choose, as projects do."""
    from mentorship.core.choices import Choice
    from mentorship.signals import gather_choices

    connected = []

    def there_are(choices):
        def answer(sender, **kwargs):
            return [
                Choice(key=key, name=key, url="/", people=tuple(who))
                for key, who in choices.items()
            ]

        gather_choices.connect(answer, weak=False)
        connected.append(answer)

    yield there_are
    for answer in connected:
        gather_choices.disconnect(answer)


def test_a_person_is_read_with_their_words_and_without_what_is_sensitive(cohort, mentor, reader):
    one = named(cohort, "mentee", "Cyrus Okafor")
    Application.objects.filter(pk=one.pk).update(
        motivation="I want to learn to review.", organisation="SECRET employer"
    )
    html = read(reader, address(cohort, f"{one.public_id}/"))
    assert "I want to learn to review." in html
    assert "they say" in html
    assert "SECRET employer" not in html
    assert one.person.email not in html


def test_against_somebody_takes_a_reason_and_can_be_taken_back(cohort, mentor, reader):
    one = named(cohort, "mentee", "Cyrus Okafor")
    page = address(cohort, f"{one.public_id}/")
    reader.post(page, {"put": "1"})
    assert order(mentor) == ["Cyrus Okafor"]
    html = reader.post(page, {"said": "conflict", "reason": ""}).content.decode()
    assert "This field is required" in html
    reader.post(page, {"said": "conflict", "reason": "My cousin"})
    assert order(mentor) == []
    assert "My cousin" in read(reader, page)
    assert "A conflict of interest" in read(reader, address(cohort))
    reader.post(page, {"take-back": "1"})
    assert not Word.objects.exists()


def test_who_never_wants_this_mentor_again_is_not_shown_to_them(cohort, mentor, reader):
    from mentorship.cohort_life.models import NotAgain

    one = named(cohort, "mentee", "Cyrus Okafor")
    Application.objects.filter(pk=one.pk).update(status="in_review")
    NotAgain.objects.create(person=one.person, other=mentor.person)
    assert "Cyrus Okafor" not in read(reader, address(cohort))


def test_only_mentors_who_are_accepted_and_asked_have_the_page(cohort, mentor, reader):
    one = named(cohort, "mentee", "Cyrus Okafor")
    read(signed_in(one.person), address(cohort), status=404)
    sent = ApplicationFactory(
        cohort=cohort, role="mentor", status="submitted", submitted_at=IN_REVIEW
    )
    read(signed_in(sent.person), address(cohort), status=404)
    Way.objects.update(selects="engine")
    read(reader, address(cohort), status=404)


def test_before_the_call_has_closed_and_after_the_result_nobody_is_shown(
    at, cohort, mentor, reader
):
    one = named(cohort, "mentee", "Cyrus Okafor")
    at("2026-02-20T12:00Z")
    html = read(reader, address(cohort))
    assert "Nobody can be ranked yet" in html
    assert "Cyrus Okafor" not in html
    read(reader, address(cohort, f"{one.public_id}/"), status=404)
    at(IN_MATCHING)
    publish_run(run=start_run(cohort=cohort, by=None, now=IN_MATCHING), by=None, now=IN_MATCHING)
    html = read(reader, address(cohort))
    assert "The result is published" in html
    assert "Cyrus Okafor" not in html
    read(reader, address(cohort, f"{one.public_id}/"), status=404)


def test_an_empty_page_says_why(cohort, reader):
    assert "Nobody to rank" in read(reader, address(cohort))


def test_nonsense_changes_nothing(cohort, mentor, reader):
    one = named(cohort, "mentee", "Cyrus Okafor")
    reader.post(address(cohort), {"one": one.public_id, "verb": "dance"})
    reader.post(address(cohort), {"one": "not a key", "verb": "put"})
    reader.post(address(cohort, f"{one.public_id}/"), {"dance": "1"})
    assert not Word.objects.exists()


@pytest.mark.parametrize("selects", ["mixed", "mentors"])
def test_an_applicant_learns_of_no_rank_in_no_place(at, cohort, mentor, reader, selects):
    """With a rank, with another rank and with none, every byte an applicant gets is the same."""
    at(IN_MATCHING)
    Way.objects.update(selects=selects)
    one, other = (named(cohort, "mentee", name) for name in ("Cyrus Okafor", "Delia Moreau"))
    third = named(cohort, "mentee", "Esther Lindqvist")
    rank(mentor, other, one, now=IN_MATCHING)
    said = {"mentor": mentor, "mentee": third, "by": mentor.person, "now": IN_MATCHING}
    say_against(said="rather_not", reason="CANARY reason", **said)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    [match] = publish_run(run=run, by=None, now=IN_MATCHING)
    for applicant in (one, other, third):
        theirs = signed_in(applicant.person)
        pages = ["/me/", "/me/mentorship/", "/me/notices/", "/me/data/"]
        if match.mentee_id == applicant.pk:
            pages.append(match.get_absolute_url())
        html = "".join(theirs.get(page).content.decode() for page in pages)
        exported = export_person(person=applicant.person, by=applicant.person)
        html += json.dumps(exported, cls=DjangoJSONEncoder)
        for private in ("CANARY reason", "rather not", "Rather not", "ranked", "mentor_list"):
            assert private not in html


@pytest.mark.parametrize("many", [3, 60])
def test_the_page_asks_equally_often_for_few_and_for_many(
    cohort, mentor, reader, django_assert_num_queries, many
):
    for at in range(many):
        member_of(cohort, "mentee", f"mentee-{at}")
    rank(mentor, *people(cohort, "mentee")[:2])
    reader.get(address(cohort))
    cache.clear()
    with django_assert_num_queries(17):
        reader.get(address(cohort))
    one = people(cohort, "mentee")[0]
    with django_assert_num_queries(17):
        reader.get(address(cohort, f"{one.public_id}/"))


def test_who_never_wants_this_mentor_again_is_hidden_also_where_people_choose(
    cohort, mentor, reader, chosen
):
    from mentorship.cohort_life.models import NotAgain

    one = named(cohort, "mentee", "Cyrus Okafor")
    Application.objects.filter(pk=one.pk).update(status="in_review", choices=["hers"])
    chosen({"hers": [mentor.person_id]})
    assert "Cyrus Okafor" in read(reader, address(cohort))
    NotAgain.objects.create(person=one.person, other=mentor.person)
    assert "Cyrus Okafor" not in read(reader, address(cohort))
    read(reader, address(cohort, f"{one.public_id}/"), status=404)


def test_who_withdrew_takes_no_place_on_the_page_of_another(cohort, mentor, reader):
    for number in range(5):
        member_of(cohort, "mentee", f"mentee-{number}")
    gone, *others = people(cohort, "mentee")
    one = named(cohort, "mentee", "Cyrus Okafor")
    rank(mentor, gone, *others)
    page = address(cohort, f"{one.public_id}/")
    assert 'name="put"' not in read(reader, page)
    Application.objects.filter(pk=gone.pk).update(status="withdrawn")
    assert 'name="put"' in read(reader, page)


def test_where_mentors_select_who_is_kept_apart_reads_what_everybody_reads(at, cohort, mentor):
    """Whether nobody ranked somebody, all places went to others, or those who fit may not."""
    at(IN_MATCHING)
    Way.objects.update(selects="mentors")
    apart, unranked = (named(cohort, "mentee", name) for name in ("Cyrus Okafor", "Delia Moreau"))
    for row in cohort.applications.filter(role="mentor"):
        set_pin(mentee=apart, mentor=row, kind=PinKind.VETO, by=UserFactory(), reason="So")
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    publish_run(run=run, by=None, now=IN_MATCHING)
    reasons = {one["mentee"]: one["reason"] for one in run.result["unmatched"]}
    assert reasons[str(apart.public_id)] == "only_vetoed"
    assert reasons[str(unranked.public_id)] == "not_ranked"
    said = own_results([apart, unranked])
    assert said[apart.pk][0].said == said[unranked.pk][0].said
