"""What a browser sees that has not been let in: one sentence, and the passphrase's field where the server takes one.

Whole pages of their own, without script, in English and Arabic; nothing of the request stands in them but the address they lead to.
"""

from __future__ import annotations

from typing import Final

from rafiq.render import escape

__all__ = ["HEADERS", "SENTENCES", "entering", "page", "passphrase_form", "whole"]

HEADERS: Final = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # without any referrer a browser calls the form's origin "null"
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SENTENCES: Final[dict[str, tuple[int, str, str]]] = {
    "host": (
        421,
        "This is Rafiq, under a name that is not its own: open the address that Rafiq printed when it started.",
        "هذا رفيق تحت اسم ليس اسمه: افتح العنوان الذي كتبه رفيق عند تشغيله.",
    ),
    "origin": (
        403,
        "Another site's page asked Rafiq for something: only Rafiq's own page may.",
        "طلبت صفحة من موقع آخر شيئًا من رفيق: لا يُسمح بذلك إلا لصفحة رفيق نفسها.",
    ),
    "key": (
        403,
        "This browser has not been let in: open the address with the key that Rafiq printed when it started.",
        "لم يُسمح لهذا المتصفح بالدخول بعد: افتح العنوان الذي فيه المفتاح كما كتبه رفيق عند تشغيله.",
    ),
    "code": (
        403,
        "This address serves once and has been used: open the address with the key that Rafiq printed when it started.",
        "هذا العنوان صالح لمرة واحدة وقد استُعمل: افتح العنوان الذي فيه المفتاح كما كتبه رفيق عند تشغيله.",
    ),
    "passphrase": (
        403,
        "Rafiq on another computer: its passphrase lets this browser in.",
        "رفيق على حاسوب آخر: اكتب عبارة المرور ليدخل هذا المتصفح.",
    ),
    "wrong": (
        403,
        "That was not the passphrase. Try again.",
        "ليست هذه عبارة المرور. حاول مرة أخرى.",
    ),
    "wait": (
        429,
        "Too many wrong passphrases: try again in half a minute.",
        "محاولات خاطئة كثيرة: حاول مرة أخرى بعد نصف دقيقة.",
    ),
}
_STYLE: Final = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem;color:#20242c;background:#fbf9f5}"
    "input,button{font:inherit;padding:.6rem .8rem;margin:.3rem 0;min-height:44px;box-sizing:border-box}"
    "button{background:#0b6562;color:#fff;border:0;border-radius:.4rem}"
    "@media(prefers-color-scheme:dark){body{color:#e8e4da;background:#15181c}}"
)


def page(reason: str, form: str = "") -> tuple[int, bytes]:
    """Status and body of the page for one of `SENTENCES`."""
    status, english, arabic = SENTENCES[reason]
    return status, whole(
        f'<p>{escape.text(english)}</p><p lang="ar" dir="rtl">{escape.text(arabic)}</p>{form}',
    )


def passphrase_form(path: str) -> str:
    """The field for the passphrase; what is sent goes to `path`."""
    return (
        f'<form method="post" action="{escape.attribute(path)}"><label>Passphrase · <span lang="ar">عبارة المرور</span><br>'
        '<input type="password" name="passphrase" autocomplete="current-password" required autofocus></label> '
        '<button>Enter · <span lang="ar">ادخل</span></button></form>'
    )


def entering(address: str) -> bytes:
    """The page that leads on to `address`: a step of its own, so that the browser sends the cookie it has just been given."""
    safe = escape.attribute(address)
    return whole(f'<p><a href="{safe}">Rafiq · رفيق</a></p>', f'<meta http-equiv="refresh" content="0;url={safe}">')


def whole(body: str, head: str = "", *, script: str = "", token: str = "") -> bytes:
    """A page of its own around `body`; `script` and `head` are ours, `token` is for the script."""
    run = f'<script type="module">{script}</script>' if script else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Rafiq رفيق</title>'
        f'<meta name="viewport" content="width=device-width">{head}<style>{_STYLE}</style></head>'
        f'<body data-token="{escape.attribute(token)}"><main>{body}</main>{run}</body></html>'
    ).encode()
