import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from portal.people.models import User


class UserFactory(DjangoModelFactory):
    """A member. Passwords are slow to make and no test types one: none is set."""

    class Meta:
        model = User

    username = factory.Sequence("member-{}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")


class EmailAddressFactory(DjangoModelFactory):
    """An address somebody proved to read: notices are mailed there and nowhere else."""

    class Meta:
        model = EmailAddress

    user = factory.SubFactory(UserFactory)
    email = factory.SelfAttribute("user.email")
    verified = True
    primary = True
