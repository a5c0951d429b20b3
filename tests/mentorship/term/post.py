"""Every letter of a term is foreseen: who gets which, and how often."""

from collections import Counter

from django.core import mail

from portal.kit import clock
from portal.notices.actions.mail import deliver_due
from portal.notices.models import Notice
from tests.mentorship.term.somebody import Secrets, Somebody

Letters = Counter[tuple[str, str]]


class Post:
    def __init__(self, secrets: Secrets):
        self.secrets, self.foreseen = secrets, Letters()

    def foresees(self, template: str, *people: Somebody, times: int = 1) -> None:
        for person in people:
            self.foreseen[person.name, template] += times

    def has_brought_what_was_foreseen(self) -> None:
        """And nothing else: in the lists of people as in their mailboxes, and no word of a letter
        is for other eyes than those of its reader."""
        deliver_due(now=clock.now())
        rows = Notice.objects.select_related("person")
        told = Letters((row.person.username, row.template) for row in rows)
        too_many, too_few = told - self.foreseen, self.foreseen - told
        assert (too_many, too_few) == (Letters(), Letters()), f"{too_many}, missing: {too_few}"
        mailed = Counter(letter.to[0].partition("@")[0] for letter in mail.outbox)
        assert mailed == Counter(row.person.username for row in rows)
        for letter in mail.outbox:
            [address] = letter.to
            leaked = self.secrets.told_to(address.partition("@")[0], str(letter.message()))
            assert not leaked, f"{address}: {letter.subject}"

    def has_brought_none_of(self, *templates: str) -> None:
        assert not Notice.objects.filter(template__in=templates).exists()
