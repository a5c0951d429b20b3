"""Who keeps a group's page mends it part by part; what a body decides, the staff notes."""

from datetime import date

import pytest

from initiatives.actions.seat import SeatSaid, announce_seat
from initiatives.core.taken_down import fingerprints_of
from initiatives.models import Alias, Confirmation, Initiative, Source, TakenDown
from portal.kit.models import AuditEntry
from portal.people.actions.profile import set_disclosures
from portal.people.models import Profile
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory, TopicFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
README = "https://example.org/readme"


@pytest.fixture(autouse=True)
def monday(at):
    at("2026-03-02T09:00Z")


@pytest.fixture
def bread(lead):
    group = InitiativeFactory(slug="bread", name="Bread", summary="", stage="sandbox")
    lead_of(lead, group)
    return group


@pytest.fixture
def as_lead(lead, bread):
    return signed_in(lead)


@pytest.fixture
def as_staff(staff):
    return signed_in(staff)


def changes_of(group) -> list[tuple[str, str, str]]:
    return list(group.changes.order_by("id").values_list("kind", "before", "after"))


def rows(prefix: str, *told: dict) -> dict[str, str]:
    """A formset as a browser sends it."""
    kept = sum("pk" in row for row in told)
    sent = {f"{prefix}-TOTAL_FORMS": str(len(told)), f"{prefix}-INITIAL_FORMS": str(kept)}
    for number, row in enumerate(told):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def edit(browser, part: str, sent: dict):
    return browser.post(f"/desk/groups/bread/edit/{part}/", sent)


def test_a_lead_describes_the_group_and_that_confirms_it(as_lead, lead, bread):
    topic = TopicFactory(slug="baking")
    sent = {
        "summary": "Bakes.",
        "language_1": "pt",
        "language_2": "pt",
        "ai_policy": "disclose",
        "topics": [topic.pk],
    }
    assert edit(as_lead, "text", sent).headers["Location"] == "/desk/groups/bread/"
    bread.refresh_from_db()
    assert (bread.summary, bread.languages, bread.ai_policy) == ("Bakes.", ["pt"], "disclose")
    assert list(bread.topics.all()) == [topic]
    assert changes_of(bread) == [("text", "", "")]
    confirmed = Confirmation.objects.get(initiative=bread, part="text")
    assert (confirmed.confirmed_on, confirmed.confirmed_by) == (TODAY, lead)
    assert Source.objects.get(initiative=bread).seen_on == TODAY


def test_saying_the_same_again_confirms_and_changes_nothing(as_lead, bread):
    edit(as_lead, "text", {"summary": ""})

    assert changes_of(bread) == []
    assert Confirmation.objects.filter(initiative=bread, part="text").exists()


def test_channels_come_change_and_go_and_private_ones_leave_no_trace(as_lead, bread):
    edit(
        as_lead,
        "links",
        {
            "repo_url": "https://example.org/bread",
            **rows(
                "channels",
                {"kind": "slack", "name": "#bread", "is_public": "on"},
                {"kind": "slack", "name": "#secret-bread"},
                {"kind": "slack", "name": "", "url": ""},
            ),
        },
    )
    public, private = bread.channels.all()
    assert [(c.name, c.is_public) for c in (public, private)] == [
        ("#bread", True),
        ("#secret-bread", False),
    ]
    edit(
        as_lead,
        "links",
        rows(
            "channels",
            {"pk": public.pk, "kind": "slack", "name": "#loaves", "is_public": "on"},
            {"pk": private.pk, "kind": "slack", "name": "#secret-bread", "is_gone": "on"},
        ),
    )
    assert list(bread.channels.values_list("name", flat=True)) == ["#loaves"]
    assert changes_of(bread) == [
        ("channel", "", "Slack #bread"),
        ("channel", "Slack #bread", "Slack #loaves"),
    ]


def test_a_new_address_under_the_same_name_is_a_change(as_lead, bread):
    channel = bread.channels.create(kind="slack", name="#bread", url="https://example.org/dead")
    sent = {"pk": channel.pk, "kind": "slack", "name": "#bread", "is_public": "on"}
    edit(as_lead, "links", rows("channels", sent | {"url": "https://example.org/alive"}))

    channel.refresh_from_db()
    assert channel.url == "https://example.org/alive"
    assert AuditEntry.objects.filter(verb="initiative.links_changed").count() == 1


