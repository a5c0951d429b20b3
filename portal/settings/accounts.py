from operator import attrgetter

from .env import TRUSTED_PROXY_COUNT, env

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:signed_in"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_DISPLAY = attrgetter("email")  # to the person alone; user names are made up
ACCOUNT_ADAPTER = "portal.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "portal.people.forms.passkey.AddPasskeyForm",
    "authenticate_webauthn": "portal.people.forms.passkey.AuthenticatePasskeyForm",
    "login_webauthn": "portal.people.forms.passkey.LoginPasskeyForm",
    "reauthenticate_webauthn": "portal.people.forms.passkey.ReauthenticatePasskeyForm",
}

SIGN_UP_OPEN = env.bool("SIGN_UP_OPEN", default=True)

# Who signs in with another account gets one of ours, or the one they connected themselves. An
# address alone never opens an existing account, whatever a provider says about it.
SOCIALACCOUNT_ADAPTER = "portal.people.adapter.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {}
PROVIDER_APPS = []
_github = env("GITHUB_CLIENT_ID", default="")
if _github:
    PROVIDER_APPS.append("allauth.socialaccount.providers.github")
    SOCIALACCOUNT_PROVIDERS["github"] = {
        "APPS": [{"client_id": _github, "secret": env("GITHUB_CLIENT_SECRET", default="")}],
        "OAUTH_PKCE_ENABLED": True,
    }
_oidc = env("OIDC_CLIENT_ID", default="")
if _oidc:
    PROVIDER_APPS.append("allauth.socialaccount.providers.openid_connect")
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env("OIDC_NAME", default="OpenID Connect"),
                "client_id": _oidc,
                "secret": env("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": env("OIDC_SERVER_URL", default="")},
            }
        ],
        "OAUTH_PKCE_ENABLED": True,
    }

# Guests of meetings: how often one place, and all places of one network, may ask, how much mail one
# address gets, and how many who proved theirs one date takes in: requests nobody proved count
# nothing there, or a few would shut out everybody else. What one member may write on agendas and
# show on paths, whom they may ask to mentor a project or to look at what was shown, how often the
# engine tells them what would be, how often it may look at another profile of theirs, and how often
# a project of theirs changes, which those who approve it are told. How many deliveries without a
# good signature are counted.
ACCOUNT_RATE_LIMITS = {
    "guest_asks": "20/h/ip",
    "letter_check_in": "60/h/ip",
    "letter_later": "60/h/ip",
    "guest_letter": "5/d/key",
    "guest_network": "60/h/key",
    "guest_date": "300/h/key",
    "agenda_item": "30/h/user",
    "evidence": "30/h/user",
    "webhook_refused": "60/h/ip",
    "promotion": "30/h/user",
    "rung": "60/h/user",
    "project_mentor": "60/h/user",
    "reviewer": "60/h/user",
    "verifier": "60/h/user",
    "calendar_read": "30/h/user",
    "people_import": "60/h/user",
    "what_would": "60/h/user",
    "profile_again": "5/d/user",
    "project_change": "12/h/user",
}
