TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
