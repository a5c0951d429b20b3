"""Pictures that editors placed are served; what lies beside them is not."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

pytestmark = pytest.mark.django_db


@pytest.fixture
def files():
    for name in ["images/hill.width-400.png", "original_images/hill.png", "documents/minutes.pdf"]:
        default_storage.save(name, ContentFile(b"bytes"))
    yield
    for name in ["images/hill.width-400.png", "original_images/hill.png", "documents/minutes.pdf"]:
        default_storage.delete(name)


def test_a_rendition_is_served_and_may_run_nothing(client, files):
    response = client.get("/media/images/hill.width-400.png")
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert b"".join(response.streaming_content) == b"bytes"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert sorted(response["Content-Security-Policy"].split("; ")) == [
        "default-src 'none'",
        "sandbox",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/media/original_images/hill.png",
        "/media/documents/minutes.pdf",
        "/media/images/../documents/minutes.pdf",
        "/media/images/%2e%2e%2fdocuments%2fminutes.pdf",
        "/media/images/none.png",
        "/media/images/",
    ],
)
def test_nothing_else_in_the_folder_is(client, files, address):
    assert client.get(address).status_code in {400, 404}
