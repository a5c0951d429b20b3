"""An account from its first form to its last, in a browser, with a passkey made on the way."""

import re
from uuid import uuid4

from playwright.sync_api import expect

from tests.e2e.accessibility import sideways_scroll, violations

PASSWORD = "a long enough password"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def looks_right(page):
    page.wait_for_load_state()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert (page.url, violations(page), sideways_scroll(page)) == (page.url, [], 0)
    page.set_viewport_size({"width": 1280, "height": 800})


def sign_up(page, portal) -> str:
    email = f"{uuid4().hex[:8]}@example.org"
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign Up").click()
    page.goto(portal.mailed_link(email))
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/me/welcome/")
    return email


def localhost(portal) -> str:
    """A passkey belongs to a name; a number has none."""
    return portal.url.replace("127.0.0.1", "localhost")


def test_from_the_first_form_to_the_last(page_for, portal):
    page = page_for(base_url=localhost(portal), timezone_id="Asia/Calcutta")
    page.goto("/accounts/signup/")
    looks_right(page)
    sign_up(page, portal)
    looks_right(page)
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_role("button", name="Save and go on").click()

    page.goto("/me/profile/")
    looks_right(page)
    expect(page.get_by_label("Time zone").first).to_have_value("Asia/Kolkata")
    handle = f"ada-{uuid4().hex[:6]}"
    page.get_by_label("Handle", exact=True).fill(handle)
    sees = page.locator("[data-shown]")
    expect(page.locator("[data-shown-nothing]")).to_be_visible()
    page.get_by_label("Name and handle").select_option("everyone")
    expect(sees).to_have_text(re.compile("Name and handle"))
    page.get_by_role("button", name="Save your profile").click()
    page.get_by_role("link", name="Your page").click()
    page.wait_for_url(f"**/people/{handle}/")
    looks_right(page)

    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign Out").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/me/")

    page.goto("/me/account/")
    looks_right(page)
    page.goto("/me/data/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/me/data/")
    looks_right(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my data").click()
    assert download.value.suggested_filename == "my-data.json"
    page.get_by_role("link", name="Erase my account").click()
    expect(page.get_by_label("Yes, erase my account")).to_be_visible()
    looks_right(page)
    page.get_by_label("Yes, erase my account").check()
    page.get_by_role("button", name="Erase my account").click()
    page.wait_for_url("**/me/data/erased/")
    looks_right(page)
    assert page.request.get(f"/people/{handle}/").status == 404


def test_the_way_in_needs_no_script(page_for, portal):
    page = page_for(javascript=False)
    sign_up(page, portal)
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_role("button", name="Save and go on").click()

    page.goto("/me/profile/")
    expect(page.get_by_label("Time zone").first).to_have_value("Europe/Berlin")
    page.get_by_label("Name and handle").select_option("members")
    page.get_by_role("button", name="Save your profile").click()
    expect(page.get_by_text("Your profile is saved.")).to_be_visible()
