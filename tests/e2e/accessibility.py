"""axe, with the rules of WCAG 2.2 AA and good practice (the default run leaves out target sizes)."""

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {
  runOnly: {type: "tag", values: tags}, resultTypes: ["violations"],
}).then(found => found.violations.flatMap(rule =>
  rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")} – ${node.failureSummary}`)))"""
LOADED = "typeof axe !== 'undefined'"
RUNS_SCRIPTS = """!new Range().createContextualFragment("<noscript><b></b></noscript>")
  .querySelector("b")"""


def violations(page) -> list[str]:
    if not page.evaluate(LOADED):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, TAGS)


def sideways_scroll(page) -> int:
    """How many pixels the page can be scrolled sideways; 0 for one that fits."""
    return page.evaluate(
        "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
    )


def widest(page) -> str:
    """The innermost elements that stick out of the window, for whoever has to mend it."""
    return page.evaluate(
        """() => [...document.body.querySelectorAll("*")].filter(element => {
          const box = element.getBoundingClientRect();
          return box.width && (box.right > innerWidth + 1 || box.left < -1)
            && !element.closest(".table-region, .vh, .skip-link") && element.localName !== "use"
            && ![...element.children].some(child => {
              const inner = child.getBoundingClientRect();
              return inner.right > innerWidth + 1 || inner.left < -1;
            });
        }).slice(0, 3).map(element => `${element.localName}.${element.className.baseVal ?? element.className}`).join(", ")"""
    )


def looks_right(page) -> None:
    """What every stop of a story holds to, as it stands there: axe, and nothing to scroll sideways
    to, at 320 pixels either. axe is a script: where none runs, only widths are looked at."""
    page.wait_for_load_state()
    window = page.viewport_size
    found = violations(page) if page.evaluate(RUNS_SCRIPTS) else []
    for size in (window, {"width": 320, "height": 640}):
        page.set_viewport_size(size)
        if extra := sideways_scroll(page):
            found.append(f"{extra} px too wide at {size['width']}: {widest(page)}")
    page.set_viewport_size(window)
    assert not found, "\n".join([page.url, *found])
