from django.db.models import Exists, OuterRef

from portal.people.models import AvailabilityWindow, PersonSkill, Profile, User


def missing_parts(*, person: User) -> frozenset[str]:
    """Which of `name`, `skills`, `hours` and `zone` others would match by and are not told yet.

    One query.
    """
    mine = {"person": OuterRef("pk")}
    told = (
        User.objects.filter(pk=person.pk)
        .annotate(
            tells_name=Exists(Profile.objects.filter(**mine).exclude(display_name="")),
            tells_skills=Exists(PersonSkill.objects.filter(**mine)),
            tells_hours=Exists(AvailabilityWindow.objects.filter(**mine)),
        )
        .values_list("tells_name", "tells_skills", "tells_hours")
        .get()
    )
    parts = zip(("name", "skills", "hours", "zone"), (*told, person.timezone), strict=True)
    return frozenset(part for part, is_told in parts if not is_told)
