"""What goes wrong, as an Arabic page says it: each sentence that sources, library and page raise, by its English words.

Left out: what only a terminal shows (backups, evaluation, the recipes); `engine_faults` has what engines raise.
A test holds that no sentence is missing.
"""

from __future__ import annotations

from typing import Final

__all__ = ["FAULTS"]

FAULTS: Final[dict[str, str]] = {
    # files
    "The file {name} is empty.": "الملف {name} فارغ.",
    "The file {name} holds no text.": "ليس في الملف {name} نص.",
    "The book {name} holds no text.": "ليس في الكتاب {name} نص.",
    "The book {name} is locked by its shop (DRM); Rafiq cannot read it.":
        "الكتاب {name} مقفل من متجره (DRM)؛ لا يستطيع رفيق قراءته.",
    "The file {name} is not an EPUB book Rafiq can read; it may be damaged.": "الملف {name} ليس كتاب EPUB يقرؤه رفيق؛ لعله تالف.",
    "The file {name} is not a PDF Rafiq can read; it may be damaged.": "الملف {name} ليس ملف PDF يقرؤه رفيق؛ لعله تالف.",
    "The file {name} is not a Word document Rafiq can read; it may be damaged.":
        "الملف {name} ليس مستند وورد يقرؤه رفيق؛ لعله تالف.",
    "The file {name} declares XML entities, as no Word document does: it is not read.":
        "يعرّف الملف {name} كيانات XML، ولا يفعل ذلك مستند وورد: لن يُقرأ.",
    "The file {name} is damaged: it cannot be unpacked.": "الملف {name} تالف: لا يمكن فك ضغطه.",
    "The file {name} is damaged: page {page} cannot be read.": "الملف {name} تالف: لا تُقرأ صفحته {page}.",
    "The file {name} is protected by a password: save it without one first.":
        "الملف {name} محمي بكلمة سر: احفظه من دونها أولًا.",
    "The file {name} unpacks to more than {size} MB or {parts} parts.":
        "يزيد الملف {name} بعد فك ضغطه على {size} م.ب أو {parts} جزء.",
    "The file {name} holds no text, only pictures of it (a scan): run text recognition (OCR) on it first.":
        "ليس في الملف {name} نص بل صور له (مسح ضوئي): حوّله إلى نص ببرنامج تعرّف (OCR) أولًا.",
    "The file {name} has {pages} pages; Rafiq reads PDFs up to {most}.":
        "في الملف {name} {pages} صفحة؛ يقرأ رفيق من PDF حتى {most}.",
    "The file {name} holds more than {most} million characters.": "في الملف {name} أكثر من {most} مليون حرف.",
    "The file {name} has {size} MB; Rafiq reads files up to {most} MB.":
        "حجم الملف {name} {size} م.ب؛ يقرأ رفيق الملفات حتى {most} م.ب.",
    "The file {name} cannot be read: {reason}.": "تعذرت قراءة الملف {name}: {reason}.",
    "{name} is an archive; Rafiq reads {kinds} files: unpack it and give one of the files in it.":
        "{name} أرشيف مضغوط؛ يقرأ رفيق ملفات {kinds}: فك ضغطه وافتح أحد ملفاته.",
    "{name} is not a {kind} file, whatever its name says; it may be damaged.": "{name} ليس ملف {kind} وإن قال اسمه ذلك؛ لعله تالف.",
    "A part of this file ({name}) is damaged.": "جزء من هذا الملف ({name}) تالف.",
    "A part of this file ({name}) unpacks to more than {size} MB.": "يزيد جزء من هذا الملف ({name}) بعد فك ضغطه على {size} م.ب.",
    "There is no {what} named {name}; choose one of: {choices}.": "لا يوجد {what} اسمه {name}؛ اختر واحدًا من: {choices}.",
    "There is no file {name}.": "لا يوجد ملف {name}.",
    "kind of file": "نوع ملفات", "format": "صيغة",
    # reading them apart
    "{what} needs more than {size} MB of memory to read: give Rafiq a smaller one, or paste its text.":
        "{what} يحتاج في قراءته إلى أكثر من {size} م.ب من الذاكرة: أعط رفيقًا أصغر منه، أو الصق نصه.",
    "{what} holds more than {size} MB of text: give Rafiq a smaller one, or paste its text.":
        "{what} فيه أكثر من {size} م.ب من النص: أعط رفيقًا أصغر منه، أو الصق نصه.",
    "{what} takes longer than {seconds} seconds to read: give Rafiq a smaller one, or paste its text.":
        "{what} تطول قراءته عن {seconds} ثانية: أعط رفيقًا أصغر منه، أو الصق نصه.",
    "{what} {why}: give Rafiq a smaller one, or paste its text.": "{what} {why}: أعط رفيقًا أصغر منه، أو الصق نصه.",
    "{what} cannot be read: its reader failed on it; it may be damaged.": "تعذرت قراءة {what}: أخفق قارئه فيه؛ لعله تالف.",
    "{what} cannot be read: its reader broke off; it may be damaged, or too large for it.":
        "تعذرت قراءة {what}: انقطع قارئه؛ لعله تالف، أو أكبر مما يحتمل.",
    "The process that reads documents cannot be started: {reason}; free some memory.":
        "لا يمكن بدء البرنامج الذي يقرأ المستندات: {reason}؛ أفرغ بعض الذاكرة.",
    "The file {name}": "الملف {name}", "The page {name}": "الصفحة {name}", "This text": "هذا النص",
    # texts
    "There is no text to read here: paste an article, or give a file or page that holds one.":
        "لا نص هنا: الصق مقالًا، أو أعط ملفًا أو صفحة فيها مقال.",
    "There is no article text here: paste or open a text with at least one Arabic sentence.":
        "لا نص مقال هنا: الصق أو افتح نصًا فيه جملة عربية واحدة على الأقل.",
    "This text has {size} {unit}; Rafiq reads articles up to {most}: give it a part of the text.":
        "في هذا النص {size} {unit}؛ يقرأ رفيق المقالات حتى {most}: أعطه جزءًا من النص.",
    "million characters": "مليون حرف", "MB": "م.ب",
    "This text has {sentences} sentences; at most {most} of them, or {tokens} words and signs, are read at once: read the "
    "first {fits} sentences, or a part of the text.":
        "في هذا النص {sentences} جملة؛ ولا يُقرأ معًا أكثر من {most} منها أو {tokens} كلمة وعلامة: "
        "اقرأ أول {fits} جملة، أو جزءًا من النص.",
    "This is not text: it holds zero bytes and is not UTF-16.": "ليس هذا نصًا: فيه بايتات صفرية وليس UTF-16.",
    "This is not text in any encoding Rafiq knows (UTF-8, UTF-16, windows-1256, ISO-8859-6).":
        "ليس هذا نصًا بترميز يعرفه رفيق (UTF-8 أو UTF-16 أو windows-1256 أو ISO-8859-6).",
    "This is {kind}, not text: open it as a file, or paste the article's text.":
        "هذا {kind} لا نص: افتحه ملفًا، أو الصق نص المقال.",
    "This file says it is {encoding} text, but byte {number} breaks it.":
        "يقول هذا الملف إنه نص {encoding}، لكن البايت {number} يخالفه.",
    "This document has format {number}; this Rafiq reads formats up to {most}: please update Rafiq.":
        "صيغة هذا المستند {number}، وهذا الإصدار من رفيق يقرأ حتى {most}: حدّث رفيقًا.",
    "This is not a Rafiq document: {reason}.": "ليس هذا مستند رفيق: {reason}.",
    "The reader's notes in this document cannot be read: {reason}.": "تعذرت قراءة ملاحظات القارئ في هذا المستند: {reason}.",
    # addresses
    "{name} is not a web address: give one like https://example.org/article.":
        "{name} ليس عنوان ويب: أعط عنوانًا مثل https://example.org/article.",
    "{name} begins with {scheme}:; Rafiq opens http and https addresses only.":
        "يبدأ {name} بـ {scheme}:؛ ولا يفتح رفيق إلا عناوين http وhttps.",
    "{name} is not an address Rafiq opens: give a server's name, without a user name or password.":
        "{name} ليس عنوانًا يفتحه رفيق: أعط اسم خادم من دون اسم مستخدم أو كلمة سر.",
    "{name} is on this machine or its own network; Rafiq opens addresses of the open internet only.":
        "{name} على هذا الجهاز أو شبكته الخاصة؛ ولا يفتح رفيق إلا عناوين الإنترنت العامة.",
    "{name} is no page of text but {kind}: Rafiq reads web pages, text, PDF, Word and EPUB.":
        "{name} ليس صفحة نص بل {kind}: يقرأ رفيق صفحات الويب والنصوص وPDF ووورد وEPUB.",
    "{name} sends from one address to the next more than {most} times.": "يحيل {name} من عنوان إلى آخر أكثر من {most} مرة.",
    "{host} sends on to {name}, which is not a web address.": "يحيل {host} إلى {name}، وليس عنوان ويب.",
    "{host} answers {status} for {name}: the page cannot be had.": "أجاب {host} بالرمز {status} عن {name}: تعذر الحصول على الصفحة.",
    "{host} packs the page as {name}, which it was not asked for.": "ضغط {host} الصفحة بطريقة {name}، ولم يُطلب منه ذلك.",
    "{host} did not answer in time.": "لم يجب {host} في الوقت المحدد.",
    "{host} broke off or did not answer as a web server does.": "قطع {host} الاتصال أو لم يجب كما يجيب خادم الويب.",
    "{host} sent a page that cannot be unpacked.": "أرسل {host} صفحة لا يمكن فك ضغطها.",
    "{host} takes longer than {seconds} seconds to send the page.": "يستغرق {host} أكثر من {seconds} ثانية في إرسال الصفحة.",
    "There is no server named {name}, or this machine is not connected to the network.":
        "لا يوجد خادم اسمه {name}، أو هذا الجهاز غير متصل بالشبكة.",
    "No connection to {host}: {reason}.": "لا اتصال بـ {host}: {reason}.",
    "it was refused": "رُفض الاتصال",
    "The page {name} is over {most} MB, the largest that Rafiq takes.":
        "تزيد الصفحة {name} على {most} م.ب، وهو أكبر ما يأخذه رفيق.",
    # the library
    "The library {name} cannot be used: {reason}.": "لا يمكن استعمال المكتبة {name}: {reason}.",
    "The library {name} cannot be used: {reason}. The change was not saved.":
        "لا يمكن استعمال المكتبة {name}: {reason}. لم يُحفظ التغيير.",
    "{error} The change was not saved.": "{error} لم يُحفظ التغيير.",
    "{error} What you did stands here, and is saved as soon as that works.": "{error} ما فعلته باقٍ هنا، ويُحفظ حالما يمكن ذلك.",
    "its folder gives no locks (a network drive?): put it on a disk of this computer":
        "مجلدها لا يتيح القفل (قرص شبكة؟): ضعها على قرص هذا الحاسوب",
    "the disk is full: free some space": "القرص ممتلئ: أفرغ بعض المساحة",
    "the file or its folder is read-only: allow writing to it": "الملف أو مجلده للقراءة فقط: اسمح بالكتابة فيه",
    "the file may not be read or written by you": "لا يُسمح لك بقراءة الملف أو الكتابة فيه",
    "the disk failed or is full": "تعطل القرص أو امتلأ",
    "the file cannot be opened: check that its folder exists and is writable": "تعذر فتح الملف: تأكد أن مجلده موجود ويقبل الكتابة",
    "another program has been writing to it for over ten seconds: try again":
        "يكتب فيها برنامج آخر منذ أكثر من عشر ثوانٍ: حاول مرة أخرى",
    "this file is not a Rafiq library": "هذا الملف ليس مكتبة رفيق",
    "there is not enough memory: close other programs and try again": "لا تكفي الذاكرة: أغلق برامج أخرى وحاول مرة أخرى",
    "it is the database of another program": "هي قاعدة بيانات برنامج آخر",
    "this is a folder; name a file in it": "هذا مجلد؛ سمِّ ملفًا فيه",
    "this is a pipe or a device, not a file; name a file": "هذا أنبوب أو جهاز لا ملف؛ سمِّ ملفًا",
    "The library {name} cannot be made: {reason}.": "تعذر إنشاء المكتبة {name}: {reason}.",
    "The copy {name} is damaged: {reason}.": "النسخة {name} تالفة: {reason}.",
    "The copy {name} is in the trash; bring it back first.": "النسخة {name} في المهملات؛ أعدها أولًا.",
    "The copy {name} {what}.": "النسخة {name} {what}.",
    "is not in the library": "ليست في المكتبة", "is not in the trash": "ليست في المهملات",
    "The copy {name} has no sentence {number}.": "ليس في النسخة {name} جملة رقمها {number}.",
    "The copy {name} has no note {note}.": "ليس في النسخة {name} ملاحظة {note}.",
    "There is no saved copy {name}.": "لا توجد نسخة محفوظة {name}.",
    "There is no saved copy {name}; {how} shows those there are.": "لا توجد نسخة محفوظة {name}؛ الأمر {how} يعرض ما يوجد.",
    "There is no collection {name}.": "لا توجد مجموعة {name}.",
    "A stored sentence is damaged: it is cut short or far too long.": "جملة محفوظة تالفة: مقطوعة أو أطول كثيرًا مما ينبغي.",
    "A stored sentence is damaged: {reason}.": "جملة محفوظة تالفة: {reason}.",
    "The {what} must be text; this is {kind}.": "يجب أن يكون {what} نصًا؛ وهذا {kind}.",
    "The {what} has {size} characters; at most {most} can be kept.": "في {what} {size} حرفًا؛ ولا يُحفظ أكثر من {most}.",
    "A copy can have {most} tags; these are {number}.": "للنسخة {most} وسمًا على الأكثر؛ وهذه {number}.",
    "A copy can have {most} notes; this one has {number}.": "للنسخة {most} ملاحظة على الأكثر؛ وفي هذه {number}.",
    "A note's side is arabic, english or both, not {name}.": "جهة الملاحظة arabic أو english أو both، لا {name}.",
    "A note on the English needs the number of its sentence.": "الملاحظة على الإنجليزية تحتاج إلى رقم جملتها.",
    "A bookmark needs the number of its sentence.": "العلامة المرجعية تحتاج إلى رقم جملتها.",
    "A note's span must go forwards; this one goes from {start} to {end}.":
        "يجب أن يمضي مدى الملاحظة إلى الأمام؛ وهذا من {start} إلى {end}.",
    "There is no colour {name} for a highlight; choose one of: {choices}.":
        "لا لون للتظليل اسمه {name}؛ اختر واحدًا من: {choices}.",
    # my words
    "Your words have no {kind} {name}.": "ليس في كلماتك {kind} {name}.",
    "A word of the list needs its lemma, and to be a word or a name.":
        "كلمة القائمة تحتاج إلى صيغتها المعجمية، وأن تكون كلمة أو اسمًا.",
    "A word is {states}, not {name}.": "حالة الكلمة واحدة من {states}، لا {name}.",
    "A glossary entry is a form, a word, a lemma, a phrase or a name, not {name}.":
        "مدخل المعجم صيغة أو كلمة أو مادة أو عبارة أو اسم، لا {name}.",
    "A glossary entry needs both its Arabic and its English.": "مدخل المعجم يحتاج إلى عربيته وإنجليزيته.",
    "A glossary entry needs an Arabic word or phrase.": "مدخل المعجم يحتاج إلى كلمة أو عبارة عربية.",
    "A glossary entry has up to {words} words and {letters} letters: «{name}…» has more.":
        "لمدخل المعجم {words} كلمة و{letters} حرفًا على الأكثر: «{name}…» أطول.",
    "The glossary entry for «{name}» has no English.": "ليس لمدخل المعجم «{name}» إنجليزية.",
    "A glossary holds up to {most} entries; this one has more.": "يتسع المعجم لـ {most} مدخل؛ وفي هذا أكثر.",
    "This is not a glossary: {reason}.": "ليس هذا معجمًا: {reason}.",
    "Your glossary has no {kind} {name}.": "ليس في معجمك {kind} {name}.",
    "The setting {name} cannot be kept: {reason}.": "تعذر حفظ الإعداد {name}: {reason}.",
    "A review is rated from 1 (again) to 4 (easy), not {name}.": "تُقدَّر المراجعة من 1 (أعد) إلى 4 (سهل)، لا {name}.",
    "The schedule of this word is damaged; forget the word and look it up again.":
        "جدول هذه الكلمة تالف؛ انسَ الكلمة وابحث عنها من جديد.",
    "Only words can be marked as known, not numbers and signs.": "لا تُعلَّم معروفةً إلا الكلمات، لا الأرقام والعلامات.",
    "word":
        "كلمة",
    "name": "اسم",
    "lemma": "مادة",
    "form": "صيغة",
    "phrase": "عبارة",
    "title": "العنوان",
    "note": "الملاحظة",
    "tag": "الوسم",
    # bringing back
    "{name} is too large to import: at most {most} bytes can be.": "{name} أكبر من أن يُستورد: {most} بايت على الأكثر.",
    "{name} has {size} bytes; at most {most} can be imported.": "في {name} {size} بايت؛ ولا يُستورد أكثر من {most}.",
    "{name} is nothing Rafiq can bring back: give a {kinds} export.": "{name} ليس مما يستعيده رفيق: أعط تصديرًا من {kinds}.",
    "{name} holds nothing Rafiq can bring back (json, html or tmx exports).":
        "ليس في {name} ما يستعيده رفيق (تصدير json أو html أو tmx).",
    "{name} cannot be read: {reason}.": "تعذرت قراءة {name}: {reason}.",
    "{name} is damaged: {reason}.": "{name} تالف: {reason}.",
    "{name} holds {number} files; at most {most} can be imported.": "في {name} {number} ملف؛ ولا يُستورد أكثر من {most}.",
    "{name} unpacks to more than {most} bytes.": "يزيد {name} بعد فك ضغطه على {most} بايت.",
    "{part} in {name} is itself a ZIP; unpack it first.": "{part} في {name} ملف ZIP هو نفسه؛ فك ضغطه أولًا.",
    "This": "هذا", "This file": "هذا الملف", "This ZIP": "ملف ZIP هذا", "this ZIP": "ملف ZIP هذا",
    "This TMX file declares entities of its own, which no translation memory needs: it is refused.":
        "يعرّف ملف TMX هذا كيانات خاصة به، ولا تحتاج إليها ذاكرة ترجمة: رُفض.",
    "This is no TMX file: its first element is {name}.": "ليس هذا ملف TMX: أول عناصره {name}.",
    "This TMX file has {number} units; at most {most} can be imported.":
        "في ملف TMX هذا {number} وحدة؛ ولا يُستورد أكثر من {most}.",
    "This TMX file has no unit with Arabic in it.": "ليس في ملف TMX هذا وحدة فيها عربية.",
    "This TMX file cannot be read: {reason}.": "تعذرت قراءة ملف TMX هذا: {reason}.",
    "This web page carries no Rafiq document: only pages that Rafiq saved can be brought back.":
        "ليس في صفحة الويب هذه مستند رفيق: لا تُستعاد إلا الصفحات التي حفظها رفيق.",
    "The document in this web page is damaged: {reason}.": "المستند الذي في صفحة الويب هذه تالف: {reason}.",
    "There is no annotation in this file: a W3C Web Annotation has a body and a target.":
        "ليس في هذا الملف ملاحظة: لملاحظة W3C متن وهدف.",
    "These annotations are no JSON: {reason}.": "هذه الملاحظات ليست JSON: {reason}.",
    "There are more than {most} annotations; at most that many can be brought in.":
        "الملاحظات أكثر من {most}، وهو أكثر ما يُستورد.",
    # the page
    "Too many readers are here now; try again in a few minutes.": "القراء هنا كثيرون الآن؛ حاول بعد دقائق.",
    "This article is still being read; try again in a moment.": "ما زال هذا المقال يُقرأ؛ حاول بعد لحظة.",
    "This article is still being read.": "ما زال هذا المقال يُقرأ.",
    "This article has no sentence {number}.": "ليس في هذا المقال جملة رقمها {number}.",
    "This article has no word {word} in sentence {number}.": "ليس في الجملة {number} من هذا المقال كلمة رقمها {word}.",
    "This article has no name number {number}.": "ليس في هذا المقال اسم رقمه {number}.",
    "The word {word} has no reading {number}.": "ليس للكلمة {word} قراءة رقمها {number}.",
    "The engine {name} is not installed here; installed: {engines}.": "المحرك {name} غير مثبت هنا؛ المثبت: {engines}.",
    "{name} was not asked about sentence {number}.": "لم يُسأل {name} عن الجملة {number}.",
    "The page sent {name} {value}; a number was expected.": "أرسلت الصفحة {name} {value}؛ والمنتظر عدد.",
    "The page sent no usable {name}: a text of 1 to {most} characters was expected.":
        "لم ترسل الصفحة {name} صالحًا: المنتظر نص من 1 إلى {most} حرفًا.",
    "The page sent something this Rafiq does not know: {kind}.": "أرسلت الصفحة ما لا يعرفه هذا الإصدار من رفيق: {kind}.",
    "A highlight is on the arabic or the english side, not {side}.": "التظليل على الجهة arabic أو english، لا {side}.",
    "Sentence {number} has nothing to highlight from {start} to {end}.": "ليس في الجملة {number} ما يُظلَّل من {start} إلى {end}.",
    "No Chromium, Chrome or Edge is installed here to make a PDF: open the saved web page and print it.":
        "لا يوجد هنا Chromium أو Chrome أو Edge لصنع PDF: افتح صفحة الويب المحفوظة واطبعها.",
    "{program} made no PDF of this copy: open the saved web page and print it.":
        "لم يصنع {program} ملف PDF لهذه النسخة: افتح صفحة الويب المحفوظة واطبعها.",
    "{program} could not be started: {reason}.": "تعذر تشغيل {program}: {reason}.",
    "{program} did not make the PDF in {seconds} seconds: try again.":
        "لم يصنع {program} ملف PDF في {seconds} ثانية: حاول مرة أخرى.",
    # what the system says
    "No such file or directory": "لا ملف ولا مجلد بهذا الاسم", "Permission denied": "الإذن مرفوض", "Is a directory": "هو مجلد",
    "Not a directory":
        "ليس مجلدًا",
    "No space left on device": "لا مساحة باقية على القرص",
    "Read-only file system": "نظام الملفات للقراءة فقط",
    "Input/output error": "خطأ في القراءة أو الكتابة", "Cannot allocate memory": "لا تكفي الذاكرة",
    "Connection refused": "رُفض الاتصال", "Network is unreachable": "الشبكة غير متاحة",
}  # fmt: skip
