"""A real login service on this machine, the app set up to use it, and people who log in there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from emptied import emptied
from oidc_provider_mock import User, run_server_in_thread
from places import PROJECT
from playwright.sync_api import Browser, Page, WebSocket
from serving import served

LEADS = "furuset-hjemmetjeneste"
PEOPLE = {
    "direktor": {"email": "Kari@Alna.no", "email_verified": True, "name": "Kari Direktør"},
    "leder": {"email": "ola@alna.no", "email_verified": True, "name": "Ola Li"},
    "leser": {"email": "lise@alna.no", "name": "Lise Leser"},
    "analytiker": {"email": "ann@alna.no", "email_verified": True, "name": "Ann Analytiker"},
    "ukjent": {"email": "ukjent@alna.no", "email_verified": True, "name": "Ukjent <b>Person</b>"},
    "ubekreftet": {"email": "kari@alna.no", "email_verified": False, "name": "En Annen"},
}
"""What the login service says of each, by the name one logs in with there."""
ACCESS = f"""people:
  - {{ email: "kari@alna.no", name: Kari Nes, role: director }}
  - {{ email: "ola@alna.no", role: leader, org_units: ["{LEADS}"] }}
  - {{ email: "lise@alna.no", role: reader }}
  - {{ email: "ann@alna.no", role: analyst }}
contact: Kari Nes, telefon 23 47 00 00
"""


class Served(NamedTuple):
    """The app with login: its address, its access.yaml and its log."""

    address: str
    access: Path
    log: Path


@contextmanager
def served_with_login(store: Path, folder: Path, access: str | None = ACCESS) -> Iterator[Served]:
    """The app and its login service; everything they need lies in a folder."""
    cards, secrets, log = folder / "scorecards", folder / "secrets.toml", folder / "log.txt"
    shutil.copytree(PROJECT / "scorecards", cards)
    if access is not None:
        (cards / "access.yaml").write_text(access, encoding="utf-8")
    users = [User(sub=name, claims=dict(claims)) for name, claims in PEOPLE.items()]
    with run_server_in_thread(user_claims=users) as service:
        secrets.write_text(
            f"""[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "en lang og tilfeldig hemmelighet for prøver"
client_id = "effnett"
client_secret = "hemmelig"
server_metadata_url = "http://localhost:{service.server_port}/.well-known/openid-configuration"
""",
            encoding="utf-8",
        )
        with served(store, cards, options=[f"--secrets.files={secrets}"], log=log) as address:
            yield Served(address, cards / "access.yaml", log)


class Visitor(NamedTuple):
    """Somebody with a browser of their own, and all that the app has sent to it."""

    page: Page
    sent: list[bytes]

    def everything(self) -> str:
        """The page and all that was sent, as text."""
        return "\n".join([self.page.content(), *(part.decode("utf-8", errors="replace") for part in self.sent)])


@contextmanager
def visitor(browser: Browser, width: int = 1920, height: int = 1080) -> Iterator[Visitor]:
    """A browser that nobody has used, listened to."""
    sent: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: sent.append(frame.encode() if isinstance(frame, str) else frame))

    with emptied(browser) as page:
        page.set_viewport_size({"width": width, "height": height})
        page.context.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())  # the login service's looks
        page.on("websocket", listen)
        yield Visitor(page, sent)


def log_in(page: Page, name: str) -> None:
    """Press the button of the door, and be somebody at the login service."""
    page.get_by_role("button", name="Logg inn").click()
    page.get_by_role("button", name=name, exact=True).click()


def log_out(page: Page) -> None:
    """Press the button, end the session at the login service too, and stand at the door again."""
    page.get_by_role("button", name="Logg ut").click()
    page.get_by_role("button", name="End session").click()
    page.wait_for_selector("[data-door='login']")
