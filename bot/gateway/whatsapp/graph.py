"""The client of Meta's Graph API: the one file that speaks to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import aiohttp

from bot.gateway.whatsapp.errors import GraphError, Unreachable
from bot.gateway.whatsapp.fields import identifier, mapping, mappings
from bot.gateway.whatsapp.graph_errors import error_of_answer

DEFAULT_GRAPH_URL: Final = "https://graph.facebook.com/v26.0"

_TIMEOUT: Final = aiohttp.ClientTimeout(total=20, connect=5)
_LONGEST_WAIT: Final = 3600.0


class GraphClient:
    """Sends from one of our numbers, on a session that the caller opens and closes."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        token: str,
        phone_number_id: str,
        base_url: str = DEFAULT_GRAPH_URL,
        timeout: aiohttp.ClientTimeout = _TIMEOUT,
    ) -> None:
        self._session = session
        self._url = f"{base_url.rstrip('/')}/{phone_number_id}/messages"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._timeout = timeout

    async def send(self, payload: Mapping[str, Any]) -> str:
        """Send one message; the wamid under which Meta took it.

        Raises:
            GraphError: of the family that says what to do. After ``Unreachable`` with ``sent``
                Meta may have the message all the same; it takes no key that would keep it from
                sending it twice.
        """
        answer = await self._post(payload)
        sent = mappings(answer.get("messages"))
        wamid = identifier(sent[0].get("id")) if sent else None
        if wamid is None:
            raise Unreachable("HTTP 200 without a message's id")
        return wamid

    async def mark_read(self, wamid: str, *, typing: bool = True) -> None:
        """Show the user that a message was read and, until the reply or for 25 s, that we type.

        Raises:
            GraphError: of the family that says what to do.
        """
        payload: dict[str, Any] = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}
        if typing:
            payload["typing_indicator"] = {"type": "text"}
        await self._post(payload)

    async def _post(self, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            return await self._exchange(payload)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Unreachable(type(error).__name__, sent=False) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unreachable(type(error).__name__) from None  # its text would name the address

    async def _exchange(self, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        async with self._session.post(
            self._url,
            json=payload,
            headers=self._headers,
            timeout=self._timeout,
            allow_redirects=False,  # elsewhere the token is nobody's business
        ) as response:
            body = _json(await response.read())
            if response.status != 200:
                raise _error(response, body)
            return mapping(body)


def _error(response: aiohttp.ClientResponse, body: object) -> GraphError:
    asked = response.headers.get("Retry-After", "")
    after = float(asked[:9]) if asked.isascii() and asked.isdecimal() else None
    return error_of_answer(response.status, body, after=min(after, _LONGEST_WAIT) if after else None)


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):  # a proxy's page, or half an answer
        return None
