"""The words of collections, duplicates and printing, in English and in Arabic."""

from __future__ import annotations

from typing import Final

__all__ = ["SHELF"]

SHELF: Final[dict[str, tuple[str, str]]] = {
    "duplicateTitle": ("This text is in your library already", "هذا النص في مكتبتك من قبل"),
    "duplicateSaved": ("Saved on {day}.", "حُفظ في {day}."),
    "duplicateOpen": ("Open that copy", "افتح تلك النسخة"),
    "duplicateAgain": ("Save another copy", "احفظ نسخة أخرى"),
    "sameText": ("the same text is saved in {n} copies", "النص نفسه محفوظ في نسخ عددها {n}"),
    "print": ("PDF, by your browser’s print", "PDF بطباعة متصفحك"),
    "collection": ("Collection", "المجموعة"),
    "collections": ("Collections", "المجموعات"),
    "collectionHint": ("A name, or empty for none", "اسم، أو اتركه فارغًا"),
    "collectionMove": ("Move there", "انقلها إليها"),
    "collectionRename": ("Rename the collection “{name}”", "أعد تسمية المجموعة «{name}»"),
    "inCollection": ("in “{name}”", "في «{name}»"),
}
