"""Firms without a word for a firm, initials by the names of their letters, and what is no part of a name."""

from __future__ import annotations

import pytest

from nlp.text.clean import clean
from rafiq.workbench import Workbench


@pytest.mark.parametrize(
    ("sentence", "name", "english"),
    [
        (
            "قالت هيئة الأوراق المالية والسلع السودانية إن الشركات ملتزمة.",
            "هيئة الأوراق المالية والسلع السودانية",
            "Sudanese Securities and Commodities Authority",
        ),
        ("أعلن بنك أسوان التجاري نتائجه أمس.", "بنك أسوان التجاري", "Aswan Commercial Bank"),
        ("ارتفع سهم بنك رأس الخيمة الزراعي أمس.", "بنك رأس الخيمة الزراعي", "Ras Al Khaimah Agricultural Bank"),
        ("قالت إتش إس بي سي الشرق الأوسط إن الأرباح ارتفعت.", "إتش إس بي سي الشرق الأوسط", "HSBC Middle East"),
        ("ارتفع سهم عمان للسياحة أمس.", "عمان للسياحة", "Oman Tourism"),
        ("ارتفع سهم الإمارات للسياحة أمس.", "الإمارات للسياحة", "Emirates Tourism"),
        ("قالت مايكروسوفت الخليج إن الأرباح ارتفعت.", "مايكروسوفت الخليج", "Microsoft Gulf"),
        ("عرضت المسرحية في مسرح رأس الخيمة الوطني.", "مسرح رأس الخيمة الوطني", "Ras Al Khaimah National Theater"),
        ("قالت مؤسسة سلطان بن خليفة إن المشروع جاهز.", "مؤسسة سلطان بن خليفة", "Sultan bin Khalifa Foundation"),
        ("افتتحت الجامعة الألمانية بدمشق أبوابها.", "الجامعة الألمانية بدمشق", "German University in Damascus"),
        ("أكد الاتحاد الفرنسي أن المباراة قائمة.", "الاتحاد الفرنسي", "French Federation"),
        ("أقال اتحاد لبنان لكرة السلة مدربه.", "اتحاد لبنان لكرة السلة", "Lebanon Basketball Federation"),
    ],
)
def test_the_english_of_firms(workbench: Workbench, sentence: str, name: str, english: str) -> None:
    namer = workbench.reader().analyse(clean(f"{sentence} وقال ممثل «{name}» ذلك."), include_furniture=True)
    assert {entity.english for entity in namer.entities if entity.arabic.endswith(name.rsplit(maxsplit=1)[-1])} == {english}


def test_a_number_with_an_arabic_comma_is_one_number(workbench: Workbench) -> None:
    document = workbench.reader().analyse(clean("ارتفع السهم بنسبة 5،8% أمس."), include_furniture=True)
    assert [mention.text for mention in document.sentences[0].entities if mention.type == "PERCENT"] == ["5،8%"]
    assert [mention.english for mention in document.sentences[0].entities if mention.type == "PERCENT"] == ["5.8%"]
