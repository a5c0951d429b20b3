"""Files of what was shown: kept under names made up here, gone with the rows that name them."""

import secrets
from datetime import datetime, timedelta
from functools import partial

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction

from initiatives.onboarding.core.picture import Picture
from initiatives.onboarding.models import PICTURES, Evidence
from portal.people.models import User

A_DAY = timedelta(days=1)
LOOKED = "onboarding:lost-pictures"
FILES = Evidence.picture.field.storage


def as_file(picture: Picture | None) -> ContentFile | str:
    """What the file was called by who sent it is kept nowhere."""
    if picture is None:
        return ""
    return ContentFile(picture.data, name=f"{secrets.token_hex(16)}.{picture.kind}")


def forget_picture(*, name: str) -> None:
    """With the change that asks for it; a storage that fails then is asked once more later."""
    if name:
        transaction.on_commit(partial(FILES.delete, name), robust=True)


def forget_pictures_of(*, person: User) -> None:
    """Their rows go with the account by themselves; files do not."""
    shown = Evidence.objects.filter(journey__person=person)
    for name in shown.values_list("picture", flat=True):
        forget_picture(name=name)


def forget_lost_pictures(*, now: datetime) -> int:
    """Once a day: files no row names, since it was rolled back or its file could not be deleted."""
    if not cache.add(LOOKED, value=True, timeout=A_DAY.total_seconds()):
        return 0
    try:
        _folders, names = FILES.listdir(PICTURES)
    except FileNotFoundError:
        return 0
    kept = set(Evidence.objects.exclude(picture="").values_list("picture", flat=True))
    lost = [
        name
        for name in (f"{PICTURES}/{one}" for one in names)
        if name not in kept and FILES.get_modified_time(name) < now - A_DAY
    ]
    for name in lost:
        FILES.delete(name)
    return len(lost)
