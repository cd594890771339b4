"""What a question wants measured, and whether a text has any such measure: a price needs a currency somewhere.

English questions; asked in another language, nothing is missing.
"""

from __future__ import annotations

import re

from index.text.patterns import BETWEEN, lazy_pattern

_MONEY = (
    r"[$€£¥₹₽₺₩₪]|\b(?:euros?|dollars?|pounds?|francs?|crowns?|krone[rn]?|kron(?:or|a)|rupees?|yen|yuan|(?<!per )"
    r"cents?|pence|pennies|usd|eur|gbp|chf|nothing|unpaid|million|billion|trillion|pesos?|reais|rand|lir[ae]s?|zlotys?|złoty|"
    r"forints?|r(?:o|u|ou)bles?|hryvnias?|dirhams?|dinars?|ri[yi]als?|shekels?|baht|dong|naira|rupiah|ringgit|"
    r"shillings?|guilders?|florins?|guineas?|ducats?|thalers?|talers?|(?<=\d )(?:marks?|won|real))\b|\b\d+p\b|"
    # "20 cm of free space" and "5 % salt" are no prices.
    r"\bfree\b(?! (?:space|room|area|end|hands?|time|days?|will|fall|from)\b)|"
    r"(?:\d\s?%|\bper ?cent\b)(?=\W*(?:$|of\b|off\b|on\b|less\b|more\b|cheaper\b|discount|an?\b|per\b)|[.,;:)])|"
    # Told as a multiple, or by who bears it: "double rate", "twice the hourly rate", "at his own expense".
    r"\b(?:double|triple|half|full) (?:the )?(?:\w+ )?(?:rate|pay|price|wages?|salary|fee|fare)\b|\bdouble time\b|"
    r"\b(?:times|twice) the\b|"
    # A bare number of a row, as `rag.passages.tables` tells it: the currency may stand above the table, or go without
    # saying.
    r"(?:^|, )\d[\d.,' ]* (?:[\w-]+ ){0,2}(?:prices?|costs?|fees?|fares?|rent|charges?|salary|wages?)"
    r"(?: (?:per|an?|each|for|in) [\w ]+)?(?:,|$)|"
    # "46 Amount" counts hours, say; written as money is, what stands in such a column is money.
    r"(?:^|, )(?:\d[\d,.' ]*[.,]\d\d|\d{1,3}(?:[,.' ]\d{3})+) (?:[\w-]+ ){0,2}"
    r"(?:amounts?|totals?|sums?|balance|debits?|credits?|value|turnover|paid(?: (?:in|out))?|payments?|in|out|budget)"
    r"(?:,|$)|"
    r"\bincluded in the (?:price|rent|fare|fee|ticket|cost)\b|\bat (?:[\w'’]+ ){1,3}(?:expense|cost)\b"
)
# The unit may stand at the head of the column, or with the label: "27.5 Depth (m)", "Depth in cm: 40".
_LENGTH = (
    r"\d\s?(?:mm|cm|m|km|ft|in|yd|mi|″|\")(?!\w)|[(\[](?:mm|cm|m|km|ft|yd|mi)[)\]]|\bin (?:mm|cm|m|km|ft)\b|"
    r"\b(?:metres?|meters?|kilomet\w+|centimet\w+|millimet\w+|miles?|feet|foot|"
    r"inch(?:es)?|yards?|storeys?|stories|floors?)\b"
)
_TIME = (
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|century|centuries|nights?|overnight)\b|"
    r"\d\s?(?:s|secs?|mins?|h|hrs?|yrs?)\b|[(\[](?:s|secs?|mins?|h|hrs?|d|yrs?)[)\]]"
)
_AGE = rf"{_TIME}|\b(?:aged?|old|born|since|founded|built|\d{{4}})\b"
_LASTS = (
    rf"{_TIME}|\b\d{{4}}\b|\d[:.]\d\d\b|\b(?:since|until|till|indefinite\w*|permanent\w*|forever|lifetime|immediately|"
    r"briefly|always|(?:short|long) (?:time|while|period)|(?:no|any) longer|(?:as|so) long as|"
    r"all (?:day|night|year))\b"
)
_WEIGHT = (
    r"\d\s?(?:kg|g|t|lbs?|oz)\b|[(\[](?:kg|g|t|lbs?|oz)[)\]]|\bin (?:kg|lbs?|oz)\b|"
    r"\b(?:kilo\w*|grams?|grammes?|tons?|tonnes?|pounds?|ounces?|weigh\w*)\b"
)
# "8 cents a minute" is no speed.
_SPEED = (
    r"\d\s?(?:km/h|mph|m/s|knots?|kn|kbit|mbit|mb|rpm)|\bspeed|"
    r"\b(?:km|\w*met(?:re|er)s?|miles?|feet|knots?|yards?|inch(?:es)?|laps?|rounds?|turns?|revolutions?|rotations?|times|"
    r"strokes?|words?|pages?|pieces?|\w*bits?|\w*bytes?) (?:per|an|a|every) (?:hour|second|minute)\b"
)
# A few words without a verb: "price of the bench", "bench price".
_KEYWORDS = (
    r"^\W*(?:the )?(?:prices?|costs?|fees?|fares?|rent) (?:of|for) (?!living\b|war\b|peace\b)|"
    r"^\W*(?!(?:wh\w+|how|is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have|list|show|name|"
    r"compare|explain|describe)\b)(?:[\w’'-]+ ){1,4}(?:prices?|cost|fees?|fares?)\W*$|"
    r"^\W*(?:price|fare) (?!lists?\b|of\b|for\b|increases?\b|rises?\b)[\w’' -]+\W*$"
)
_NOISE = r"\bdb\b|\bdecibels?\b|\b(?:quiet|loud|nois|silent)\w*"
_HEAT = r"°|\bdegrees?\b|\bcelsius\b|\bfahrenheit\b|\d\s?[CF]\b|\b(?:hot|cold|warm)\w*"
_PAYS = (
    r"costs?|priced?|pay|paid|pays|charged?|fee|rent|salary|earn|earns|earned|spend|spent|worth|fare|sell|sold|wages?|"
    r"fine|reimbursed?"
)
_PRICE = r"prices?|salary|wages?|fare|fee|rent|costs?"
# How it is asked, and what an answer must have; the first row that fits counts.
_MEASURES = tuple(
    (lazy_pattern(asked, re.I), lazy_pattern(answer, re.I))
    for asked, answer in (
        (
            rf"\bhow much\b{BETWEEN}\b(?:{_PAYS})\b|\bhow (?:expensive|cheap)\b|{_KEYWORDS}|"
            r"\bhow much (?:is|are|was|were) (?:the|an?|one|your|this|that|these|those|admission|entry|entrance|"
            r"parking|breakfast|lunch|dinner|delivery|shipping|postage|membership|tuition|insurance|registration) ?"
            rf"(?!{BETWEEN}\b(?:weight|left|used|needed|lost|known|done|of)\b)|"
            rf"\bwhat (?:do|does|did|will|would) (?!{BETWEEN}\b(?:war|mistake|error|delay|accident)s?\b)"
            r"[^?]{0,300}\bcost\b|"
            rf"\bwhat(?:'s|’s| is| was| are| were) (?:the|(?:[\w-]+ ){{0,3}}[\w-]+['’]s) "
            rf"(?:[\w'’-]+ ){{0,3}}(?:{_PRICE})\b(?! of (?:living|war|peace))",
            _MONEY,
        ),
        (r"\bhow old\b", _AGE),
        (r"\bhow (?:deep|tall|wide|thick)\b", _LENGTH),
        (r"\bhow high\b", rf"{_LENGTH}|{_MONEY}|{_HEAT}|%|per ?cent"),
        (r"\bhow far\b", rf"{_LENGTH}|{_TIME}"),
        (rf"\bhow (?:heavy|much {BETWEEN}\bweigh)|\bwhat (?:do|does|did) {BETWEEN}\bweigh\W*$", _WEIGHT),
        # What goes has a speed; what is delivered takes a time.
        (rf"\bhow fast\b{BETWEEN}\b(?:go|run|drive|travel|fly|sail|move|turn|spin|swim)\W*$", _SPEED),
        (r"\bhow fast\b", rf"{_SPEED}|{_TIME}"),
        (r"\bhow long\b", rf"{_LENGTH}|{_LASTS}"),
        (r"\bhow (?:loud|noisy|quiet|silent)\b", _NOISE),
        (r"\bhow (?:hot|cold|warm)\b|\bwhat temperature\b", _HEAT),
        (r"\bcalories\b|\bkcal\b", r"\bk?cal\b|\bcalor\w+|\bkilojoules?\b|\bkj\b"),
    )
)


def measure_asked(question: str) -> re.Pattern[str] | None:
    """What the measure that a question asks for must have; None where it asks for none of a known kind."""
    return next((answer for asked, answer in _MEASURES if asked.search(question)), None)


def lacks_measure(question: str, text: str) -> bool:
    """Whether a question asks for a measure of a kind that a text has none of."""
    answer = measure_asked(question)
    return answer is not None and answer.search(text) is None
