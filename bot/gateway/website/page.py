"""``GET /`` and ``GET /static/…``: the chat page and what it loads."""

from __future__ import annotations

from typing import Final

from aiohttp import ETag, web

from bot.gateway import keys
from bot.gateway.website.assets import Asset

# The page names its files by version, so a browser may keep each of them for a year.
_KEEP: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"


async def page(request: web.Request) -> web.Response:
    """The chat page."""
    return _response(request, request.app[keys.ASSETS].page, _ASK_AGAIN)


async def static_file(request: web.Request) -> web.Response:
    """A file of the chat page; one asked for by an old version's name comes as it is now."""
    assets = request.app[keys.ASSETS]
    asset = assets.files.get(request.match_info["name"])
    if asset is None:
        raise web.HTTPNotFound
    current = request.match_info["version"] == assets.version
    return _response(request, asset, _KEEP if current else _ASK_AGAIN)


def _response(request: web.Request, asset: Asset, cache_control: str) -> web.Response:
    response = web.Response(headers={"Cache-Control": cache_control})
    response.etag = ETag(asset.etag)
    if any(known.value in (asset.etag, "*") for known in request.if_none_match or ()):
        response.set_status(304)
        return response
    response.body = asset.body
    response.content_type = asset.content_type
    response.charset = "utf-8"
    return response
