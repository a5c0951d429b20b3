import factory
from factory.django import DjangoModelFactory

from portal.notices.models import Kind, Notice
from tests.factories.people import UserFactory


class NoticeFactory(DjangoModelFactory):
    """An editor let a text out: `title` in its context is the text's."""

    class Meta:
        model = Notice

    person = factory.SubFactory(UserFactory)
    kind = Kind.MODERATION
    key = factory.Sequence("key-{}".format)
    template = "home/publish_page"
    context = {"title": "Our story", "comment": ""}
    url = "/about/"
