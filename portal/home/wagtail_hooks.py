from wagtail import hooks
from wagtail.admin.ui.components import Component


class FirstStepsPanel(Component):
    """For people who never saw a CMS: the way from an idea to a published text."""

    name = "first_steps"
    template_name = "wagtailadmin/home/first_steps.html"
    order = 50

    def get_context_data(self, parent_context):
        return {"request": parent_context["request"]}


@hooks.register("construct_homepage_panels")
def show_first_steps(request, panels):
    panels.append(FirstStepsPanel())


@hooks.register("construct_main_menu")
def hide_what_nobody_here_uses(request, menu_items):
    """Help leads to Wagtail's own documentation site; ours is on the first screen."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]