def test_announcing_a_seat_writes_nothing_but_the_seat(lead, bread):
    """The view read the group before the lock: an import may have changed its words since."""
    stale = Initiative.objects.get(pk=bread.pk)
    Initiative.objects.filter(pk=bread.pk).update(summary="Said by an import meanwhile.")
    announce_seat(initiative=stale, said=SeatSaid(role="member"), by=lead, on=TODAY)

    bread.refresh_from_db()
    assert bread.summary == "Said by an import meanwhile."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"kind": "pigeon", "name": "x"}, "Select a valid choice"),
        ({"kind": "slack", "url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"kind": "slack", "name": "x" * 121}, "at most 120 characters"),
    ],
)
def test_a_line_that_is_wrong_says_so_and_nothing_is_written(as_lead, bread, row, words):
    answer = edit(as_lead, "links", {"website_url": "https://example.org", **rows("channels", row)})

    assert words in answer.text
    bread.refresh_from_db()
    assert (bread.website_url, bread.channels.count()) == ("", 0)


def test_a_row_of_another_group_can_not_be_taken(as_lead, bread):
    other = InitiativeFactory()
    theirs = other.channels.create(kind="slack", name="#theirs")
    edit(as_lead, "links", rows("channels", {"pk": theirs.pk, "kind": "slack", "name": "#mine"}))

    theirs.refresh_from_db()
    assert (theirs.name, theirs.initiative) == ("#theirs", other)
    assert [c.name for c in bread.channels.all()] == ["#mine"]


def test_what_somebody_else_added_meanwhile_stays(as_lead, bread):
    sent = rows("channels", {"kind": "slack", "name": "#mine"})
    bread.channels.create(kind="slack", name="#theirs")
    edit(as_lead, "links", sent)

    assert {channel.name for channel in bread.channels.all()} == {"#mine", "#theirs"}


def test_what_stands_there_already_is_named(as_lead, bread):
    bread.channels.create(kind="slack", name="#theirs")
    bread.deliverables.create(name="Oven", type="software")
    channels = rows("channels", {"kind": "slack", "name": "#theirs"})
    made = rows("deliverables", {"name": "Oven", "type": "guide"})

    assert "It is there already: #theirs." in edit(as_lead, "links", channels).text
    assert "It is there already: Oven." in edit(as_lead, "deliverables", made).text
    assert (bread.channels.count(), bread.deliverables.get().type) == (1, "software")


def test_what_a_group_has_made_is_confirmed_by_saving_it(as_lead, lead, bread):
    claimed = bread.deliverables.create(name="Oven", type="software", source="a list")
    edit(
        as_lead,
        "deliverables",
        rows(
            "deliverables",
            {"pk": claimed.pk, "name": "Oven", "type": "software"},
            {"name": "Recipes", "type": "guide", "url": "https://example.org/recipes"},
        ),
    )
    assert [
        (one.name, one.source, one.confirmed_on, one.confirmed_by)
        for one in bread.deliverables.all()
    ] == [("Oven", "a list", TODAY, lead), ("Recipes", "Said here, at the desk", TODAY, lead)]
    assert changes_of(bread) == [("deliverable", "", "Recipes")]


def test_a_lead_does_not_decide_what_a_body_decides(as_lead, bread):
    assert as_lead.get("/desk/groups/bread/edit/place/").status_code == 403
    assert edit(as_lead, "place", {"name": "Cake"}).status_code == 403
    assert "Note a decision" not in as_lead.get("/desk/groups/bread/").text


def place(**told) -> dict:
    return {
        "name": "Bread",
        "kind": "working-group",
        "stage": "sandbox",
        "since": "2026-03-01",
    } | told


def test_the_staff_notes_a_decision_with_its_day_and_its_source(as_staff, bread):
    council = InitiativeFactory(slug="council", name="Council", kind="council")
    sent = place(name="Bakery", stage="incubating", parent="council", source="Vote of 1 March")
    assert edit(as_staff, "place", sent).headers["Location"] == "/desk/groups/bread/"

    bread.refresh_from_db()
    assert bread.name == "Bakery"
    assert [(r.stage, r.since, r.until) for r in bread.stages.order_by("id")] == [
        ("sandbox", None, date(2026, 3, 1)),
        ("incubating", date(2026, 3, 1), None),
    ]
    assert [(r.parent, r.since, r.source) for r in bread.parents.all()] == [
        (council, date(2026, 3, 1), "Vote of 1 March")
    ]
    assert list(
        Alias.objects.filter(initiative=bread).order_by("id").values_list("name", "kind", "until")
    ) == [("Bread", "former-name", date(2026, 3, 1)), ("Bakery", "name", None)]
    assert changes_of(bread) == [
        ("name", "Bread", "Bakery"),
        ("stage", "sandbox", "incubating"),
        ("parent", "", "Council"),
    ]


def test_a_correction_mends_what_stands_there(as_staff, bread):
    edit(as_staff, "place", place(name="Breads", stage="graduated", is_correction="on"))

    assert [(r.stage, r.since, r.until) for r in bread.stages.all()] == [("graduated", None, None)]
    assert not Alias.objects.filter(initiative=bread).exists()


