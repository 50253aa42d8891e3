"""Only bodies that Meta has signed, byte for byte, are taken."""

from __future__ import annotations

import pytest

from bot.gateway.whatsapp.signature import MissingSignature, is_signed, sign

SECRET = "an app's secret"
BODY = '{"text":"針灸 é 🙏"}'.encode()


def test_the_header_is_the_documented_one() -> None:
    # printf '{}' | openssl dgst -sha256 -hmac key
    assert sign("key", b"{}") == "sha256=a777724d943eb48dc69bca8a4a6d57a04db3f9ec7e1de4e581e860265bdf3032"


def test_a_signed_body_is_known() -> None:
    assert is_signed(SECRET, BODY, sign(SECRET, BODY))


@pytest.mark.parametrize(
    "body",
    [BODY + b" ", BODY.replace("é".encode(), b"\\u00e9"), b""],
    ids=["one byte more", "the same JSON, written otherwise", "empty"],
)
def test_another_body_is_not(body: bytes) -> None:
    assert not is_signed(SECRET, body, sign(SECRET, BODY))


@pytest.mark.parametrize(
    "header",
    [
        sign("another secret", BODY),
        sign(SECRET, BODY).removeprefix("sha256="),
        sign(SECRET, BODY).upper(),
        sign(SECRET, BODY)[:-1],
        "sha256=",
        "sha256=é",
        "\udcff",
    ],
)
def test_a_wrong_header_is_refused(header: str) -> None:
    assert not is_signed(SECRET, BODY, header)


@pytest.mark.parametrize("header", [None, ""])
def test_a_missing_signature_is_told_apart_from_a_wrong_one(header: str | None) -> None:
    with pytest.raises(MissingSignature, match="X-Hub-Signature-256"):
        is_signed(SECRET, BODY, header)
