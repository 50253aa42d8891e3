"""The chat page's files, read once and named by their content."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent
_KINDS: Final = frozenset({".css", ".js", ".svg"})
_VERSION_MARK: Final = "{version}"


@dataclass(frozen=True)
class Asset:
    """One file as it is sent; ``etag`` is the hash of its content, without quotes."""

    body: bytes
    content_type: str
    etag: str


@dataclass(frozen=True)
class Assets:
    """The page and its files; ``version`` changes whenever one of them does."""

    version: str
    page: Asset
    files: dict[str, Asset]

    @classmethod
    def load(cls) -> Assets:
        """Read the files that lie beside this module."""
        files = {
            path.name: _asset(path.read_bytes(), _content_type(path))
            for path in sorted(_FOLDER.iterdir())
            if path.suffix in _KINDS
        }
        version = _digest("".join(asset.etag for asset in files.values()).encode())
        page = (_FOLDER / "index.html").read_text(encoding="utf-8").replace(_VERSION_MARK, version)
        return cls(version, _asset(page.encode(), "text/html"), files)


def _asset(body: bytes, content_type: str) -> Asset:
    return Asset(body, content_type, _digest(body))


def _content_type(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