def test_a_renaming_and_back_keeps_both_days(as_staff, bread):
    edit(as_staff, "place", place(name="Cake", since="2026-01-10"))
    edit(as_staff, "place", place(name="Bread", since="2026-02-10"))

    names = Alias.objects.filter(initiative=bread).order_by("id")
    assert list(names.values_list("name", "kind", "since", "until")) == [
        ("Bread", "former-name", None, date(2026, 1, 10)),
        ("Cake", "former-name", date(2026, 1, 10), date(2026, 2, 10)),
        ("Bread", "name", date(2026, 2, 10), None),
    ]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"since": "2026-03-03"}, "Say it here when it has happened."),
        ({"since": "soon"}, "Enter a valid date."),
        ({"parent": "nobody-knows"}, "There is no group of this name."),
        ({"parent": "bread"}, "A group does not report to itself."),
        ({"parent": "Loaf"}, "It would report to itself"),
        ({"kind": "board", "stage": "graduated"}, "A group of this kind has no stage."),
        ({"name": ""}, "This field is required."),
        ({"parent": "hidden"}, "There is no group of this name."),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_written(as_staff, bread, told, words):
    InitiativeFactory(slug="loaf", name="Loaf", parent=bread)
    InitiativeFactory(slug="hidden", is_listed=False)
    answer = edit(as_staff, "place", place(**told))

    assert words in answer.text
    assert (bread.parents.count(), changes_of(bread)) == (0, [])


def test_a_decision_never_lies_before_what_it_ends(as_staff, bread):
    edit(as_staff, "place", place(stage="incubating", since="2026-02-01"))
    answer = edit(as_staff, "place", place(stage="graduated", since="2026-01-01"))

    assert "What holds now began on 1 February 2026." in answer.text
    assert bread.stages.open().get().stage == "incubating"


def seat(**told) -> dict:
    return {"role": "secretary"} | told


def test_a_lead_announces_a_seat_and_the_log_names_nobody(as_lead, bread):
    sent = seat(
        holder_name="Alex Baker",
        source_url=README,
        affiliation="Mill Ltd",
        since="2026-02-01",
    )
    assert edit(as_lead, "people", sent).headers["Location"] == "/desk/groups/bread/edit/people/"

    row = bread.roles.get(role="secretary")
    assert (row.holder_name, row.affiliation, row.since) == (
        "Alex Baker",
        "Mill Ltd",
        date(2026, 2, 1),
    )
    assert changes_of(bread) == [("role", "", "Secretary")]
    assert "This seat stands here already." in edit(as_lead, "people", sent).text


def test_a_seat_or_a_decision_alone_confirms_nothing_else(as_lead, as_staff, bread):
    edit(as_lead, "people", seat())
    edit(as_staff, "place", place(stage="incubating"))

    assert bread.roles.get(role="secretary").confirmed_on == TODAY
    assert bread.stages.open().get().confirmed_on == TODAY
    assert not Confirmation.objects.exists()


def test_a_name_taken_down_comes_back_by_nobodys_hand(as_lead, bread):
    for one in fingerprints_of(name="Alex Baker", handle=""):
        TakenDown.objects.create(fingerprint=one)

    sent = seat(holder_name="alex BAKER", source_url=README)
    assert "asked not to stand here" in edit(as_lead, "people", sent).text
    assert not bread.roles.filter(role="secretary").exists()


def test_a_name_stands_only_where_it_is_public_already_or_its_own_bearer_says_it(
    as_lead, lead, bread
):
    refused = edit(as_lead, "people", seat(holder_name="Alex Baker"))
    assert "Say where this name is published" in refused.text
    assert not bread.roles.filter(role="secretary").exists()

    edit(as_lead, "people", seat(holder_name="Alex Baker", source_url=README))
    assert bread.roles.get(role="secretary").source_url == README


def test_who_types_a_group_wrong_reads_which_are_near(as_staff, bread):
    InitiativeFactory(slug="pastry", name="Pastry Council")
    answer = edit(as_staff, "place", place(parent="Pastri Council"))
    assert "Did you mean: Pastry Council (pastry)?" in answer.text


def somebody(handle: str, *, shown: bool):
    person = UserFactory(handle=handle)
    Profile.objects.create(person=person, display_name="Sam")
    if shown:
        set_disclosures(person=person, audiences={"name": "members"}, by=person)
    return person


