from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published, page_unpublished

from initiatives.signals import gather_catalogue_columns, name_taken_down, tasks_done
from portal.kit import clock
from portal.people.signals import gather_personal_facts, own_acts_asked, person_erased
from portal.record.queries.standing import Kept
from portal.record.signals import gather_standing

from .actions.former_walkers import count_former_walker
from .actions.own_work import count_own_work
from .actions.path import publish_path, withdraw_path
from .actions.published_text import redact_paths
from .actions.shown_picture import forget_pictures_of
from .models import PathPage
from .queries.own_record import decisions_of, groups_looked_for, journeys_of
from .queries.path_groups import path_column
from .queries.standing import standing_verdicts, unfounded_marks


@receiver(page_published, sender=PathPage)
def edition_follows_page(sender, instance, **kwargs):
    publish_path(page=instance, by=get_active_log_context().user)


@receiver(page_unpublished, sender=PathPage)
def path_goes_with_page(sender, instance, **kwargs):
    withdraw_path(page=instance, by=get_active_log_context().user)


@receiver(gather_personal_facts)
def my_journeys(sender, person, **kwargs):
    return "journeys", journeys_of(person=person)


@receiver(gather_personal_facts)
def my_decisions(sender, person, **kwargs):
    return "evidence_decided", decisions_of(person=person)


@receiver(gather_personal_facts)
def groups_i_look_for(sender, person, **kwargs):
    return "looks_at_evidence_of", groups_looked_for(person=person)


@receiver(own_acts_asked)
def they_began_a_path(sender, person, **kwargs):
    return person.journeys.exists()


@receiver(person_erased)
def pictures_go_with_the_account(sender, person, **kwargs):
    forget_pictures_of(person=person)


@receiver(person_erased)
def their_walks_still_count(sender, person, **kwargs):
    count_former_walker(person=person, now=clock.now())


@receiver(name_taken_down)
def names_leave_paths(sender, fingerprints, **kwargs):
    redact_paths(fingerprints=fingerprints)


@receiver(tasks_done)
def tasks_complete_steps(sender, people, **kwargs):
    count_own_work(people=people)


@receiver(gather_catalogue_columns)
def groups_with_a_path(sender, on, **kwargs):
    return path_column()


@receiver(gather_standing)
def verdicts_in_the_record(sender, **kwargs):
    return Kept("evidence", standing_verdicts(), unfounded_marks())
