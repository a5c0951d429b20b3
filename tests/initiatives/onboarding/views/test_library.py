import pytest

from initiatives.onboarding.actions.journey import complete_step, leave_journey, start_journey
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory, edition_of, path_page, step_block

pytestmark = pytest.mark.django_db


class TestList:
    def titles(self, client, query: str = "") -> list[str]:
        page = client.get(f"/paths/?{query}").context["page"]
        return [row.title for row in page.object_list]

    @pytest.fixture
    def paths(self):
        bear = InitiativeFactory(slug="bear", name="BEAR")
        PathFactory(title="Translate", role="translation", level="some")
        PathFactory(title="Write", role="docs", initiative=bear)
        PathFactory(title="Any")

    def test_all_paths_by_title(self, client, paths):
        assert self.titles(client) == ["Any", "Translate", "Write"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("role=docs", ["Write"]),
            ("role=docs&role=translation", ["Translate", "Write"]),
            ("role=any", ["Any"]),
            ("level=newcomer", ["Any", "Write"]),
            ("initiative=bear", ["Write"]),
            ("initiative=any&level=some", ["Translate"]),
            ("role=docs&level=some", []),
            ("role=nobody-knows", []),
            ("page=x&role=", ["Any", "Translate", "Write"]),
        ],
    )
    def test_narrowed_by_what_is_asked(self, client, paths, query, found):
        assert self.titles(client, query) == found

    def test_counts_say_how_many_there_would_be(self, client, paths):
        facets = client.get("/paths/?role=docs").context["found"].facets
        assert [(o.value, o.count, o.chosen) for o in facets["role"]] == [
            ("any", 1, False),
            ("docs", 1, True),
            ("translation", 1, False),
        ]
        assert [(o.label, o.count) for o in facets["initiative"]] == [
            ("For every group", 0),
            ("BEAR", 1),
        ]

    def test_what_is_not_published_is_not_listed(self, client):
        PathFactory(is_published=False)
        PathFactory(initiative=InitiativeFactory(is_listed=False))
        assert "No path is published yet" in client.get("/paths/").text

    def test_nothing_found_says_what_to_do(self, client, paths):
        shown = client.get("/paths/?role=docs&level=some").text
        assert "No path fits all of this" in shown
        assert "Show all paths" in shown

    def test_a_row_says_how_long_it_takes_and_for_whom(self, client):
        PathFactory(
            steps=[
                {"key": "a", "minutes": 50},
                {"key": "b", "minutes": 40},
                {"key": "c", "minutes": 60, "is_optional": True},
            ]
        )
        assert "No experience needed · 3 steps · about 1 h 30 min" in client.get("/paths/").text

    @pytest.mark.parametrize("count", [1, 30])
    def test_it_asks_one_question_however_many_there_are(
        self, client, django_assert_num_queries, count
    ):
        for _number in range(count):
            edition_of(PathFactory(initiative=InitiativeFactory()), {"key": "x"})
        client.get("/paths/")
        with django_assert_num_queries(1):
            client.get("/paths/")


class TestPath:
    def shown(self, client, path) -> str:
        return client.get(f"/paths/{path.slug}/").text

    def test_it_says_what_you_will_be_able_to_do_and_how(self, client):
        bear = InitiativeFactory(name="BEAR")
        path = PathFactory(
            title="First change",
            initiative=bear,
            steps=[
                {"key": "a", "title": "Say hello", "with_whom": "lead", "why": "They know you."},
                {"key": "b", "title": "Send it", "needs": ["a"], "kind": "evidence"},
            ],
        )
        shown = self.shown(client, path)
        for words in (
            "Review a change",
            "Say hello",
            "They know you.",
            "Do · 10 min · with whoever leads BEAR",
            "After “Say hello”",
            "about 20 min in all",
            "The path as a picture: 2 steps, told below",
        ):
            assert words in shown

    def test_a_step_without_a_time_makes_it_a_least(self, client):
        path = PathFactory(steps=[{"key": "a"}, {"key": "b", "minutes": None}])
        assert "10 min at least" in self.shown(client, path)

    def test_who_is_not_signed_in_is_led_through_signing_in_and_back(self, client):
        path = PathFactory(slug="first")
        shown = self.shown(client, path)
        assert "/accounts/login/?next=%2Fme%2Fpaths%2Ffirst%2F" in shown
        assert "<form" not in shown.partition("<main")[2].partition("</main>")[0]

    def test_who_walks_it_is_led_to_where_they_are(self, as_member, member):
        path = PathFactory()
        assert "Start this path" in self.shown(as_member, path)
        journey = start_journey(person=member, path=path)
        assert "Your next step: Hello." in self.shown(as_member, path)
        for key in ("hello", "charter", "change"):
            complete_step(journey=journey, key=key)
        assert "You have walked it to the end." in self.shown(as_member, path)
        leave_journey(journey=journey)
        assert "You left this path" in self.shown(as_member, path)

    def test_it_tells_the_newest_edition_and_the_prose_of_its_page(self, client):
        page = path_page(step_block("Old"), body=[("text", "<p>Made by the group.</p>")])
        page.save_revision().publish()
        page.steps = [step_block("New")]
        page.save_revision().publish()
        shown = client.get("/paths/first-change/").text
        assert "New" in shown
        assert "Old" not in shown
        assert "Made by the group." in shown

    def test_text_of_others_is_never_markup(self, client):
        path = PathFactory(title="<script>x</script>", outcomes="<b>x</b>", summary="{{ 7|add:7 }}")
        shown = self.shown(client, path)
        assert "<script>x" not in shown
        assert "&lt;b&gt;x&lt;/b&gt;" in shown
        assert "{{ 7|add:7 }}" in shown

    @pytest.mark.parametrize("hidden", [{"is_published": False}, {"initiative": "unlisted"}])
    def test_what_is_not_published_is_not_there_for_anybody(self, client, as_superuser, hidden):
        if "initiative" in hidden:
            hidden = {"initiative": InitiativeFactory(is_listed=False)}
        path = PathFactory(**hidden)
        for browser in (client, as_superuser):
            assert browser.get(f"/paths/{path.slug}/").status_code == 404

    @pytest.mark.parametrize("count", [1, 30])
    def test_it_asks_five_questions_however_long_it_is(
        self, client, django_assert_num_queries, count
    ):
        path = PathFactory(steps=[{"key": f"s{n}"} for n in range(count)])
        self.shown(client, path)
        with django_assert_num_queries(5):
            self.shown(client, path)


class TestOnAGroupsPage:
    def test_a_group_shows_its_own_paths_the_easiest_first(self, client):
        bear = InitiativeFactory(slug="bear")
        PathFactory(title="Hard", level="experienced", initiative=bear)
        PathFactory(title="Soft", initiative=bear)
        PathFactory(title="Elsewhere", initiative=InitiativeFactory())
        shown = client.get("/initiatives/bear/").text
        assert shown.index("Path in") < shown.index("Soft") < shown.index("Hard")
        assert "Elsewhere" not in shown

    def test_a_group_without_one_says_nothing(self, client):
        InitiativeFactory(slug="bear")
        assert "Path in" not in client.get("/initiatives/bear/").text
