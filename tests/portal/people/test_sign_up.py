"""From a stranger to a member: an address, a password, a mail, the first steps."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from portal.people.models import Profile, User
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def nobody_tried_before():
    cache.clear()


def sign_up(client, email="new@example.org", password=PASSWORD, **more):
    return client.post("/accounts/signup/", {"email": email, "password1": password, **more})


def link_in(message) -> str:
    return re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", message.body)[1]


def test_the_sign_in_page_leads_to_it(client):
    page = client.get("/accounts/login/?next=/events/").text

    assert '<a href="/accounts/signup/?next=%2Fevents%2F">Create an account</a>' in page


def test_the_way_from_a_form_to_the_first_steps(client):
    asked = sign_up(client)
    assert asked.headers["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session

    confirmed = client.post(link_in(mail.outbox[0]), follow=True)

    assert [address for address, _ in confirmed.redirect_chain] == ["/signed-in/", "/me/welcome/"]
    assert EmailAddress.objects.get().verified
    client.post("/me/welcome/", {"display_name": "Ada", "timezone": "Asia/Calcutta"})
    person = User.objects.get()
    assert (person.profile.display_name, person.timezone) == ("Ada", "Asia/Kolkata")


def test_who_wanted_something_gets_there(client):
    sign_up(client, next="/events/")

    confirmed = client.post(link_in(mail.outbox[0]))

    assert confirmed.headers["Location"] == "/events/"


def test_the_mail_names_the_portal_and_not_its_host(client, settings):
    settings.WAGTAIL_SITE_NAME = "Bakers' portal"

    sign_up(client)

    assert mail.outbox[0].subject == "[Bakers' portal] Please Confirm Your Email Address"
    assert "Hello from Bakers' portal!" in mail.outbox[0].body


def test_nobody_signs_in_before_the_mail_is_answered(client):
    sign_up(client)

    client.post("/accounts/login/", {"login": "new@example.org", "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_not_now_is_an_answer_and_is_kept(as_member, member):
    response = as_member.post("/me/welcome/", {"later": "1", "display_name": "x" * 9999})

    assert response.headers["Location"] == "/signed-in/"
    assert Profile.objects.get(person=member).display_name == ""


def test_the_user_name_says_nothing_about_the_person(client):
    sign_up(client, "ada.lovelace@example.org")

    assert re.fullmatch("member-[0-9a-f]{12}", User.objects.get().username)


def test_a_known_address_gets_the_same_answer_and_other_mail(client):
    EmailAddressFactory(user=UserFactory(email="known@example.org"))

    known, new = sign_up(client, "known@example.org"), sign_up(type(client)(), "new@example.org")

    assert (known.status_code, known.headers["Location"]) == (
        new.status_code,
        new.headers["Location"],
    )
    assert [message.to for message in mail.outbox] == [["known@example.org"], ["new@example.org"]]
    assert "already exists" in mail.outbox[0].body
    assert User.objects.filter(email="known@example.org").count() == 1


def test_a_sign_up_answers_while_the_mail_server_is_down(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1

    assert sign_up(client).headers["Location"] == "/accounts/confirm-email/"


def test_a_machine_that_makes_accounts_is_stopped(client):
    answers = [sign_up(type(client)(), f"{n}@example.org").status_code for n in range(25)]

    assert answers[0] == 302
    assert set(answers[20:]) == {429}


@pytest.mark.parametrize(
    ("email", "refusal"),
    [
        ("a@localhost", "Enter an address like name@example.org."),
        ("a@[127.0.0.1]", "Enter an address like name@example.org."),
        ("a@exаmple.org", "Only letters of the Latin alphabet, please, without accents."),
        ("a@example.org\r\nBcc: x@y.z", "Enter a valid email address."),
        ("a\x00@example.org", "Null characters are not allowed."),
        ("a" * 10_000 + "@example.org", "Enter a valid email address."),
    ],
)
def test_an_address_that_no_mail_reaches_is_refused(client, email, refusal):
    errors = sign_up(client, email).context["form"].errors

    assert refusal in errors["email"]
    assert User.objects.count() == 0


@pytest.mark.parametrize("password", ["", "short", "password1234", "\x00" * 20])
def test_a_weak_password_is_refused(client, password):
    assert "password1" in sign_up(client, password=password).context["form"].errors


def test_a_password_of_ten_thousand_letters_ends_in_no_error(client):
    assert sign_up(client, password="long enough " * 1000).status_code in {200, 302}


def test_closed_nobody_signs_up_and_nothing_invites(client, settings):
    settings.SIGN_UP_OPEN = False

    assert "/accounts/signup/" not in client.get("/accounts/login/").text
    response = sign_up(client)
    assert "account/signup_closed.html" in [template.name for template in response.templates]
    assert User.objects.count() == 0


def test_the_page_says_what_is_kept(client):
    assert '<a href="/privacy/">What is kept and why</a>' in client.get("/accounts/signup/").text
