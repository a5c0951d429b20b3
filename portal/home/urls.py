from django.urls import path

from . import pictures, review, start_pages, views

app_name = "home"
urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("feeds/news.atom", views.news_feed, name="news_feed"),
    path("media/images/<str:name>", pictures.picture, name="picture"),
    path("signed-in/", start_pages.signed_in, name="signed_in"),
    path("me/", start_pages.me, name="me"),
    path("desk/", start_pages.desk, name="desk"),
    path("desk/texts/", review.queue, name="review"),
]
