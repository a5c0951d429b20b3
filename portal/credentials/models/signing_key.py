from django.db import models


class SigningKey(models.Model):
    """The public half of a key that badges were signed with, so that a new one makes none of them
    unreadable. One that was stolen is withdrawn: nothing it signed counts any more.
    """

    public = models.CharField(max_length=60, primary_key=True)
    since = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "public"]

    def __str__(self):
        return self.public
