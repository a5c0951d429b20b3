from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with an account. What they tell about themselves stands in their profile."""

    handle = models.SlugField(_("handle"), unique=True, null=True, blank=True)
    timezone = models.CharField(_("time zone"), max_length=64, blank=True)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("handle"), name="people_user_handle_in_any_case"),
        ]
