"""From the page somebody stands on, who has no account yet."""

from uuid import uuid4

from tests.e2e.accessibility import looks_right

PASSWORD = "a long enough password"


def sign_up(page, hand, portal) -> None:
    """They come back signed in, by the letter that was sent to them."""
    email = f"{uuid4().hex[:8]}@example.org"
    hand.press(page.get_by_role("link", name="Create an account"))
    hand.write(page.get_by_label("Email"), email)
    hand.write(page.get_by_label("Password"), PASSWORD)
    hand.press(page.get_by_role("button", name="Sign Up"))
    page.wait_for_url("**/accounts/confirm-email/")
    looks_right(page)
    page.goto(portal.mailed_link(email))
    hand.press(page.get_by_role("button", name="Confirm"))
