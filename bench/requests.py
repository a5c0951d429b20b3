"""One request through the WSGI handler of this process, and the CPU time it took."""

import gc
import time
from io import BytesIO

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.test import override_settings


class HelloRequest(WSGIRequest):
    urlconf = "bench.hello"


class HelloHandler(WSGIHandler):
    request_class = HelloRequest


def hello_handler() -> WSGIHandler:
    with override_settings(MIDDLEWARE=[]):
        return HelloHandler()


def environ(path: str, *, cookie: str = "") -> dict:
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_ACCEPT_LANGUAGE": "en-GB",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    } | ({"HTTP_COOKIE": cookie} if cookie else {})


def ask(handler, path: str, *, cookie: str = "") -> tuple[float, bytes]:
    """CPU seconds and the body. RuntimeError unless the answer is 200."""
    asked = environ(path, cookie=cookie)
    statuses = []
    gc.disable()
    began = time.process_time()
    response = handler(asked, lambda status, _headers, *_rest: statuses.append(status))
    body = b"".join(response)
    response.close()
    took = time.process_time() - began
    gc.enable()
    if statuses[-1][:3] != "200":
        raise RuntimeError(f"{path} answered {statuses[-1]}")
    return took, body
