"""Somebody with a browser of their own, who only sees pages and presses what stands on them."""

import html as entities
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from urllib.parse import urljoin

from django.test import Client

from portal.kit import clock
from portal.people.models import User
from tests.conftest import signed_in
from tests.mentorship.term.pressed import button_that_says

A_WEEK = timedelta(days=7)
SECRET = re.compile(r"only-[a-z]+-\d+")
LINK = re.compile(r'<a\b[^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
TAGS = re.compile(r"<(script|style|head|nav)\b.*?</\1>|<[^>]+>", re.DOTALL)


class Secrets:
    """Words somebody writes for few eyes, and whose these are."""

    def __init__(self):
        self.readers: dict[str, set[str]] = defaultdict(set)

    def word(self, what: str, number: int, *readers: "Somebody") -> str:
        word = f"only-{what}-{number}"
        self.readers[word] |= {reader.name for reader in readers}
        return word

    def told_to(self, reader: str, text: str) -> set[str]:
        """Those in the text that are not for the eyes of this reader."""
        return {word for word in set(SECRET.findall(text)) if reader not in self.readers[word]}


class Somebody:
    def __init__(self, user: User, secrets: Secrets):
        self.user, self.secrets = user, secrets
        self.browser: Client | None = None
        self.signs_in_again = clock.now()

    @property
    def name(self) -> str:
        return self.user.username

    @property
    def signed_in(self) -> Client:
        """Anew after a week: a session ends after two, and a term is longer."""
        now = clock.now()
        if self.browser is None or now > self.signs_in_again:
            self.browser, self.signs_in_again = signed_in(self.user), now + A_WEEK
        return self.browser

    def see(self, url: str, *, status: int = 200) -> str:
        return self.seen(self.signed_in.get(url, follow=True), url, status=status)

    def read(self, url: str) -> str:
        """Its words alone."""
        return words_of(self.see(url))

    def links(self, url: str) -> dict[str, str]:
        """Where they lead, by their words."""
        found = LINK.findall(self.see(url))
        return {words_of(words): urljoin(url, entities.unescape(href)) for href, words in found}

    def links_on_all_pages(self, url: str) -> dict[str, str]:
        """Of a list with pages: past its end the last one comes again."""
        found: dict[str, str] = {}
        for number in count(1):
            here = self.links(f"{url}?page={number}")
            if here.keys() <= found.keys():
                break
            found |= here
        return found

    def fill_in(
        self, url: str, label: str, *, where: dict[str, str] | None = None, **typed: object
    ) -> "FilledIn":
        """The form of the button that says so; nothing is sent yet. `where` is what stands in the
        form already, where a page has several with the same word."""
        form, button = button_that_says(self.see(url), label, where=where or {})
        data = form.typed(**typed)
        if button.name:
            data[button.name] = [button.value]
        return FilledIn(self, urljoin(url, form.action), form.method, data)

    def press(self, url: str, label: str, **typed: object) -> str:
        """Opens the page, fills in the form and sends it. Returns the words of the page after."""
        return self.fill_in(url, label, **typed).send()

    def seen(self, response, url: str, *, status: int = 200) -> str:
        assert response.status_code == status, f"{self.name}: {url} answers {response.status_code}"
        html = response.content.decode()
        assert not self.secrets.told_to(self.name, html), f"{self.name} reads it on {url}"
        return html


@dataclass
class FilledIn:
    by: Somebody
    url: str
    method: str
    data: dict[str, list[str]]

    def send_and_go(self) -> None:
        """Without a look at what comes."""
        assert self.method == "post"
        assert self.by.signed_in.post(self.url, self.data).status_code == 302

    def send(self) -> str:
        send = self.by.signed_in.post if self.method == "post" else self.by.signed_in.get
        return words_of(self.by.seen(send(self.url, self.data, follow=True), self.url))


def words_of(html: str) -> str:
    return " ".join(entities.unescape(TAGS.sub(" ", html)).split())
