"""Short forms at which no sentence ends, as what they shorten or name goes on: "Ms. Alvarez", "ст. 12", "ul. Długa".

sentencex knows many of each language; here are those that it cuts at. What a word is in one language, it may not be in
another, and a word that is short for something only before a number, or before a capital, counts only there.
"""

from __future__ import annotations

from index.text.calendar_names import MONTHS_IN
from index.text.patterns import lazy_pattern

_MONTH = "|".join(sorted({name[:most] for names in MONTHS_IN.values() for name in names for most in (3, 4)}))
_DAY = "Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun"
_CAPITAL = r"(?=\s+[^\W\d_a-z])"
_ABBREVIATION = lazy_pattern(
    # Only at a word with a point: all of the others would be tried in vain at each letter.
    r"\b(?=\w+\.|N[º°])(?:"
    # Numbered things.
    r"(?i:Tel|Fax|Ext|Ref|Nos?|Figs?|Eqs?|Tab|Secs?|Chap|Vols?|Pp?|Arts?|Par|Approx|Min|Max|Inv|Reg|Nr|Abs|Str|Bd|"
    r"Paras?|Sch|Cl|Ch|Apt|Est|P[aá]g|Lgs)\.(?=\s+[\d(+#§])|(?:Ex|Av)\.(?=\s+\d)|N[º°]\.?(?=\s+\d)|"
    # "VAT Reg. No. GB 318".
    r"(?i:Tel|Fax|Ref|Inv|Reg|Art|Cat|Acct?|Cust|Ord)\.(?=\s+(?:Nos?|Nr)\b)|N(?:os?|r)\.(?=\s+[A-Z]{1,4}[ -]?\d)|"
    # Titles, and what names begin with.
    rf"(?i:Cllrs?|Messrs|Mmes?|Mlles?|Hon|Revd?|Insp|Sgt|Supt|Dres|Dña|Mevr|Dhr|Atty)\.{_CAPITAL}|"
    # In capitals as transcripts have them; MS is an illness, too.
    r"(?:M[RSX]|MRS|DR|PROF|HON|SGT)\.(?=\s+[A-Z]{2})|"
    rf"(?:Ms|Mx|Dr|Prof|Ft|Mt|Hl|Fa)\.{_CAPITAL}|[A-Z]\.-[A-Z]\.{_CAPITAL}|"
    # Days and hours.
    rf"(?<=\d )(?i:{_MONTH})\.(?=\s+\d{{4}}\b)|"
    rf"(?:{_DAY})\.(?=\s+(?:\d|[a-z–-]))|[ap]\. ?m\.(?=\s+(?:(?:{_DAY})(?:[a-z]*day)?s?|"
    r"[ECMP][SD]?T|GMT|BST|CES?T|UTC)\b)|"
    r"deg\.(?=\s+[CF]\b)|"
    # Measures and other short forms, within a sentence.
    r"(?i:tbsp|tbs|tsp|pkg|pkt|incl|excl)\.(?=\s+[^\W\d_])|"
    r"(?i:max|min|approx|avg|avail|eds?|vols?|temp)\.(?=\s+[a-z])|"
    r"(?<=\d )(?:[mk]?g|[kcm]?m|m?l|lbs?|oz)\.(?=\s+(?:of|per|and|or|in|each|long|wide|high|deep)\b))\s*"
)
# Words of one language, which are others in another: "Me." is a lawyer in French.
_OF_LANGUAGE = {
    language: lazy_pattern(pattern)
    for language, pattern in (
        ("fr", rf"(?:\b(?:M|Me|Mgr|Pr|St|Ste|prof|dr)\.{_CAPITAL}|\b\d{{1,2}} ?h\.(?=\s+\d))\s*"),
        (
            "es",
            rf"(?:\b(?:D|Av|Avda|prof|Ctra|Cnel|Pza|Plza|Ing|Arq|Lic)\.{_CAPITAL}|\b(?:aprox|m[áa]x|m[íi]n)\.(?=\s+\d))\s*",
        ),
        ("pt", rf"\b(?:D|Av|prof)\.{_CAPITAL}\s*"),
        ("it", rf"(?:(?<=, )c\.(?=\s+\d)|\b(?:D|S|prof|dott)\.{_CAPITAL}|\bn\.(?=\s+\d)|\b[ad]\.(?=\s?C\.))\s*"),
        ("nl", rf"(?:\b(?:St|prof|dr)\.{_CAPITAL}|[a-z]str\.(?=\s+\d))\s*"),
        (
            "pl",
            rf"(?:\b(?i:ust|pkt|dn|ok|godz|poz|lit|zob|par|zał)\.(?=\s+\d)|\b(?i:dr|inż|mgr|hab|ks|św|gen|płk|al)\.{_CAPITAL})\s*",
        ),
        # "п." and "пл." are short before a number or a name only: "и пр." ends a list, and "им." is a word.
        (
            "ru",
            rf"(?<!\w)(?:(?i:ст|п|пп|ч|гл|разд|рис|табл|прил|стр|с|кв|оф|корп|вып|изд)\.(?=\s+[\dIVX])|"
            rf"(?i:св|пл|ул|пер|наб|просп|пос|дер|акад|проф|доц|инж|ген|гр)\.{_CAPITAL})\s*",
        ),
        ("de", rf"(?:\b(?i:zzgl|abzgl|inkl|exkl|einschl|bzgl|gem|vgl|evtl|ggf|lt|sog|hl)|-Ing)\.{_CAPITAL}\s*"),
        # A number with a point is an ordinal before what it counts, and a sentence ends with its verb: "II. Mehmed".
        (
            "tr",
            rf"(?:\b(?i:dr|prof|doç|yrd|arş|öğr|gör|av|alb|gen|org|sn|hz|st|mah|cad|sok|bkz)\.{_CAPITAL}|\b[IVXLC]+\.{_CAPITAL}|"
            rf"(?<![\w.,:–-])\d{{1,2}}\.{_CAPITAL}|\bM\.\s?[ÖS]\.(?=\s*\d))\s*",
        ),
        ("el", r"(?<!\w)(?:[Α-Ω]\.(?=\s+[Α-Ω])|(?:αρ|σελ|τηλ|άρθρ|παρ|κεφ|εικ)\.(?=\s+\d))\s*"),
        # Titles, rupees, "before Christ", and letters by their English names before a name or another letter.
        (
            "hi",
            r"(?:^|(?<=\s))(?:(?:डॉ|डा|प्रो|श्री|पं|स्व|ई)\.|(?:रु|रू|सं|क्र)\.(?=\s*\d)|पू\.(?=\s*[\d\u0900-\u0963])|"
            r"(?:ए|बी|सी|डी|एफ|एच|आई|जे|के|एल|एम|एन|ओ|पी|आर|एस|टी|यू|वी)\.(?=\s+[\u0900-\u0963]))\s*",
        ),
        # "Before Christ" and "post office box" are two letters each.
        ("ar", r"(?:(?:^|(?<=\s))[دأم]\.|(?<!\w)(?:ص\.\s?ب\.(?=\s*\d)|ق\.(?=\s?م\.)|ص\.(?=\s?ب\.)))\s*"),
    )
}


def ends_in_a_short_form(before: str, after: str, language: str) -> bool:
    """Whether a text ends with a word that is short for another, where `after` goes on; `language` is a code."""
    tail = before[-16:]
    patterns = (_ABBREVIATION, *((_OF_LANGUAGE[language],) if language in _OF_LANGUAGE else ()))
    return any(match.end() == len(tail) for own in patterns for match in own.finditer(tail + after[:16]))
