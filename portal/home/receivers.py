from django.dispatch import receiver
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from portal.home.actions import moderation
from portal.home.actions.lay_foundation import lay_foundation

NEEDED = {
    ("home", "homepage"),
    ("initiatives", "initiativeindexpage"),
    ("onboarding", "pathindexpage"),
    ("mentorship", "programindexpage"),
    ("people", "skillsynonym"),
    ("wagtailimages", "image"),
    ("wagtaildocs", "document"),
}


def after_migrate(sender, apps=None, **kwargs):
    """Also after a flush, which names no apps. Half a migration has no tables to lay pages in."""
    if apps is None or all(model in apps.all_models[label] for label, model in NEEDED):
        lay_foundation()


# Under the names of Wagtail's own mailers, which then find their places taken: they would send a
# second mail, to addresses nobody proved, while the editor waits, and log the address on failure.
@receiver(
    task_submitted,
    sender=TaskState,
    dispatch_uid="group_approval_task_submitted_email_notification",
)
def editors_hear_what_waits(sender, instance, user=None, **kwargs):
    moderation.tell_editors(handed_in=instance, by=user)


@receiver(
    workflow_submitted,
    sender=WorkflowState,
    dispatch_uid="workflow_state_submitted_email_notification",
)
def superusers_hear_nothing(sender, **kwargs):
    """Wagtail would mail them all about every text: the editors are told."""


@receiver(
    workflow_approved,
    sender=WorkflowState,
    dispatch_uid="workflow_state_approved_email_notification",
)
def writer_hears_it_is_out(sender, instance, user=None, **kwargs):
    moderation.tell_writer_it_is_out(workflow=instance, by=user)


@receiver(
    workflow_rejected,
    sender=WorkflowState,
    dispatch_uid="workflow_state_rejected_email_notification",
)
def writer_hears_it_came_back(sender, instance, user=None, **kwargs):
    moderation.tell_writer_it_came_back(workflow=instance, by=user)
