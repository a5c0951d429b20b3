from django.dispatch import receiver

from initiatives.signals import name_taken_down

from .actions.published_text import redact_meetings


@receiver(name_taken_down)
def names_leave_meetings(sender, fingerprints, **kwargs):
    redact_meetings(fingerprints=fingerprints)
