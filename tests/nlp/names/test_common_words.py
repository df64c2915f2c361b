"""Common words that look like names, and names that are somebody's only beside what they name."""

from __future__ import annotations

import pytest

from nlp.document import NAMES, Article, Entity
from rafiq.workbench import Workbench


def named(workbench: Workbench, text: str) -> list[Entity]:
    return [entity for entity in workbench.reader().analyse(Article(text)).entities if entity.type in NAMES]


@pytest.mark.parametrize(
    ("text", "no_name"),
    [
        ("وبدأت رياض الأطفال تتحول إلى نوادٍ للمسنين في المدينة.", "رياض"),
        ("اقتلع الإعصار الأسقف وأسقط أشجار جوز الهند.", "الهند"),
        ("أبلغت الجماعات عن براغٍ مفكوكة في الملعب قبل أسبوع.", "براغٍ"),
        ("عاشت فترة كناجية على جزيرة مرجانية غير مأهولة إلى الجنوب.", "مرجانية"),
        ("ونقل تيمور إلى سمرقند حرفيين من كل مدينة نهبها.", "نهبها"),
        ("ومن العلاجات التي لجأت إليها شركة لبناء السفن في غدانسك دعوة زميل.", "لبناء السفن"),
        ("وتمكن السبعة الآخرون من الوصول إلى الضفة، حيث لفّهم المارة بمعاطفهم.", "الضفة"),
        ("وقال الممثل إن الخليج كان يحتضر على أية حال.", "الخليج"),
        ("تقدّمت شركة التعدين بطلب لتحويل رخصة التنقيب إلى رخصة استغلال.", "التعدين"),
        ("ألغت شركة الطيران الوطنية 118 رحلة يوم الجمعة.", "الطيران الوطنية"),
        ("قال المدرب بنبرة حاسمة إن الحارس لن يُباع.", "بنبرة حاسمة"),
        ("سُجن عمدة سابق لقرية مجرية لقبوله رشوة.", "مجرية"),
        ("طلب شاعر موريتاني مهلة أسبوع ليكتب فيها قصيدة.", "موريتاني"),
        ("أسقطت الحرب والإهمال وسيول عام ٢٠٢٠ أكثر من مليون بيت.", "سيول"),
        ("ويقيم فيها نحو مئة عجوز عدن إلى بيوتهن مع الشباب.", "عدن"),
    ],
)
def test_a_common_word_is_no_name(workbench: Workbench, text: str, no_name: str) -> None:
    assert no_name not in [entity.arabic for entity in named(workbench, text)]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("اقتحمت القوات الإسرائيلية بلدات في الضفة أمس.", "West Bank"),
        ("سافر التجار من العراق إلى الخليج ثم عادوا إلى السعودية.", "the Gulf"),
        ("شاهدنا الجمال في عُمان.", "Oman"),
        ("وصل الوفد إلى جمهورية الكونغو الديمقراطية.", "DR Congo"),
        ("أقر الكونغرس الميزانية، وقال الرئيس الأمريكي إنه سيوقعها.", "US Congress"),
    ],
)
def test_a_name_that_the_article_bears_out(workbench: Workbench, text: str, english: str) -> None:
    assert english in [entity.english for entity in named(workbench, text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ونفى متحدث باسم برانيغان أن يكون موكله قد لمس الرجل.", "برانيغان"),
        ("يتقاضى مقرض المال في قرية بالسند 10 في المئة.", "السند"),
        ("حمّلت محكمة إيطالية وزارة الدفاع مسؤولية إصابة عسكري بالسرطان.", "وزارة الدفاع"),
        ("يشق الطريق السريع كندا من سانت جونز إلى فيكتوريا.", "فيكتوريا"),
    ],
)
def test_what_is_said_of_another_is_not_said_of_a_name(workbench: Workbench, text: str, name: str) -> None:
    assert [entity.gloss for entity in named(workbench, text) if entity.arabic == name] == [""]


def test_a_territory_is_no_country(workbench: Workbench) -> None:
    assert [entity.gloss for entity in named(workbench, "انطلق المسبار من غويانا الفرنسية.")] == [
        "territory of France in South America; chief town Cayenne"
    ]
