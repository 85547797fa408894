"""Taking apart fields into which a publisher has written several names or several dates."""

from __future__ import annotations

import re

from screening.text.names import script, squeeze

_ENUMERATORS = re.compile(r"(?:^|(?<=[\s,;]))(?:\(?([a-z])\)|\(?(\d{1,2})\))(?=\s*\S)")
_SEPARATORS = re.compile(r"\s*[;\uff1b؛،、]\s*|\s+[/|]\s+")
_UNSPACED = re.compile(r"\s*[/|]\s*")
_LANGUAGES = (
    "amharic|arabic|chinese|cyrillic|dari|farsi|hebrew|japanese|korean|kurdish|pashto|persian|russian"
    "|tigrinya|ukrainian|urdu"
)
_LABELS = re.compile(
    r"(?i)\b(?:(?:in\s+)?original script(?: name)?"
    rf"|(?:in\s+)?(?:{_LANGUAGES})(?:\s+script)?)\s*:"
    rf"|\((?:in\s+)?(?:{_LANGUAGES})(?:\s+script)?\)"
)
_DESCRIPTIONS = re.compile(
    r"(?i)\(\s*(?:combat name|birth name|maiden name|nom de guerre|initials|call sign"
    r"|(?:previously|formerly) listed as)\s*\)"
    r"|,?\s*\bborn\s+(?:in|on|\d).*$"
)
_BRACKETED = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\uff08([^\uff08\uff09]*)\uff09")
# Most names hold none of what parts names; this spares them the rest of the search.
_WORTH_A_LOOK = re.compile(r"[^\x00-\u024f\u2010-\u2030]|[;:|()\[\]]|\s/\s|\bborn\b", re.IGNORECASE)
LONGEST = 2_000
"""A longer field is prose, not names: it stays whole."""
_ENDS = " ,;:/|-\N{EN DASH}\N{EM DASH}"


def split_enumeration(text: str) -> tuple[str, ...]:
    """The parts of "a) … b) …" or "1) … 2) …"; the whole text where it is not such a list.

    Only enumerators that count up from the first (a, b, c; 1, 2, 3) part the text. What stands
    before the first one is a part of its own.
    """
    marks: list[re.Match[str]] = []
    wanted = 1
    for mark in _ENUMERATORS.finditer(text):
        number = ord(mark[1]) - ord("a") + 1 if mark[1] else int(mark[2])
        # "Name one b) name two": publishers often leave the first letter out.
        implied = not marks and wanted + 1 == number and text[: mark.start()].strip()
        if number == wanted or implied:
            marks.append(mark)
            wanted = number + 1
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    parts = (squeeze(text[a:b]).strip(_ENDS) for a, b in zip(starts, ends, strict=True))
    return tuple(part for part in parts if part)


def split_names(text: str) -> tuple[str, ...]:
    """The names in one field, each once, in order; the whole text where it holds one name.

    Parts at ";", at " / ", at enumerators, and at brackets that give the name in another script.
    Labels ("original script:") and descriptions ("(combat name)") are not names. The caller keeps
    the whole text where this function changed it.
    """
    if len(text) > LONGEST or not _WORTH_A_LOOK.search(text):
        return tuple(name for name in [_tidy(text)] if name)
    bare = _DESCRIPTIONS.sub(" ", _LABELS.sub(" ", squeeze(text)))
    parts = [
        tidy
        for enumerated in split_enumeration(bare)
        for unbracketed in _unbracket(enumerated)
        for part in _separate(unbracketed)
        if (tidy := _tidy(part))
    ]
    return tuple(dict.fromkeys(parts)) or ((squeeze(text),) if text.strip() else ())


def native_parts(text: str) -> tuple[str, ...]:
    """The names in `text` that are not in Latin letters, such as a remark's "in Arabic: …"."""
    names = split_names(text)
    return tuple(name for name in names if script(name) not in {"", "Latin", "Mixed"})


def _unbracket(text: str) -> list[str]:
    """Brackets become names of their own where one side is Latin and the other is not."""
    bare = _BRACKETED.sub(" ", text)
    outside, inside, start = [], [], 0
    for found in _BRACKETED.finditer(text):
        held = next(group for group in found.groups() if group is not None)
        if _changes_script(held, bare):
            outside.append(text[start : found.start()])
            inside.append(held)
            start = found.end()
    outside.append(text[start:])
    # A name may go on after one bracket; after several, each closes the name before it.
    around = outside if len(inside) > 1 else [" ".join(outside)]
    return [part for piece in (*around, *inside) for part in _by_script(piece)]


def _changes_script(left: str, right: str) -> bool:
    scripts = {script(left), script(right)}
    return len(scripts) > 1 and "" not in scripts and "Latin" in scripts and "Mixed" not in scripts


def _by_script(text: str) -> list[str]:
    """Latin words followed by others (or before them) are two names if each has two words."""
    words = text.split()
    latin = [script(word) in {"Latin", ""} for word in words]
    changes = [n for n in range(1, len(words)) if latin[n] != latin[n - 1]]
    if len(changes) == 1 and min(changes[0], len(words) - changes[0]) > 1:
        return [" ".join(words[: changes[0]]), " ".join(words[changes[0] :])]
    return [text]


def _separate(text: str) -> list[str]:
    parts = _SEPARATORS.split(text)
    if script(text) not in {"Latin", "Mixed", ""}:
        # "C/O", "A/S" and "24/7" belong to Latin names; other scripts know "/" only between names.
        return [piece for part in parts for piece in _UNSPACED.split(part)]
    return parts


def _tidy(text: str) -> str:
    text = squeeze(text).strip(_ENDS)
    for opening, closing in ("()", "[]"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, " ").replace(closing, " ")
        elif text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            text = text[1:-1]
    return squeeze(text).strip(_ENDS)
