"""What goes wrong with engines, as an Arabic page says it: fetching, judging, verifying and asking them. See `faults`."""

from __future__ import annotations

from typing import Final

__all__ = ["ENGINE_FAULTS"]

ENGINE_FAULTS: Final[dict[str, str]] = {
    # fetching
    "{what} did not answer.": "لم يجب {what}.", "{what} answered {status}.": "أجاب {what} بالرمز {status}.",
    "{what} could not be reached ({reason}).": "تعذر الوصول إلى {what} ({reason}).",
    "{what} could not be asked ({reason}).": "تعذر سؤال {what} ({reason}).",
    "{what} broke off after {have} bytes ({reason}); what came is kept, so try again to go on.":
        "انقطع {what} بعد {have} بايت ({reason})؛ ما وصل محفوظ، فحاول مرة أخرى ليتابع.",
    "{what} broke off after {have} of {size} bytes ({reason}); what came is kept, so try again to go on.":
        "انقطع {what} بعد {have} من {size} بايت ({reason})؛ ما وصل محفوظ، فحاول مرة أخرى ليتابع.",
    "{what} gave another file than the one that Rafiq knows (its sha256 is {sum}…).":
        "أعطى {what} ملفًا غير الذي يعرفه رفيق (sha256: {sum}…).",
    "{what} sent more than {most} KB.": "أرسل {what} أكثر من {most} ك.ب.",
    "The file {name} cannot be written: {reason}.": "تعذرت كتابة الملف {name}: {reason}.",
    "The disk is full: {name} cannot be written to its end; what is there is kept.":
        "القرص ممتلئ: لم يُكتب {name} إلى آخره؛ ما كُتب محفوظ.",
    "No address of {name} is known.": "لا يُعرف عنوان للملف {name}.",
    "{name} is set, so nothing is fetched: unset it, or name a folder that has the files.":
        "المتغير {name} مضبوط، فلا يُجلب شيء: ألغه، أو سمِّ مجلدًا فيه الملفات.",
    "{name} is set, so nothing is installed: unset it, or install {packages} by yourself.":
        "المتغير {name} مضبوط، فلا يُثبَّت شيء: ألغه، أو ثبّت {packages} بنفسك.",
    "{name} is set, so the hub is not asked: unset it, or name a folder that has the model.":
        "المتغير {name} مضبوط، فلا يُسأل المستودع: ألغه، أو سمِّ مجلدًا فيه النموذج.",
    "{size} of disk are needed in {folder}, and {free} are free.": "يلزم {size} من القرص في {folder}، والمتاح {free}.",
    "{name} needs {size} of disk in {folder}, and {free} are free.":
        "يحتاج {name} إلى {size} من القرص في {folder}، والمتاح {free}.",
    "The folder {folder} cannot be written: {reason}.": "لا تمكن الكتابة في المجلد {folder}: {reason}.",
    "The file {name} is damaged: {reason}.": "الملف {name} تالف: {reason}.",
    "The file {packed} holds another {name} than Rafiq knows (its sha256 differs).":
        "في الملف {packed} {name} غير الذي يعرفه رفيق (يختلف sha256).",
    "The file {name} in {folder} is not the one Rafiq knows (its sha256 differs).":
        "الملف {name} في {folder} غير الذي يعرفه رفيق (يختلف sha256).",
    "The folder {folder} has neither {name} nor {packed}.": "ليس في المجلد {folder} لا {name} ولا {packed}.",
    "{name} is not a repository of the hub: it should look like owner/name.": "{name} ليس مستودعًا: ينبغي أن يكون مثل owner/name.",
    "The hub has no public repository {name}.": "ليس في المستودع العام {name}.",
    "The hub has {name}, but not the version or file that was asked for.": "في المستودع {name}، لا الإصدار أو الملف المطلوب.",
    "The hub did not deliver {name} ({reason}): try again, what came so far is kept.":
        "لم يسلّم المستودع {name} ({reason}): حاول مرة أخرى، وما وصل محفوظ.",
    "{name} is gated: its publisher asks for an account and agreement first, and Rafiq uses none. {how}":
        "{name} مقيَّد: يطلب ناشره حسابًا وموافقة أولًا، ولا يستعمل رفيق شيئًا من ذلك. {how}",
    "{name} offers no .safetensors weights and nothing that is ready for CTranslate2; Rafiq opens no other kind.":
        "لا يعرض {name} أوزان .safetensors ولا شيئًا جاهزًا لـ CTranslate2؛ ولا يفتح رفيق غيرهما.",
    "{name} has no tokenizer beside its {file}, and cannot be used without one.":
        "ليس مع {name} مقطّع كلمات بجانب {file}، ولا يُستعمل من دونه.",
    "The {file} of {name} is damaged: {reason}.": "الملف {file} من {name} تالف: {reason}.",
    "Installing PyTorch took over an hour: check the network, then try again.":
        "طال تثبيت PyTorch أكثر من ساعة: تأكد من الشبكة ثم حاول.",
    "PyTorch could not be installed ({reason}): check the network and the disk, then try again.":
        "تعذر تثبيت PyTorch ({reason}): تأكد من الشبكة والقرص ثم حاول.",
    "{what} needs {packages}, which the default install leaves out ({size} GB): {how} installs them.":
        "يحتاج {what} إلى {packages}، وهي ليست في التثبيت الأساسي ({size} غ.ب): يثبتها الأمر {how}.",
    # trying and asking
    "An engine cannot be named {name}, which stands for {what}: choose another name.":
        "لا يُسمى محرك {name}، فهو يدل على {what}: اختر اسمًا آخر.",
    "engine": "محرك", "translation engine": "محرك ترجمة",
    "The engine {name} does not say here what its publisher's own run of it said (chrF {mean} over {number} sentences, "
    "{least} at worst; {most} and {each} are asked for), so it is not used.":
        "لا يقول المحرك {name} هنا ما قاله عند ناشره (chrF {mean} في {number} جملة، "
        "وأسوؤها {least}؛ المطلوب {most} و{each})، فلن يُستعمل.",
    "The engine {name} needs the package fxtranslate, which is not installed or has no build for this machine.":
        "يحتاج المحرك {name} إلى الحزمة fxtranslate، وهي غير مثبتة أو لا إصدار منها لهذا الجهاز.",
    "The engine {name} in {folder} cannot be read: {reason}.": "تعذرت قراءة المحرك {name} في {folder}: {reason}.",
    "The engine {name} {what}: {reason}.": "المحرك {name} {what}: {reason}.",
    "The engine {name} broke off.": "انقطع المحرك {name}.",
    "The engine {name} is not installed here: run {how} to fetch it.": "المحرك {name} غير مثبت هنا: شغّل {how} لجلبه.",
    "The sentencepiece model {name} cannot be read: {reason}.": "تعذرت قراءة نموذج sentencepiece {name}: {reason}.",
    "The converted engine {folder} cannot be opened: {reason}.": "تعذر فتح المحرك المحوّل {folder}: {reason}.",
    "The engine failed on a batch of {number} sentences: {reason}.": "أخفق المحرك في دفعة من {number} جملة: {reason}.",
    "There is too little memory to translate even one sentence at a time.": "لا تكفي الذاكرة لترجمة جملة واحدة.",
    "The server offers no model named {name}; it offers {names}.": "لا يعرض الخادم نموذجًا اسمه {name}؛ ويعرض {names}.",
    "The server gave no English for «{sentence}»: {reason}": "لم يعط الخادم إنجليزية للجملة «{sentence}»: {reason}",
    "The server gave no answer.": "لم يعط الخادم جوابًا.",
    "The server at {address} offers no model: name one after # in its address.":
        "لا يعرض الخادم {address} نموذجًا: سمِّ واحدًا بعد # في عنوانه.",
    "The server at {address} answered, but not as an OpenAI-compatible server does.":
        "أجاب الخادم {address}، لكن لا كما يجيب خادم متوافق مع OpenAI.",
    "The server at {address} answered with more than {most} MB.": "أجاب الخادم {address} بأكثر من {most} م.ب.",
    "The server at {address} did not answer within {seconds} s.": "لم يجب الخادم {address} في {seconds} ث.",
    "The server at {address} did not answer ({reason}).": "لم يجب الخادم {address} ({reason}).",
    "Nothing answers at {address}: is the server running?": "لا يجيب شيء في {address}: هل الخادم يعمل؟",
    "{address} is not the address of a server: it should look like http://127.0.0.1:8080 or …#model.":
        "{address} ليس عنوان خادم: ينبغي أن يكون مثل http://127.0.0.1:8080 أو …#model.",
    "{address} is not the address of a server: {reason}.": "{address} ليس عنوان خادم: {reason}.",
    "{host} is not on this machine or its private network, and Rafiq sends no text elsewhere unless it is added so.":
        "{host} ليس على هذا الجهاز أو شبكته الخاصة، ولا يرسل رفيق نصًا إلى غيرهما ما لم يُضف كذلك.",
    "There is no machine called {host} on this network.": "لا جهاز اسمه {host} على هذه الشبكة.",
    "This model does not know the language tag {tag}.": "لا يعرف هذا النموذج رمز اللغة {tag}.",
}  # fmt: skip
