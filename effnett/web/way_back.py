"""After login, back to the address one came for: Streamlit itself always goes to the start page.

The page that asks for login lets the browser keep its address; the answer that ends the login is sent there.
"""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import Final
from urllib.parse import unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

BACK: Final = "effnett-back"
CALLBACK: Final = "oauth2callback"
"""The last part of the address that a login ends at."""
_REDIRECT: Final = 302


def wanted(scope: Scope) -> str:
    """The address on this server that the browser kept; nothing where there is none, or it leads elsewhere."""
    found = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(BACK)
    address = unquote(found.value) if found else ""
    return address if is_inside(address) else ""


def is_inside(address: str) -> bool:
    """Whether an address is a path on this very server, and nothing that a browser would take for another's."""
    return address.isprintable() and address.startswith("/") and not address.startswith("//") and "\\" not in address


def sent_to(address: str, send: Send) -> Send:
    """Send answers on, with the login's last one leading to an address; the browser then forgets it."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == _REDIRECT:
            headers = MutableHeaders(raw=message["headers"])
            headers["location"] = address
            headers.append("set-cookie", f"{BACK}=; Max-Age=0; Path=/; SameSite=Lax")
        await send(message)

    return sending
