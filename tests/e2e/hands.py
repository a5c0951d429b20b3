"""Two ways to work a page: with a pointer, and with keys alone and the focus in sight."""

FOCUSED = "document.activeElement"
MOST_TABS = 90


def tab_to(page, what: str, *, at_most: int = 60) -> None:
    """Press Tab until the focused element matches a selector; where it lands can be seen."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate(f"selector => {FOCUSED}.matches(selector)", what):
            assert is_in_sight(page), what
            return
    raise AssertionError(f"{what} was not reached by {at_most} tabs")


def is_in_sight(page) -> bool:
    """The focused element has an outline or a box around it, and lies inside the window."""
    return page.evaluate(
        """() => {
          const element = document.activeElement, style = getComputedStyle(element);
          const box = element.getBoundingClientRect();
          const ringed = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
            || style.boxShadow !== "none";
          return ringed && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
        }"""
    )


class Pointer:
    """A mouse, and keys only to write."""

    def __init__(self, page):
        self.page = page

    def press(self, target):
        target.click()

    def tick(self, target):
        target.check()

    def write(self, target, words: str):
        target.fill(words)

    def paint(self, first, last):
        """Over a sheet of boxes, from one corner to the other, once its script listens."""
        self.page.wait_for_load_state()
        first.scroll_into_view_if_needed()
        self.page.mouse.move(*centre(first))
        self.page.mouse.down()
        self.page.mouse.move(*centre(last), steps=4)
        self.page.mouse.up()


class Keys:
    """Tab, Enter, Space and arrows; from the top of a page the skip link first."""

    def __init__(self, page):
        self.page = page

    def reach(self, target):
        target.wait_for(state="attached")
        if self.page.evaluate(f"{FOCUSED} === document.body"):
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Enter")
        for _ in range(MOST_TABS):
            if target.evaluate(f"element => element === {FOCUSED}"):
                assert is_in_sight(self.page), target
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} was not reached by {MOST_TABS} tabs")

    def press(self, target):
        """A link, or a button that sends a form: another page comes."""
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tick(self, target):
        """Of a group of radio buttons Tab reaches one; arrows choose among them."""
        if target.get_attribute("type") == "radio":
            self.reach(target.page.locator(f"input[name={target.get_attribute('name')}]").first)
            for _ in range(MOST_TABS):
                self.page.keyboard.press("Space")
                if target.is_checked():
                    return
                self.page.keyboard.press("ArrowDown")
            raise AssertionError(f"no arrow chose {target}")
        self.reach(target)
        self.page.keyboard.press("Space")

    def write(self, target, words: str):
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def paint(self, first, last):
        """The sheet is one stop of Tab; its boxes are named t0 to t335, 48 a day."""
        sheet = self.page.locator(".week-grid input[tabindex='0']").first
        self.reach(sheet)
        self.go(number(sheet), number(first))
        self.page.keyboard.press("Space")
        self.page.keyboard.down("Shift")
        self.go(number(first), number(last))
        self.page.keyboard.up("Shift")

    def go(self, here: int, there: int):
        days, halves = there // 48 - here // 48, there % 48 - here % 48
        for key, times in [
            ("ArrowRight" if days > 0 else "ArrowLeft", abs(days)),
            ("ArrowDown" if halves > 0 else "ArrowUp", abs(halves)),
        ]:
            for _ in range(times):
                self.page.keyboard.press(key)


def number(box) -> int:
    return int(box.get_attribute("name").removeprefix("t"))


def centre(box) -> tuple[float, float]:
    at = box.bounding_box()
    return at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
