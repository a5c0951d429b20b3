"""Pages and texts that editors look after. Import from here."""

from .content import ContentPage
from .home import HomePage
from .news import ArticlePage, NewsIndexPage
from .site_text import SiteText

__all__ = ["ArticlePage", "ContentPage", "HomePage", "NewsIndexPage", "SiteText"]
