"""The words of the engines' page, in English and in Arabic."""

from __future__ import annotations

from typing import Final

__all__ = ["ENGINES"]

ENGINES: Final[dict[str, tuple[str, str]]] = {
    "enginesTitle": ("Better English", "إنجليزية أفضل"),
    "enginesWhat": (
        "Engines write the English. They run on this computer; your text stays here. Nothing is fetched before you press a button.",
        "المحركات تكتب الإنجليزية، وتعمل على هذا الحاسوب، ويبقى نصك هنا. لا يُجلب شيء قبل أن تضغط زرًا.",
    ),
    "enginesAll": ("All engines …", "كل المحركات …"),
    "enginesOffline": (
        "Rafiq was started with RAFIQ_OFFLINE=1: nothing is fetched.",
        "شُغّل رفيق مع RAFIQ_OFFLINE=1: لا يُجلب شيء.",
    ),
    "engineInUse": ("reads now", "يقرأ الآن"),
    "engineUse": ("Read with it", "اقرأ به"),
    "engineUsed": ("Rafiq now reads with {engine}.", "يقرأ رفيق الآن بمحرك {engine}."),
    "engineShips": ("ships with Rafiq", "يأتي مع رفيق"),
    "engineFetch": ("Fetch {size} MB", "اجلب {size} م.ب"),
    "engineGoOn": ("Go on fetching", "تابع الجلب"),
    "engineToFetch": ("{size} MB to fetch", "{size} م.ب تُجلب"),
    "enginePackages": (
        "and PyTorch, which it is converted with: {size} MB more",
        "ومعه باي تورش لتحويله: {size} م.ب أخرى",
    ),
    "engineLicence": ("licence: {licence}", "الرخصة: {licence}"),
    "engineOlder": ("{engine} scores higher and is smaller", "{engine} أعلى نتيجة وأصغر حجمًا"),
    "engineNoRuntime": (
        "The package that runs it is not built for this machine.",
        "الحزمة التي تشغّله غير متاحة لهذا الجهاز.",
    ),
    "engineServed": (
        "It runs on a server of yours; adding it needs its address: {command}",
        "يعمل على خادم عندك، وتحتاج إضافته إلى عنوانه: {command}",
    ),
    "step_fetching": ("Fetching {engine}: {have} of {total} MB", "جارٍ جلب {engine}: {have} من {total} م.ب"),
    "step_packages": ("Installing PyTorch for {engine} …", "جارٍ تثبيت باي تورش لـ {engine} …"),
    "step_converting": ("Converting {engine} for this computer …", "جارٍ تحويل {engine} لهذا الحاسوب …"),
    "engineAdded": (
        "{engine} is here, and every file of it is what its publisher gave out. Rafiq now reads with it.",
        "{engine} هنا، وكل ملف منه كما أصدره ناشره. يقرأ رفيق به الآن.",
    ),
    "engineCut": (
        "{engine} could not be fetched to its end. What came is kept: go on when there is a network again. ({error})",
        "لم يكتمل جلب {engine}. ما وصل محفوظ: تابع حين تعود الشبكة. ({error})",
    ),
    "engineFailed": ("{engine} could not be added: {error}", "تعذّرت إضافة {engine}: {error}"),
    "engineVerify": ("Verify", "تحقق"),
    "engineSound": ("{n} files are as they should be.", "{n} ملفات كما ينبغي."),
    "engineAgrees": (
        "{n} files are as they should be, and it says what its publisher’s run of it said (chrF {score}).",
        "{n} ملفات كما ينبغي، وهو يقول ما قاله عند ناشره (chrF {score}).",
    ),
}
