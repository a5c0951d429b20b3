"""One settings module, split by concern; the environment decides (see docs/runbook.md)."""

from .accounts import *
from .apps import *
from .credentials import *
from .database import *
from .env import *
from .files import *
from .http import *
from .logging import *
from .mail import *
from .meetings import *
from .record import *
from .tasks import *
from .wagtail import *
from .work import *
