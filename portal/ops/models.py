from django.conf import settings
from django.db import models


class DemoMarker(models.Model):
    """A row here says that this database holds demo content and belongs to no foundation."""

    filled_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"demo content since {self.filled_at:%Y-%m-%d}"


class DemoSignIn(models.Model):
    """A link that signs in once as a demo role. Only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self):
        return f"{self.user} until {self.expires_at:%Y-%m-%d %H:%M}"
