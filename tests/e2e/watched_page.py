"""What a page may never do, noted while it does it."""

from urllib.parse import urlsplit

VIOLATIONS = """
window.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI} (${event.sample})`));
"""


def watch(page, own_url: str, complaints: list[str], *, allow=()) -> None:
    """`allow` are texts of complaints a test provokes on purpose, such as the one of a 404."""

    def complain(text: str) -> None:
        if not any(expected in text for expected in allow):
            complaints.append(f"{page.url}: {text}")

    def look_at_console(message):
        if message.type == "error":
            complain(f"console: {message.text}")

    def look_at_request(request):
        if urlsplit(request.url).scheme not in {"data", "blob", "about"} and not (
            request.url + "/"
        ).startswith(own_url + "/"):
            complain(f"asked another host: {request.url}")

    page.add_init_script(VIOLATIONS)
    page.on("console", look_at_console)
    page.on("pageerror", lambda error: complain(f"script error: {error}"))
    page.on("request", look_at_request)
    page.on("crash", lambda: complain("crashed"))
