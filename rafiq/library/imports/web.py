"""Rafiq's own web page → copy: reads the data in its `<template>` and nothing else of the page."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from typing import Final

from nlp.annotations import SavedCopy, copy_from_json
from nlp.errors import InputError, TooLargeError

__all__ = ["read"]

MAX_UNPACKED: Final = 512 * 1024 * 1024
# Base64 holds no "<", so the end of the data cannot be forged by the article's text, nor can its start: text is escaped.
_DATA: Final = re.compile(rb'<template id="rafiq-document" data-encoding="json\+gzip\+base64">([A-Za-z0-9+/=\s]*)</template>')


def read(data: bytes) -> tuple[SavedCopy, ...]:
    """The one copy in a saved page. Raises `InputError` when the page is not Rafiq's or its data is damaged."""
    parts = _DATA.findall(data)
    if len(parts) != 1:
        raise InputError("This web page carries no Rafiq document: only pages that Rafiq saved can be brought back.")
    try:
        unpacker = zlib.decompressobj(31)
        text = unpacker.decompress(base64.b64decode(parts[0], validate=False), MAX_UNPACKED)
    except (binascii.Error, zlib.error) as error:
        raise InputError(f"The document in this web page is damaged: {error}.") from error
    if not unpacker.eof:
        message = f"The document in this web page is cut short, or unpacks to more than {MAX_UNPACKED:,} bytes."
        raise TooLargeError(message)
    return (copy_from_json(text),)
