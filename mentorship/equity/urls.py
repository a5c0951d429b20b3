from django.urls import path

from .views import answer, desk, report

app_name = "equity"
PUBLIC = "mentorship/<slug:slug>/<slug:key>/"
DESK = "desk/mentorship/<slug:slug>/<slug:key>/fairness/"
urlpatterns = [
    path(PUBLIC + "fairness/", report.report, name="report"),
    path(PUBLIC + "fairness.json", report.report_json, name="report_json"),
    path(PUBLIC + "fairness.csv", report.report_csv, name="report_csv"),
    path("me/mentorship/<slug:key>/group/", answer.answer, name="answer"),
    path(DESK, desk.groups, name="desk"),
    path(DESK + "publish/", desk.publish, name="publish"),
]
