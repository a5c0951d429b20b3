"""A ladder from the text at the desk to the word "granted", as people see it."""

import html
from datetime import timedelta

import pytest

from initiatives.ladder.models import Edition, Holding, Promotion
from portal.kit import clock
from portal.people.models import Profile
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory
from tests.factories.ladder import TWO_RUNGS, asked, group_with_ladder, shown, stands
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db

OWN, DESK = "/me/ladders/bear/", "/desk/promotions/"
WRITE, PEOPLE = "/desk/groups/bear/ladder/", "/desk/groups/bear/ladder/people/"


@pytest.fixture(autouse=True)
def jobs_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def group():
    return group_with_ladder(slug="bear", name="BEAR")


@pytest.fixture
def desk(lead, group):
    """The browser of a chair."""
    lead_of(lead, group)
    return signed_in(lead)


def named(name: str):
    person = UserFactory()
    Profile.objects.create(person=person, display_name=name)
    return person


def reviewer(group, name="Rey"):
    person = named(name)
    stands(person, group, "reviewer")
    return person


def at(promotion) -> str:
    return f"{DESK}{promotion.public_id}/"


def text_of(response) -> str:
    return html.unescape(response.text)


class TestForEverybody:
    def test_what_each_rung_asks_and_brings(self, client, group):
        page = text_of(client.get("/initiatives/bear/ladder/"))
        for words in [
            "How people grow in BEAR",
            "Asks for nothing but the word of whoever leads the group.",
            "2 links to: reviews",
            "2 sponsors of at least 2 organisations, who stand on “Reviewer” or above",
            "7 days for objections, then somebody who leads the group decides",
            "The ladder as a picture: 2 rungs",
        ]:
            assert words in page

    def test_the_page_of_the_group_leads_there(self, client, group):
        assert "What each rung asks and brings" in client.get("/initiatives/bear/").text
        other = InitiativeFactory(slug="other")
        assert "How people grow here" not in client.get(other.get_absolute_url()).text
        assert client.get("/initiatives/other/ladder/").status_code == 404


class TestWriting:
    def test_a_mistake_is_told_with_its_line_and_nothing_is_lost(self, desk, group):
        text = TWO_RUNGS.replace("title: Reviewer", "name: Reviewer")
        page = text_of(desk.post(WRITE, {"text": text, "publish": "1"}))
        assert "Line 4, title: This is needed." in page
        assert "Line 5, name: This key is not known here." in page
        assert "name: Reviewer" in page
        assert Edition.objects.count() == 1

    def test_what_is_published_is_a_new_edition(self, desk, group):
        text = TWO_RUNGS.replace("Helper", "Friend")
        assert desk.post(WRITE, {"text": text, "publish": "1"}).url == WRITE
        assert Edition.objects.newest().get().number == 2
        assert "Friend" in desk.get("/initiatives/bear/ladder/").text

    def test_the_example_is_a_ladder(self, desk, group):
        page = text_of(desk.get(WRITE))
        example = page.partition('<code dir="ltr">return_months')[2].partition("</code>")[0]
        desk.post(WRITE, {"text": f"return_months{example}", "publish": "1"})
        assert [one.key for one in Edition.objects.newest().get().ladder.rungs] == [
            "member",
            "reviewer",
        ]

    def test_no_rung_goes_on_which_somebody_stands(self, desk, group):
        reviewer(group)
        text = "rungs: [{key: helper, title: Helper}]"
        page = text_of(desk.post(WRITE, {"text": text, "publish": "1"}))
        assert "People stand on “reviewer”" in page

    def test_empty_takes_it_away(self, desk, group, client):
        desk.post(WRITE, {"text": " ", "publish": "1"})
        assert client.get("/initiatives/bear/ladder/").status_code == 404


class TestWhoStandsWhere:
    def test_somebody_who_stood_there_before(self, desk, group):
        person = named("Ann")
        EmailAddressFactory(user=person, email=person.email, verified=True, primary=True)
        desk.post(PEOPLE, {"email": person.email, "rung": "reviewer", "note": "1"})
        assert "Ann" in desk.get(PEOPLE).text
        again = desk.post(PEOPLE, {"email": person.email, "rung": "helper", "note": "1"})
        assert "They stand on this ladder, or ask to" in again.text
        nobody = desk.post(PEOPLE, {"email": "a@example.org", "rung": "helper", "note": "1"})
        assert "Nobody has an account whose address this is" in nobody.text

    def test_no_address_is_told_of_who_gave_no_name(self, desk, group):
        holding = stands(UserFactory(email="quiet@example.org"), group, "reviewer")
        for page in (desk.get(PEOPLE), desk.get(f"{PEOPLE}{holding.pk}/")):
            assert "Somebody without a name" in page.text
            assert "quiet@example.org" not in page.text

    def test_stepping_back_is_asked_once_more_and_wants_words(self, desk, group):
        holding = stands(named("Ann"), group, "reviewer")
        address = f"{PEOPLE}{holding.pk}/"
        assert "Ann steps back" in desk.get(address).text
        assert "This field is required." in desk.post(address).text
        assert desk.post(address, {"words": "Rest well."}).url == PEOPLE
        assert Holding.objects.get().is_emeritus
        assert desk.get(address).status_code == 404

    @pytest.mark.parametrize("count", [1, 12])
    def test_the_list_asks_as_much_for_many(self, desk, group, count, django_assert_num_queries):
        for number in range(count):
            reviewer(group, f"R{number}")
        desk.get(PEOPLE)
        with django_assert_num_queries(9):
            desk.get(PEOPLE)


