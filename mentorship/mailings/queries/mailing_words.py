"""What the desk calls the letters, and says of whom they go to."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.mailings.core.window import Kind


@dataclass(frozen=True)
class MailingWords:
    """`shows_names`: those who run the program know these people anyway."""

    title: Promise
    to_whom: Promise
    shows_names: bool


WORDS = {
    Kind.CALL_BEFORE: MailingWords(
        _("The call is open: to people of earlier cohorts"),
        _("Everybody who took part in an earlier cohort of this program and has not applied yet."),
        shows_names=True,
    ),
    Kind.CALL_FOLLOWERS: MailingWords(
        _("The call is open: to who follows the group"),
        _("Who follows the group of this program. Following is private: you see how many."),
        shows_names=False,
    ),
    Kind.DRAFTS: MailingWords(
        _("The deadline comes: to who has a draft"),
        _("Who began an application and has not sent it. Drafts are private: you see how many."),
        shows_names=False,
    ),
    Kind.RESULTS: MailingWords(
        _("What happens on results day: to who is in the matching"),
        _("Everybody you accepted into the matching."),
        shows_names=True,
    ),
    Kind.KICKOFF: MailingWords(
        _("The first week: to the pairs"),
        _("Both people of every match that both accepted."),
        shows_names=True,
    ),
}

# What somebody who awaits it calls it.
OWN_WORDS = {
    Kind.DRAFTS: _("That the deadline comes and your draft is not sent"),
    Kind.RESULTS: _("What happens on the day of the results"),
    Kind.KICKOFF: _("How the first week goes"),
}
