"""Django's settings, read from the environment as docs/reference/settings.md describes.

Production is the default; NEEDFINDER_MODE=demo is for one laptop, NEEDFINDER_MODE=test for tests.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from config.addresses import proxies, site_address, site_path
from config.database_addresses import database, require_different
from config.environment import (
    admins,
    chosen_mode,
    copies_kept_days,
    data_folder,
    mail,
    required,
    single_sign_on,
    time_zone,
    writable_folder,
)
from config.log_settings import logging
from core.secret_file import secret_in_file
from core.secret_variables import environment

# A checkout, or the folder `needfinder` in site-packages, which holds the same folders.
PROJECT_DIR = Path(__file__).resolve().parent.parent
FIXTURES_DIR = PROJECT_DIR / "fixtures"

env = environment()
MODE = chosen_mode(env)
PRODUCTION, DEMO, TEST = (mode == MODE for mode in ("production", "demo", "test"))

# Everything that the project writes: databases, collected static files, the demo's secret key.
DATA_DIR = writable_folder(data_folder(env, PROJECT_DIR) / MODE)

# For how many days copies of the databases are kept, as participants read it.
COPIES_KEPT_DAYS = copies_kept_days(env)

# Audio of interviews, for the account of the server alone; made when the first one is linked.
RECORDINGS = DATA_DIR / "recordings"
LARGEST_RECORDING = env.int("NEEDFINDER_LARGEST_RECORDING", default=200) * 1_000_000  # bytes

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
if PRODUCTION:
    SECRET_KEY = required(env, "SECRET_KEY", "a long random text that only this server knows")
    hosts = required(env, "ALLOWED_HOSTS", "the host names it answers to, with commas between")
    ALLOWED_HOSTS = [host.strip() for host in hosts.split(",")]
else:
    SECRET_KEY = secret_in_file(DATA_DIR / "secret-key")
    ALLOWED_HOSTS = [*LOOPBACK, "testserver"] if TEST else LOOPBACK

# Below which path of its hosts the site is, and where it is for mails that no request sends.
SITE_PATH = site_path(env)
SITE_ADDRESS = site_address(env, ALLOWED_HOSTS) if PRODUCTION else ""
FORCE_SCRIPT_NAME = SITE_PATH or None
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{SITE_PATH}/"
PROXIES = proxies(env)

DEBUG = False

INSTALLED_APPS = [
    "attribution",
    "survey",
    "survey.recruitment",
    "analysis",
    "operations",
    "workspace",
    "config",
    "workspace.apps.SiteConfig",  # django.contrib.admin
    "django.contrib.auth",  # below our apps, whose permissions config.apps gives to the roles
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "csp",
    "rest_framework",
    "drf_spectacular",
]

MIDDLEWARE = [
    # Outermost, since SecurityMiddleware itself answers a wrong host with a page.
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.permissions_policy",
    "config.middleware.never_cached",
    "config.middleware.storable_requests",
    "config.status.pages.healthz_of_any_host",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "operations.actor.remember_actor",
    "workspace.middleware.StudyOfRequest",
    "workspace.log_in.middleware.CodesFirst",
    "operations.downloads.note_attachments",
    "django.contrib.messages.middleware.MessageMiddleware",
    "survey.middleware.private_addresses",
    "survey.middleware.PageOfOtherKind",
    "config.middleware.ValidInput",
    "config.storage_errors.StorageErrors",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# A room keeps its templates, styles and scripts beside its code.
ROOMS = [PROJECT_DIR / app for app in ("survey", "analysis", "workspace")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(folder for room in ROOMS for folder in room.rglob("templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

if PRODUCTION and "DATABASE_URL" in env:
    required(env, "RECRUITMENT_DATABASE_URL", "a second database, for who was recruited and how")
DATABASES = {
    "default": database(env, "DATABASE_URL", DATA_DIR / "needfinder.sqlite3"),
    "recruitment": database(env, "RECRUITMENT_DATABASE_URL", DATA_DIR / "recruitment.sqlite3"),
}
require_different(DATABASES)
DATABASE_ROUTERS = ["config.routers.RecruitmentRouter"]

# How invitations are mailed; MAIL_SERVER is empty where no mail can be sent.
MAIL = mail(env)
MAIL_SERVER: str = MAIL["MAIL_SERVER"]
vars().update(MAIL)
ADMINS = admins(env)  # who is told of faults by mail
EMAIL_SUBJECT_PREFIX = ""
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # of a link that an administrator makes

# What opens /metrics; without it there is no such page.
METRICS_TOKEN = env.str("NEEDFINDER_METRICS_TOKEN", default="").strip()

# For parts of pages that are the same for everybody, in the memory of each process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGIN_REDIRECT_URL = "admin:index"  # used where `next` names another host
AUTHENTICATION_BACKENDS = [
    "workspace.log_in.names.Accounts",
    "survey.members.access.StudyMembers",  # what members may do in their studies
]
OTP_TOTP_ISSUER = "Needfinder"
SINGLE_SIGN_ON = single_sign_on(env)
SESSION_COOKIE_AGE = 12 * 60 * 60  # for staff; participants have no session

# The review of a long transcript has a field for each word that could be a name. Reading so many
# takes 0.04 s, and 0.6 s in a form with files: no more for a byte than a thousand of them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_HANDLERS = [
    "config.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
if TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "UTC"
DEFAULT_TIME_ZONE = time_zone(env)  # of studies that name none
USE_TZ = True
USE_I18N = False

STATIC_URL = f"{SITE_PATH}/static/"
STATICFILES_DIRS = sorted(folder for room in ROOMS for folder in room.rglob("static"))
# Production serves the files of collectstatic; the demo and the tests those of the apps.
STATIC_DIR: str = env.str("NEEDFINDER_STATIC_DIR", default=str(DATA_DIR / "staticfiles"))
STATIC_ROOT = Path(STATIC_DIR) if PRODUCTION else None
WHITENOISE_USE_FINDERS = not PRODUCTION
# Pages name files by their digest: what has none in its name would be compressed for nobody.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# A client of the tests has a server of its own, which would read every file before its first page.
WHITENOISE_AUTOREFRESH = TEST
STATIC_STORAGE = "StaticFiles" if PRODUCTION else "FilesOfTheApps"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": f"config.static_files.{STATIC_STORAGE}"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the style sheet holds its icons as data
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.page_changed.out_of_date"
CSRF_COOKIE_AGE = None  # deleted with the browser session: no trace of a visit stays
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("NEEDFINDER_HSTS_SUBDOMAINS", default=False)
    SECURE_HSTS_PRELOAD = env.bool("NEEDFINDER_HSTS_PRELOAD", default=False)
    # Both are promises for a whole domain, which is seldom that of who runs this server.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    # Asked by programs of the machine itself, without HTTPS.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "analysis.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    # Counted by token or account, and process; requests without either are refused before.
    "DEFAULT_THROTTLE_CLASSES": ["analysis.api.authentication.RateOfToken"],
    "DEFAULT_THROTTLE_RATES": {"user": "600/min"},
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAdminUser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "EXCEPTION_HANDLER": "analysis.api.refusals.refusal",
    "URL_FORMAT_OVERRIDE": None,  # ?format= is a table's
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Needfinder",
    "DESCRIPTION": "Tables, versions, reports and counts of studies; what trials show. Read-only.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAdminUser"],
}

# Django's default logging is silent about database errors when DEBUG is off.
LOGGING = logging(env, is_told=bool(ADMINS))
