"""Server and worker refuse to start with a setting that is unsafe outside a developer's machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.ops.production import UnsafeSetting, refuse_to_start, unsafe_server, unsafe_settings

ROOT = Path(__file__).parents[3]
SAFE = {
    "DEBUG": False,
    "DEMO_BIND": "",
    "SECRET_KEY": "0123456789" * 5,
    "PORTAL_BASE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": ["portal.example.org"],
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}


@pytest.fixture
def safe(settings, tmp_path):
    for name, value in SAFE.items():
        setattr(settings, name, value)
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    return settings


def test_a_complete_environment_is_safe(safe):
    assert unsafe_server() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", True),
        ("DEMO_BIND", "127.0.0.1:8000"),
        ("SECRET_KEY", "ephemeral-" + "k" * 64),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "k" * 64),
        ("SECRET_KEY_FALLBACKS", ["short"]),
        ("RECORD_KEY", bytes(16)),
        ("CREDENTIAL_KEY", bytes(33)),
        ("GITHUB_WEBHOOK_SECRETS", ["long enough to be a secret", "short"]),
        ("PORTAL_BASE_URL", "http://portal.example.org"),
        ("ALLOWED_HOSTS", ["*"]),
        ("ALLOWED_HOSTS", ["other.example.org"]),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"),
    ],
)
def test_each_unsafe_setting_is_named_alone(safe, name, value):
    setattr(safe, name, value)
    told_as = {
        "EMAIL_BACKEND": "EMAIL_URL",
        "SECRET_KEY_FALLBACKS": "SECRET_KEY",
        "GITHUB_WEBHOOK_SECRETS": "GITHUB_WEBHOOK_SECRET",
    }
    expected = told_as.get(name, name)
    assert [unsafe.name for unsafe in unsafe_settings()] == [expected]


def test_a_server_needs_its_static_files(safe, tmp_path):
    (tmp_path / "staticfiles.json").unlink()
    assert [unsafe.name for unsafe in unsafe_server()] == ["static files"]


def test_refusing_is_one_line_each(safe):
    with pytest.raises(SystemExit) as refusal:
        refuse_to_start([UnsafeSetting("DEBUG", "is on.", "Unset it.")])
    assert refusal.value.code == "Not started:\n  DEBUG: is on. Unset it."


def test_a_developers_process_always_starts(settings):
    settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    refuse_to_start([UnsafeSetting("DEBUG", "is on.", "Unset it.")])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", ["portal.example.org"]),
        ("ALLOWED_HOSTS", ["*"]),
        ("PORTAL_BASE_URL", "https://portal.example.org"),
    ],
)
def test_debug_opens_no_server_that_has_a_public_name(settings, name, value):
    settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["localhost"]
    setattr(settings, name, value)
    with pytest.raises(SystemExit):
        refuse_to_start(unsafe_server())


@pytest.mark.parametrize(
    "start", [["-c", "import portal.wsgi"], ["manage.py", "db_worker", "--batch"]]
)
def test_server_and_worker_refuse_an_empty_environment(start):
    started = subprocess.run(
        [sys.executable, *start],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (started.returncode, started.stderr.splitlines()[0]) == (1, "Not started:")
