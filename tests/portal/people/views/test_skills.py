import pytest

from portal.people.actions.skill import MOST_SKILLS, set_skill
from portal.people.models import Skill

URL, RUST = "/me/skills/", "/me/skills/rust/"


def page(client, address=URL, **query) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def learn(member, *slugs):
    for skill in Skill.objects.filter(slug__in=slugs):
        set_skill(person=member, skill=skill, teach_level=None, learn_level=1, by=member)


@pytest.mark.parametrize("address", [URL, RUST])
def test_a_stranger_is_asked_to_sign_in(address, client):
    assert client.get(address).url == f"/accounts/login/?next={address}"


def test_an_empty_list_says_what_to_do(as_member):
    assert "Type one thing you are good at" in page(as_member)


@pytest.mark.parametrize("typed", ["Rust", "rustlang", "basic knowledge of Rust", " RUST "])
def test_one_known_word_leads_to_its_page(typed, as_member):
    assert as_member.get(URL, {"word": typed}).url == RUST


def test_a_list_is_taken_apart(as_member):
    html = page(as_member, word="python, go and docker")

    for name in ("Python", "Go", "Docker"):
        assert f"Add {name}</a>" in html


def test_a_typo_is_asked_about_and_never_guessed(as_member):
    html = page(as_member, word="kuberntes")

    assert "We don’t know “kuberntes”. Did you mean one of these?" in html
    assert '<a href="/me/skills/kubernetes/">Kubernetes</a>' in html


def test_the_editors_are_told_by_a_mail_of_ones_own(as_member, settings):
    html = page(as_member, word="xylophone & co")

    address = f"mailto:{settings.DEFAULT_FROM_EMAIL}?subject=A%20skill%20that%20is%20missing"
    assert address.replace("+", "%20") in html


@pytest.mark.parametrize("typed", ["🎉", "++", ", ,", "<script>", "x" * 300, "’;--", "\u202egnp"])
def test_any_text_is_answered(typed, as_member):
    html = page(as_member, word=typed)

    assert "<script>" not in html.partition("<main")[2]


def test_too_long_a_text_is_said_at_the_field(as_member):
    assert "This needs correcting" in page(as_member, word="x" * 301)


def test_levels_are_kept_and_shown_in_words(as_member):
    answers = {"teach_level": "4", "learn_level": "3", "importance": "3"}
    html = as_member.post(RUST, answers, follow=True).content.decode()

    assert "Rust is on your list." in html
    assert "Can teach: I know it well, pitfalls too" in html
    assert "Want to learn: I use it and want to get better · It is what I come for" in html
    assert 'name="teach_level" value="4" required' not in page(as_member, RUST)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"teach_level": "", "learn_level": ""},
        {"teach_level": "6"},
        {"learn_level": "-1"},
        {"teach_level": "1", "importance": "9"},
        {"teach_level": "x" * 400},
        {"teach_level": "\x00"},
    ],
)
def test_what_is_no_answer_is_refused_at_the_form(answers, as_member, member):
    response = as_member.post(RUST, answers)

    assert response.status_code == 200
    assert "This needs correcting" in response.content.decode()
    assert member.skills.count() == 0


def test_a_skill_is_taken_off(as_member, member):
    learn(member, "rust")
    html = as_member.post(RUST, {"remove": "on"}, follow=True).content.decode()

    assert "Rust is off your list." in html
    assert member.skills.count() == 0


def test_a_full_list_says_so(as_member, member):
    learn(member, *Skill.objects.exclude(slug="rust").values_list("slug", flat=True)[:MOST_SKILLS])
    response = as_member.post(RUST, {"teach_level": "1"})

    assert "Your list has 60 skills" in response.content.decode()


@pytest.mark.parametrize("address", ["/me/skills/no-such-word/", "/me/skills/RUST/"])
def test_a_word_nobody_laid_is_not_found(address, as_member):
    assert as_member.get(address).status_code == 404


@pytest.mark.parametrize("slugs", [["rust"], ["rust", "go", "figma", "marketing", "git"]])
def test_a_long_list_asks_no_more_than_a_short_one(
    slugs, as_member, member, django_assert_num_queries
):
    """Session, account, its rights (two), unread notices; all names, own list."""
    learn(member, *slugs)
    page(as_member)
    with django_assert_num_queries(7):
        page(as_member)