class TestOnesOwn:
    def test_where_one_stands_and_what_is_next(self, as_member, member, group):
        stands(member, group, "helper")
        page = text_of(as_member.get(OWN))
        assert "Next: Reviewer" in page
        assert "0 of 2" in page
        assert "BEAR" in as_member.get("/me/ladders/").text

    def test_who_stands_on_none_reads_which_groups_have_one(self, as_member, group):
        group_with_ladder(slug="hidden", name="HIDDEN", is_listed=False)
        InitiativeFactory(name="WITHOUT")
        page = as_member.get("/me/ladders/").text
        assert '<a href="/initiatives/bear/ladder/">BEAR</a>' in page
        assert "HIDDEN" not in page
        assert "WITHOUT" not in page

    def test_where_no_group_has_one_they_read_that(self, as_member):
        assert "No group says yet what each rung asks" in as_member.get("/me/ladders/").text

    def test_asking_showing_and_reading_what_is_missing(self, as_member, member, group):
        stands(member, group, "helper")
        as_member.post(OWN, {"verb": "ask"})
        page = text_of(as_member.get(OWN))
        assert "Not yet, because this is missing" in page
        assert "2 sponsors of other organisations" in page
        links = "https://example.org/1\n\nhttp://10.0.0.1/\nhttps://example.org/?token=x"
        refused = text_of(as_member.post(OWN, {"verb": "show", "asked_0": links}))
        assert "Line 3: others could not open this." in refused
        assert "Line 4: there seems to be a key in this address." in refused
        links = "https://example.org/1\nhttps://example.org/2"
        as_member.post(OWN, {"verb": "show", "asked_0": links, "asked_1": "on", "words": "Hi."})
        page = text_of(as_member.get(OWN))
        assert "2 of 2" in page
        assert "not said yet" not in page
        as_member.post(OWN, {"verb": "take-back"})
        assert Promotion.objects.get().state == "withdrawn"

    def test_who_has_no_name_reads_what_others_will_read(self, as_member, member, group):
        said = "those who have a say in what you ask for read “Somebody without a name”"
        assert said in text_of(as_member.get(OWN))
        asked(member, group)
        page = text_of(as_member.get(OWN))
        assert said in page
        assert '<a href="/me/profile/">Tell your name</a>' in page
        Profile.objects.create(person=member, display_name="Ann")
        assert said not in text_of(as_member.get(OWN))

    def test_on_the_last_rung_a_name_is_not_asked_for(self, as_member, member, group):
        stands(member, group, "reviewer")
        assert "Tell your name" not in as_member.get(OWN).text

    def test_stepping_back_and_returning(self, as_member, member, group, desk):
        stands(member, group, "reviewer")
        assert "You stand on the last rung" in as_member.get(OWN).text
        as_member.post(OWN, {"verb": "step-back"})
        page = text_of(as_member.get(OWN))
        assert "Emeritus, last Reviewer" in page
        as_member.post(OWN, {"verb": "return"})
        assert "You asked to return to Reviewer" in as_member.get(OWN).text
        back = at(Promotion.objects.get())
        desk.post(back, {"verb": "decide", "decision-verdict": "granted"})
        assert Holding.objects.current().get().became == "returned"
        assert "emeritus" not in as_member.get("/me/ladders/").text

    def test_what_has_changed_meanwhile_is_told(self, as_member, member, group):
        asked(member, group)
        page = as_member.post(OWN, {"verb": "ask"}, follow=True)
        assert "This has changed meanwhile." in page.text
        assert as_member.post(OWN, {"verb": "unheard"}).url == OWN

    def test_many_lines_are_not_read_one_by_one(self, as_member, member, group):
        stands(member, group, "helper")
        asked(member, group)
        told = text_of(as_member.post(OWN, {"verb": "show", "asked_0": "x\n" * 101}))
        assert "At most 100 addresses." in told
        assert "Line 1:" not in told
        told = text_of(as_member.post(OWN, {"verb": "show", "asked_0": "x\n" * 100}))
        assert ("Line 10:" in told, "Line 11:" in told) == (True, False)

    def test_what_is_shown_again_and_again_is_counted_before_it_is_read(
        self, as_member, member, group, settings
    ):
        settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"promotion": "1/h/user"}
        stands(member, group, "helper")
        asked(member, group)
        wrong = {"verb": "show", "asked_0": "x"}
        assert [as_member.post(OWN, wrong).status_code for _once in range(2)] == [200, 429]

    def test_nobody_asks_without_end(self, as_member, group, settings):
        settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"promotion": "2/h/user"}
        for verb in ("ask", "take-back"):
            as_member.post(OWN, {"verb": verb})
        assert as_member.post(OWN, {"verb": "ask"}).status_code == 429

    def test_one_who_asks_has_no_page_of_it_at_the_desk(self, as_member, member, group):
        assert as_member.get(at(asked(member, group))).status_code == 403

    @pytest.mark.parametrize("count", [1, 12])
    def test_the_list_asks_as_much_for_many(
        self, as_member, member, count, django_assert_num_queries
    ):
        for number in range(count):
            stands(member, group_with_ladder(slug=f"g{number}"), "helper")
        as_member.get("/me/ladders/")
        with django_assert_num_queries(8):
            as_member.get("/me/ladders/")