def test_a_lead_makes_an_organizer_of_who_shows_a_handle(as_lead, bread):
    person = somebody("sam", shown=True)
    edit(as_lead, "people", seat(role="organizer", account="@sam"))

    assert person.roles.get().role == "organizer"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"role": "organizer", "account": "hidden-one"}, "Nobody here shows this handle to you."),
        ({"role": "organizer", "account": "no-such"}, "Nobody here shows this handle to you."),
        ({"role": "chair", "account": "sam"}, "Only the staff gives an account the rights"),
        ({"role": "secretary", "since": "2027-01-01"}, "Say it here when it has begun."),
    ],
)
def test_what_a_lead_may_not_give(as_lead, bread, told, words):
    somebody("sam", shown=True)
    somebody("hidden-one", shown=False)

    assert words in edit(as_lead, "people", told).text
    assert bread.roles.count() == 1


def end(browser, holding, until="2026-03-01"):
    return browser.post(
        f"/desk/groups/bread/seats/{holding.pk}/end/", {"until": until}, follow=True
    )


def test_a_seat_ends_on_its_day_and_one_that_never_began_goes(as_lead, bread):
    old = RoleFactory(initiative=bread, role="member", since=date(2025, 1, 1))
    new = RoleFactory(initiative=bread, role="member", since=date(2026, 3, 1))
    end(as_lead, old)
    end(as_lead, new)

    assert list(bread.roles.filter(role="member").values_list("since", "until")) == [
        (date(2025, 1, 1), date(2026, 3, 1))
    ]


def test_a_lead_does_not_end_another_leads_seat_and_the_staff_does(as_lead, as_staff, bread):
    other = UserFactory()
    theirs = lead_of(other, bread)

    assert "They end it, or the staff does." in end(as_lead, theirs).text
    assert other.has_perm("initiatives.keep_initiative", bread)
    end(as_staff, theirs)
    assert not other.has_perm("initiatives.keep_initiative", bread)


def test_who_ends_the_own_seat_stands_before_the_public_page(as_lead, lead, bread):
    answer = end(as_lead, bread.roles.get(person=lead))

    assert answer.redirect_chain[-1] == ("/initiatives/bread/", 302)
    assert as_lead.get("/desk/groups/bread/").status_code == 403


def test_a_seat_of_another_group_is_not_found(as_lead, bread):
    assert end(as_lead, RoleFactory()).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_ask_as_often_for_many(as_staff, django_assert_num_queries, count):
    for number in range(count):
        InitiativeFactory(slug=f"group-of-{number}")
    with django_assert_num_queries(7):
        as_staff.get("/desk/groups/")


@pytest.mark.parametrize("count", [0, 30])
def test_the_page_of_a_group_asks_as_often_for_many(
    as_lead, bread, django_assert_num_queries, count
):
    for number in range(count):
        RoleFactory(initiative=bread)
        bread.channels.create(kind="slack", name=f"#{number}")
    with django_assert_num_queries(8):
        as_lead.get("/desk/groups/bread/")


def test_the_public_log_names_no_group_that_is_not_listed(as_staff, bread, client):
    secret = InitiativeFactory(slug="secret", name="Secret", is_listed=False)
    InitiativeFactory(slug="council", name="Council")
    bread.parents.create(parent=secret)
    assert "Secret" not in as_staff.get("/desk/groups/bread/edit/place/").text
    edit(as_staff, "place", place(parent="council"))

    assert changes_of(bread)[-1] == ("parent", "", "Council")
    assert "Secret" not in client.get("/feeds/changes.json").text


def test_what_only_machines_see_is_taken_out_of_names_and_texts(as_lead, as_staff, bread):
    edit(as_staff, "place", place(name="Bake\u202ery\u0007"))
    edit(as_lead, "text", {"summary": "Bakes\u2066 bread.", "why": "One.\r\n\r\nTwo\u200b."})
    edit(as_lead, "people", seat(holder_name="Alex\u202e Baker", source_url=README))
    edit(as_lead, "links", rows("channels", {"kind": "slack", "name": "\u202d#bread"}))

    bread.refresh_from_db()
    assert (bread.name, bread.summary, bread.why) == ("Bakery", "Bakes bread.", "One.\n\nTwo.")
    assert bread.roles.get(role="secretary").holder_name == "Alex Baker"
    assert bread.channels.get().name == "#bread"


def test_a_name_of_which_nothing_is_seen_is_none(as_staff, bread):
    assert "This field is required." in edit(as_staff, "place", place(name="\u202e\u200b")).text


def test_numbers_no_row_can_have_are_said_to_be_wrong(as_lead, bread):
    page = edit(as_lead, "text", {"summary": "Bakes.", "topics": ["9" * 30]})
    assert page.status_code == 200
    bread.refresh_from_db()
    assert bread.summary == ""


def test_an_editor_of_prose_keeps_no_facts(editor, bread):
    browser = signed_in(editor)
    for part in ("", "edit/text/", "edit/place/", "openings/"):
        assert browser.get(f"/desk/groups/bread/{part}").status_code == 403
