from .env import REDIS_URL, VAR_DIR, env

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/portal.sqlite3")}
_database = DATABASES["default"]
_database["CONN_HEALTH_CHECKS"] = True
if _database["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(0o750, exist_ok=True)  # accounts and sessions lie in it
    _database["CONN_MAX_AGE"] = None
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
            "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    _database["CONN_MAX_AGE"] = 0  # the pool keeps connections, requests do not
    _database["OPTIONS"] = {
        **_database.get("OPTIONS", {}),  # such as sslmode, from the address
        "pool": {"min_size": 1, "max_size": 8, "timeout": 3},
        "options": "-c statement_timeout=15000 -c lock_timeout=5000"
        " -c idle_in_transaction_session_timeout=30000",
    }


def _shared_cache(name: str, *, most: int) -> dict[str, object]:
    if REDIS_URL:
        backend = "django.core.cache.backends.redis.RedisCache"
        return {"BACKEND": backend, "LOCATION": REDIS_URL, "KEY_PREFIX": name}
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache" / name,
        "OPTIONS": {"MAX_ENTRIES": most},
    }


# A full file cache drops a third of its entries, whichever: anybody can fill one with pages, and
# must not thereby make the portal forget how often they guessed a password.
CACHES = {
    "default": _shared_cache("default", most=20_000),
    "pages": _shared_cache("pages", most=2_000),
    "feeds": _shared_cache("feeds", most=200),
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