class TestAtTheDesk:
    @pytest.fixture
    def promotion(self, group):
        person = named("Ann")
        stands(person, group, "helper")
        promotion = asked(person, group)
        shown(promotion, "one", "two")
        return promotion

    def test_who_may_sponsor_finds_it(self, promotion, group):
        browser = signed_in(reviewer(group))
        assert "1 person asks for a rung you may sponsor" in browser.get("/desk/").text
        page = text_of(browser.get(DESK))
        assert "Ann" in page
        assert "You may sponsor" in page

    def test_sponsoring_names_an_organisation_or_says_there_is_none(self, promotion, group):
        browser = signed_in(reviewer(group))
        refused = browser.post(at(promotion), {"verb": "sponsor", "words": "Good."})
        assert "Name it, or say that you speak for nobody but yourself." in refused.text
        told = {"verb": "sponsor", "words": "Good.", "organisation": "ACME"}
        assert browser.post(at(promotion), told).url == at(promotion)
        page = text_of(browser.get(at(promotion)))
        assert "Reviewer · ACME" in page
        assert "1 sponsor of another organisation" in page
        again = signed_in(reviewer(group, "Second"))
        refused = again.post(at(promotion), told | {"organisation": "Acme, Inc."})
        assert "One more of another organisation is needed." in refused.text
        browser.post(at(promotion), {"verb": "no-sponsor"})
        assert not promotion.sponsorships.exists()

    def test_what_is_published_of_ones_seat_stands_in_the_form(self, promotion, desk, lead):
        lead.roles.update(affiliation="Initech")
        assert 'value="Initech"' in desk.get(at(promotion)).text

    def test_the_whole_way_to_granted(self, promotion, group, desk, at_day):
        for organisation in ("ACME", "Initech"):
            told = {"verb": "sponsor", "words": "Good.", "organisation": organisation}
            signed_in(reviewer(group, organisation)).post(at(promotion), told)
        early = {"verb": "decide", "decision-verdict": "granted"}
        assert "Select a valid choice" in desk.post(at(promotion), early).text
        wait = {"verb": "object", "objection-words": "Wait a little."}
        objector = signed_in(reviewer(group, "Otto"))
        objector.post(at(promotion), wait)
        at_day(8)
        page = text_of(desk.get(at(promotion)))
        assert "Ready to be decided" in page
        assert "Otto" in page
        refused = desk.post(at(promotion), early)
        assert "Somebody would wait: answer them." in refused.text
        answer = early | {"decision-answer": "We did."}
        unread = desk.post(at(promotion), answer)
        assert unread.status_code == 409
        assert "Somebody said meanwhile that they would wait." in unread.text
        assert "We did." in unread.text
        objection = promotion.objections.get()
        assert f'<input type="hidden" name="read" value="{objection.pk}">' in unread.text
        answer |= {"read": [objection.pk]}
        assert desk.post(at(promotion), answer).url == at(promotion)
        late = desk.post(at(promotion), answer)
        assert late.status_code == 409
        assert "It is decided" in late.text
        own = text_of(signed_in(promotion.person).get(OWN))
        assert "Reviewer" in own
        assert "We did." in own

    @pytest.fixture
    def at_day(self, at_clock):
        return lambda days: at_clock(clock.now() + timedelta(days=days))

    @pytest.fixture
    def at_clock(self, request):
        return request.getfixturevalue("at")

    def test_not_yet_wants_words(self, promotion, desk):
        told = {"verb": "decide", "decision-verdict": "not_yet"}
        assert "Say in a sentence what is missing." in desk.post(at(promotion), told).text
        desk.post(at(promotion), told | {"decision-answer": "Two more reviews."})
        own = text_of(signed_in(promotion.person).get(OWN))
        assert "not yet" in own
        assert "Two more reviews." in own

    def test_others_find_nothing(self, promotion, as_member, as_superuser, desk):
        """The group has somebody who decides: nobody else has to."""
        for browser in (as_member, as_superuser):
            assert browser.get(at(promotion)).status_code == 404
            assert "Nobody asks for anything" in browser.get(DESK).text

    @pytest.mark.parametrize("count", [1, 12])
    def test_the_list_asks_as_much_for_many(self, group, desk, count, django_assert_num_queries):
        for number in range(count):
            asked(named(f"N{number}"), group)
        RoleFactory(initiative=group, role="chair")
        desk.get(DESK)
        with django_assert_num_queries(12):
            desk.get(DESK)
