from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published, page_unpublished

from events.models import EventPage
from initiatives.ladder.signals import meetings_attended_asked
from initiatives.onboarding.signals import meetings_asked, own_work_asked
from initiatives.signals import (
    gather_catalogue_columns,
    gather_meeting_groups,
    gather_meeting_record,
    name_taken_down,
    rights_projected,
)
from portal.people.signals import gather_personal_facts, own_acts_asked, person_erased

from .actions.agenda_item import forget_items
from .actions.event_page import project_organizers
from .actions.guest import forget_guests
from .actions.published_text import redact_meetings
from .actions.rsvp import forget_answers
from .actions.series import hide_series, publish_series
from .queries.attended import meetings_attended
from .queries.meeting_groups import groups_that_meet
from .queries.meeting_hours import meeting_column
from .queries.meeting_record import meeting_record
from .queries.next_dates import published_names
from .queries.own_dates import own_dates
from .queries.own_record import (
    action_items_of,
    agenda_items_of,
    consents_of,
    has_answered,
    proved_addresses,
    seats_of,
    standing_answers_of,
)
from .queries.personal_feed import own_feeds


@receiver(name_taken_down)
def names_leave_meetings(sender, fingerprints, **kwargs):
    redact_meetings(fingerprints=fingerprints)


@receiver(page_published, sender=EventPage)
def meetings_appear(sender, instance, **kwargs):
    publish_series(page=instance, by=get_active_log_context().user)


@receiver(page_unpublished, sender=EventPage)
def meetings_disappear(sender, instance, **kwargs):
    hide_series(page=instance, by=get_active_log_context().user)


@receiver(meetings_asked)
def meetings_of_steps(sender, **kwargs):
    return published_names()


@receiver(own_work_asked)
def seats_and_dates_of_people(sender, people, meetings, **kwargs):
    return own_dates(people=people, meetings=meetings)


@receiver(meetings_attended_asked)
def meetings_they_were_at(sender, person, initiative, **kwargs):
    return meetings_attended(person=person, initiative_id=initiative.pk)


@receiver(gather_catalogue_columns)
def hours_of_meetings(sender, on, **kwargs):
    return meeting_column(on=on)


@receiver(gather_meeting_record)
def meetings_that_were(sender, initiative, now, **kwargs):
    return meeting_record(initiative_id=initiative.pk, now=now)


@receiver(gather_meeting_groups)
def groups_with_a_date_to_come(sender, now, **kwargs):
    return groups_that_meet(now=now)


@receiver(rights_projected)
def organizers_may_write(sender, initiative, **kwargs):
    project_organizers(initiative=initiative)


@receiver(own_acts_asked)
def they_answered_a_meeting(sender, person, **kwargs):
    return has_answered(person=person)


@receiver(gather_personal_facts)
def my_seats(sender, person, **kwargs):
    return "seats", seats_of(person=person)


@receiver(gather_personal_facts)
def who_may_count_my_hours(sender, person, **kwargs):
    return "hours_consents", consents_of(person=person)


@receiver(gather_personal_facts)
def my_standing_answers(sender, person, **kwargs):
    return "standing_answers", standing_answers_of(person=person)


@receiver(gather_personal_facts)
def my_agenda_items(sender, person, **kwargs):
    return "agenda_items", agenda_items_of(person=person)


@receiver(gather_personal_facts)
def what_i_took_on(sender, person, **kwargs):
    return "action_items", action_items_of(person=person)


@receiver(gather_personal_facts)
def my_calendar_addresses(sender, person, **kwargs):
    return "calendar_addresses", own_feeds(person=person)


@receiver(person_erased)
def they_take_leave_of_meetings(sender, person, **kwargs):
    forget_answers(person=person)
    forget_guests(addresses=proved_addresses(person))
    forget_items(person=person)
