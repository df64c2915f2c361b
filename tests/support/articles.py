"""An article to paste: a title and two paragraphs, and what `clean` made of a paste."""

from __future__ import annotations

from nlp.document import Article
from nlp.text.clean import clean

__all__ = ["BODY", "MORE", "TITLE", "furniture", "kinds", "paste"]

BODY = "قال المهندس المصري حسام نصر إن العمل قد انتهى تماماً في هذا اليوم، وإن الجميع سعداء بما تم إنجازه."
MORE = "وأضاف أن الشركة لن تعود إلى ما كانت عليه من قبل، وأن القرار نهائي ولا رجعة فيه مهما حدث."
TITLE = "كيف أوقف مهندس مصري دعم الشركة؟"


def kinds(article: Article) -> list[tuple[str, str]]:
    """(kind, text) of each block."""
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def furniture(article: Article) -> list[str]:
    """The texts of the blocks that are no part of the article."""
    return [text for kind, text in kinds(article) if kind == "furniture"]


def paste(*lines: str) -> Article:
    """The article of these lines, blank lines between them."""
    return clean("\n\n".join(lines))
