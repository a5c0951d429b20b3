from django.urls import path

from .views import record

app_name = "record"
urlpatterns = [
    path("record/", record.record, name="record"),
    path("record/heads.json", record.heads_file, name="heads"),
    path("record/entries.jsonl", record.entries_file, name="entries"),
]
