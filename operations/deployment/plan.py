"""What a server is to be like, checked before anything is written."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from operations.errors import CannotDeploy

LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
DOMAIN = re.compile(rf"{LABEL}(\.{LABEL})+")
PATH_BELOW = re.compile(r"(/[A-Za-z0-9_-]+)+")
SAFE_PATH = re.compile(r"(/[A-Za-z0-9_+-][A-Za-z0-9._+-]*)+")
ACCOUNT = re.compile(r"[a-z][a-z0-9_]{0,29}")
"""Also the name of a role and of a database, where no quoting is needed then."""
HOST_AND_PORT = re.compile(r"([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):(\d{1,5})")
PORT_OR_ADDRESS = re.compile(r"(?:(?:[0-9.]+|\[[0-9a-fA-F:]+\]):)?(\d{1,5})")
MAIL_SERVER = re.compile(r"smtp(\+tls|\+ssl)?://[^\s'\"\\]+")
MAIL_ADDRESS = re.compile(r"[^\s@<>'\"\\]+@[^\s@<>'\"\\]+")

MOST_WORKERS, MOST_SECONDS, MOST_DAYS, MOST_BEGINNINGS = 256, 3600, 3650, 6000


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Raises CannotDeploy where a value is none that works, before a file is written of it."""

    domain: str
    path: str = ""
    database: str = "postgresql"
    database_server: str = "127.0.0.1:5432"
    certificate: str = ""
    key: str = ""
    folder: str = "/srv/needfinder"
    copies: str = ""
    keep_copies: int = 30
    user: str = "needfinder"
    workers: int = 4
    bind: str = "127.0.0.1:8000"
    maintenance_bind: str = "127.0.0.1:8001"
    http: str = "80"
    https: str = "443"
    answer_within: int = 75
    beginnings: int = 2
    mail_server: str = ""
    mail_from: str = ""
    admins: str = ""
    beside_other_sites: bool = False
    from_checkout: bool = True

    def __post_init__(self) -> None:
        self._check_web()
        self._check_paths()
        self._check_names()
        self._check_addresses()
        self._check_numbers()
        self._check_mail()

    def _check_web(self) -> None:
        if len(self.domain) > 253 or not DOMAIN.fullmatch(self.domain):
            raise CannotDeploy(
                f"{self.domain!r} is no domain name. Write it in small letters and without "
                "https://, such as study.example.org; one with other letters begins with xn--."
            )
        if self.path and not PATH_BELOW.fullmatch(self.path):
            raise CannotDeploy(
                f"{self.path!r} is no path for a site. Begin with a slash, end without one, and "
                "use letters, digits and hyphens, such as /study."
            )
        for option, value in (("--http", self.http), ("--https", self.https)):
            match = PORT_OR_ADDRESS.fullmatch(value)
            if not match or not 1 <= int(match[1]) <= 65535:
                raise CannotDeploy(
                    f"{option} {value!r} is neither a port nor an address with one. "
                    "Write 443 or 192.0.2.1:443."
                )

    def _check_paths(self) -> None:
        paths = {
            "--folder": self.folder,
            "--copies": self.copies,
            "--certificate": self.certificate,
            "--key": self.key,
        }
        for option, path in paths.items():
            if path and not _is_safe(path):
                raise CannotDeploy(
                    f"{option} {path!r} is no path that every file can hold. Write the whole "
                    "path from / on, without spaces and without '..'."
                )
        if bool(self.certificate) != bool(self.key):
            raise CannotDeploy("A certificate and its key belong together: name both, or neither.")

    def _check_names(self) -> None:
        if not ACCOUNT.fullmatch(self.user) or self.user in {"root", "postgres"}:
            raise CannotDeploy(
                f"{self.user!r} is no name for the server's own account. Take small letters, "
                "digits and underscores, such as needfinder."
            )
        if self.database not in {"postgresql", "sqlite"}:
            raise CannotDeploy(f"{self.database!r} is no database: write postgresql or sqlite.")

    def _check_addresses(self) -> None:
        for option, address in (
            ("--bind", self.bind),
            ("--maintenance-bind", self.maintenance_bind),
        ):
            if not (_is_address(address) or _is_socket(address)):
                raise CannotDeploy(
                    f"{option} {address!r} is no address to listen at. Write 127.0.0.1:8000, or "
                    "unix: and a file in /run/needfinder, such as unix:/run/needfinder/server."
                )
        if self.bind == self.maintenance_bind:
            raise CannotDeploy("--bind and --maintenance-bind are the same. Give each its own.")
        if not _is_address(self.database_server):
            raise CannotDeploy(
                f"--database-server {self.database_server!r} is no address: write host:port, such "
                "as 127.0.0.1:5432."
            )

    def _check_numbers(self) -> None:
        for option, value, most in (
            ("--workers", self.workers, MOST_WORKERS),
            ("--answer-within", self.answer_within, MOST_SECONDS),
            ("--keep-copies", self.keep_copies, MOST_DAYS),
            ("--beginnings", self.beginnings, MOST_BEGINNINGS),
        ):
            if not 1 <= value <= most:
                raise CannotDeploy(f"{option} {value} is out of range: take 1 to {most}.")

    def _check_mail(self) -> None:
        if self.mail_server and not MAIL_SERVER.fullmatch(self.mail_server):
            raise CannotDeploy(
                "--mail-server is no address of a mail server: write "
                "smtp+tls://user:password@host:587, without spaces and quotation marks."
            )
        if (self.mail_from or self.admins) and not self.mail_server:
            raise CannotDeploy("Mail needs a server that sends it: name it with --mail-server.")
        if self.mail_server and not MAIL_ADDRESS.fullmatch(self.mail_from):
            raise CannotDeploy(
                "Mails need somebody they come from: name the address with --mail-from, such as "
                "study@example.org."
            )
        for address in self.admins.split(",") if self.admins else ():
            if not MAIL_ADDRESS.fullmatch(address):
                raise CannotDeploy(
                    f"{address!r} in --admins is no mail address: write them with commas and no "
                    "spaces between."
                )

    @property
    def certificate_file(self) -> str:
        return self.certificate or f"/etc/letsencrypt/live/{self.domain}/fullchain.pem"

    @property
    def key_file(self) -> str:
        return self.key or f"/etc/letsencrypt/live/{self.domain}/privkey.pem"

    @property
    def data(self) -> str:
        return f"{self.folder}/data"

    @property
    def copies_folder(self) -> str:
        return self.copies or f"{self.folder}/copies"

    @property
    def program(self) -> str:
        """What runs Needfinder's commands, in the release that `current` leads to."""
        environment = f"{self.folder}/current/.venv/bin"
        if self.from_checkout:
            return f"{environment}/python {self.folder}/current/manage.py"
        return f"{environment}/needfinder"

    @property
    def host(self) -> str:
        """The name that browsers send, with the port where it is not the usual one."""
        port = self.https.rpartition(":")[2]
        return self.domain if port == "443" else f"{self.domain}:{port}"

    @property
    def needs_runtime_folder(self) -> bool:
        return _is_socket(self.bind) or _is_socket(self.maintenance_bind)


def _is_safe(path: str) -> bool:
    return bool(SAFE_PATH.fullmatch(path)) and ".." not in PurePosixPath(path).parts


def _is_address(text: str) -> bool:
    match = HOST_AND_PORT.fullmatch(text)
    return match is not None and 1 <= int(match[2]) <= 65535


def _is_socket(text: str) -> bool:
    return text.startswith("unix:/run/needfinder/") and _is_safe(text.removeprefix("unix:"))
