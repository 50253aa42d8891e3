"""Turns whatever goes wrong into the contract's error shape."""

from __future__ import annotations

import traceback
from http import HTTPStatus
from typing import Final

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler
from sqlalchemy.exc import SQLAlchemyError

from bot.engine.engine import EngineUnavailable
from bot.gateway import keys
from bot.gateway.api_error import BadRequest, error_response
from bot.gateway.rate_limit import RateLimited

_log = structlog.get_logger(__name__)

_RETRY_AFTER: Final = {"Retry-After": "2"}
_CODES: Final = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every failure in one shape, count it, and log it without what the user wrote."""
    try:
        return await handler(request)
    except Exception as error:  # the outermost place: nothing may reach the client unshaped
        code, response = _shaped(error)
        request.app[keys.METRICS].count_error(code)
        _log_failure(code, response.status, error)
        return response


def _shaped(error: Exception) -> tuple[str, web.StreamResponse]:
    match error:
        case BadRequest():
            return error.code, error_response(400, error.code, error.message)
        case RateLimited():
            return _rate_limited(error)
        case EngineUnavailable():
            return _unavailable("engine_unavailable", "The assistant cannot answer right now.")
        case SQLAlchemyError():
            return _unavailable("storage_unavailable", "Messages cannot be kept right now.")
        case web.HTTPException():
            return _http(error)
    message = "Something went wrong here; please send it again."
    return "internal_error", error_response(500, "internal_error", message)


def _rate_limited(error: RateLimited) -> tuple[str, web.Response]:
    headers = {"Retry-After": str(error.retry_after)}
    message = "Too many messages in a short time."
    return "rate_limited", error_response(429, "rate_limited", message, headers)


def _unavailable(code: str, message: str) -> tuple[str, web.Response]:
    return code, error_response(503, code, message, _RETRY_AFTER)


def _http(error: web.HTTPException) -> tuple[str, web.StreamResponse]:
    code = _CODES.get(error.status, "http_error")
    headers = {name: error.headers[name] for name in ("Allow", "Location") if name in error.headers}
    return code, error_response(error.status, code, HTTPStatus(error.status).phrase, headers)


def _log_failure(code: str, status: int, error: Exception) -> None:
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.info("request.refused", code=code, status=status)
        return
    # The exception's own message could quote the user; its kind and place cannot.
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    _log.error("request.failed", code=code, status=status, error=type(error).__name__, place=place)
