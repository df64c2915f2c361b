"""The words of My words, of highlighting and of reviewing, in English and in Arabic."""

from __future__ import annotations

from typing import Final

__all__ = ["STUDY"]

STUDY: Final[dict[str, tuple[str, str]]] = {
    # in the article
    "state": ("How well you know it", "مدى معرفتك بها"),
    "state_new": ("New", "جديدة"),
    "state_learning": ("Learning", "أتعلمها"),
    "state_known": ("Known", "أعرفها"),
    "stateNow": ("{word}: {state}", "{word}: {state}"),
    "share": ("You know {share} % of the words", "تعرف {share} ٪ من الكلمات"),
    "shareLearning": ("learning {n}", "تتعلم {n}"),
    "hear": ("Hear it", "اسمعها"),
    "hearSentence": ("Hear this sentence", "اسمع هذه الجملة"),
    "hearOn": ("Hear from here on", "اسمع من هنا"),
    "k_hear": ("hear the Arabic from here on, or stop", "اسمع العربية من هنا أو أوقفها"),
    "readShare": ("read to {share} %", "قُرئ {share} ٪"),
    "highlight": ("Highlight", "تظليل"),
    "k_highlight": ("highlight the selection or the word", "ظلّل المحدد أو الكلمة"),
    "bookmark": ("Bookmark", "علامة"),
    "bookmarks": ("Bookmarks", "العلامات"),
    "bookmarkHere": ("Bookmark this sentence", "ضع علامة على هذه الجملة"),
    "bookmarkOff": ("Sentence {n}: take the bookmark off", "الجملة {n}: أزل العلامة"),
    "k_bookmark": ("bookmark the sentence, or take the mark off", "ضع علامة على الجملة أو أزلها"),
    "bookmarkSet": ("Bookmarked: it is in the list of names and bookmarks.", "وُضعت علامة: تجدها في قائمة الأسماء والعلامات."),
    "bookmarkGone": ("The bookmark is gone.", "أزيلت العلامة."),
    "colour_yellow": ("Yellow", "أصفر"),
    "colour_green": ("Green", "أخضر"),
    "colour_blue": ("Blue", "أزرق"),
    "colour_pink": ("Pink", "وردي"),
    # my words
    "myWords": ("My words", "كلماتي"),
    "findWord": ("Search words, meanings and sentences", "ابحث في الكلمات والمعاني والجمل"),
    "noWords": (
        "No words yet. Open the card of a word while you read, and it is kept here with its sentence.",
        "لا كلمات بعد. افتح بطاقة كلمة أثناء القراءة فتُحفظ هنا مع جملتها.",
    ),
    "allStates": ("All ({n})", "الكل ({n})"),
    "someState": ("{state} ({n})", "{state} ({n})"),
    "orderRecent": ("Latest", "الأحدث"),
    "orderLooked": ("Most looked up", "الأكثر بحثًا"),
    "orderArabic": ("Alphabet", "الأبجدية"),
    "orderDue": ("Next review", "المراجعة القادمة"),
    "looked": ("looked up {n}×", "بُحث عنها {n} مرة"),
    "ownMeaning": ("your meaning", "معناك أنت"),
    "nextReview": ("review on {day}", "تُراجع في {day}"),
    "chooseAll": ("Choose all {n} shown", "اختر كل المعروض: {n}"),
    "chooseNone": ("Choose none", "لا تختر شيئًا"),
    "chosenWords": ("{n} chosen", "المختار: {n}"),
    "markAs": ("Mark as", "اجعلها"),
    "forgetChosen": ("Forget them", "انسَها"),
    "forgotten": ("Forgotten: {n}.", "نُسي: {n}."),
    "ankiOfChosen": ("Anki cards", "بطاقات أنكي"),
    "csvOfChosen": ("Table (CSV)", "جدول (CSV)"),
    "editWord": ("Edit", "حرّر"),
    "meaning": ("Meaning", "المعنى"),
    "openThere": ("Open there", "افتح هناك"),
    # review
    "review": ("Review ({n})", "راجع ({n})"),
    "reviewTitle": ("Review", "المراجعة"),
    "reviewNone": (
        "Nothing to review now. Words that you look up or mark as learning come here.",
        "لا شيء للمراجعة الآن. تأتي هنا الكلمات التي تبحث عنها أو تتعلمها.",
    ),
    "reviewLeft": ("{n} left", "بقي {n}"),
    "reviewDone": ("Done: {n} reviewed.", "انتهينا: راجعت {n}."),
    "showAnswer": ("Show the meaning", "أظهر المعنى"),
    "rate_1": ("Again", "ثانية"),
    "rate_2": ("Hard", "صعبة"),
    "rate_3": ("Good", "جيدة"),
    "rate_4": ("Easy", "سهلة"),
    "reviewKeys": (
        "Keys: Space shows the meaning; 1 again, 2 hard, 3 good, 4 easy.",
        "المفاتيح: المسافة تُظهر المعنى؛ ١ ثانية، ٢ صعبة، ٣ جيدة، ٤ سهلة.",
    ),
    "waitMinutes": ("{n} min", "{n} د"),
    "waitHours": ("{n} h", "{n} س"),
    "waitDays": ("{n} d", "{n} ي"),
}
