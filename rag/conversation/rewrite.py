"""A follow-up question becomes one that stands alone, by plain rules and without a model.

A question leans on the conversation when it has a pronoun with nothing to refer to, begins like a continuation
("and …", "what about …"), or is too short to be searched for. Then the names and terms of the turns before it are
carried over, the most recent first; what the question says itself always counts more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from index.text.calendar_names import MONTHS, WEEKDAYS
from index.text.function_words import FUNCTION_WORDS
from index.text.languages import ENGLISH
from index.text.stemming import CAPITALS
from index.text.terms import SIGNS, content_terms, is_stop, language_of, stem, words
from rag.conversation.ellipsis import PREPOSITIONS, replaced
from rag.conversation.pronouns import points_back
from rag.conversation.standalone import TURNS, Standalone, language_in
from rag.passages.said import quotations
from rag.question.byline import asked_of_document
from rag.question.kinds import spoken
from rag.question.nations import SEATS
from rag.question.superlative import has_superlative, is_superlative
from rag.types import Turn
from rag.verdict.opposites import EXCLUDED, TURNED
from rag.whole.overview import recognise
from rag.whole.wording import WORK_NOUN

# Terms that are carried over at most.
MOST_CARRIED = 6
MOST_NAMES = 1

_CONTINUES = re.compile(
    r"^\W*(and|but|or|so|also|what about|how about|how so|who else|what else|where else|anything else|since when|"
    r"for what|by whom|with whom|to whom|such as|like what|really|no|not|sorry|i meant?|yes|ok|okay|more|go on|"
    r"tell me more|"
    # "Why is the bridge closed?" begins anew.
    r"why(?! (?:is|are|was|were|do|does|did|has|have|had|can|could|may|must|should|will|would)\b))\b",
    re.I,
)
# The same in other languages: what refers to something said before, and what goes on from it. A word stands here only
# where it means little else, because a question that stands alone must stay as it is.
_REFERS_BACK = {
    "german": r"\b(er|sie|ihm|ihn|ihnen|dessen|deren|dies|diese[rsmn]?|davon|dazu|dort|damals)\b|^\W*(und|aber|oder)\b",
    "spanish": r"\b(él|ella|ellos|ellas|eso|esto|allí|entonces)\b|^\W*(y|pero|o)\b",
    "french": r"(?<!-)\b(il|elle|ils|elles|celui-ci|celle-ci|cela|là-bas|alors)\b|^\W*(et|mais|ou)\b",
    "italian": r"\b(lui|lei|loro|esso|essa|ciò|lì)\b|^\W*(e|ma|o)\b",
    "portuguese": r"\b(ele|ela|eles|elas|dele|dela|isso|isto|lá)\b|^\W*(e|mas|ou)\b",
    "dutch": r"\b(hij|zij|hem|haar|hun|dit|dat|daar|toen)\b|^\W*(en|maar|of)\b",
    "russian": r"(?<!\w)(он|она|оно|они|его|её|ее|ему|ей|их|им|там|тогда)(?!\w)|^\W*(а|и|но|или)\b",
    "greek": r"(?<!\w)(αυτός|αυτή|αυτό|αυτοί|αυτές|αυτά|εκεί|τότε)(?!\w)|^\W*(και|αλλά)\b",
    "polish": r"\b(on|ona|ono|oni|jego|jej|ich|tam|wtedy)\b|^\W*(a|i|ale)\b",
    "czech": r"\b(ona|ono|oni|jeho|její|jejich|tam|tehdy)\b|^\W*(a|ale)\b",
    "turkish": r"\b(o|onu|onun|ona|onlar|onların|bunu|bunun|orada)\b|^\W*(ve|peki|ama)\b",
    "romanian": r"\b(el|ea|ei|ele|lui|acesta|aceasta|acolo|atunci)\b|^\W*(și|dar|sau)\b",
    "swedish": r"\b(han|hon|honom|henne|hans|hennes|deras|där)\b|^\W*(och|men)\b",
    "danish": r"\b(han|hun|ham|hende|hans|hendes|deres|dér)\b|^\W*(og|men)\b",
    "norwegian": r"\b(han|hun|ham|henne|hans|hennes|deres)\b|^\W*(og|men)\b",
    "finnish": r"\b(hän|hänen|häntä|he|heidän|siellä|silloin)\b|^\W*(ja|mutta|entä)\b",
    "hindi": r"(^|\s)(वह|वे|उस|उसे|उसका|उसकी|उसके|उसने|उन्होंने|वहाँ|वहां)(\s|$)|^\W*(और|लेकिन)\s",
    "arabic": r"\b(هو|هي|هم|ذلك|تلك|هناك|حينها)\s*\W*$|^\W*(وماذا|ومتى|وأين|ومن|وكم|ولماذا|وكيف|لكن)\b",
    "hebrew": r"(?<!\w)(אותו|אותה|שלו|שלה|שלהם|שם|אז)(?!\w)|^\W*(ומתי|ואיפה|ומי|וכמה|ולמה|ומה)(?!\w)",
    "chinese": r"(?<![其吉])他|她|它|那里|那儿|当时|^\W*(那么|那|还有|而)|彼|彼女|それ|そこ|その|^\W*(では|じゃあ)",
    "thai": r"เขา|เธอ|มัน|ที่นั่น|ตอนนั้น|^\W*(แล้ว|และ)",
    "korean": r"(^|\s)(그|그녀|그것|그들|거기)[은는이가을를의에]?(\s|$)|^\W*(그리고|그럼|그런데)",
    "vietnamese": r"\b(ông ấy|bà ấy|anh ấy|cô ấy|nó|họ|ở đó|khi đó)\b|^\W*(và|còn|vậy)\b",
}
# Said to be polite; it asks nothing.
_COURTESY = re.compile(
    r"\W*(thanks?|thx|hello|hi|hey|good (morning|day|evening)|bye|goodbye|ok|okay|great|nice|cool|please|"
    r"( |very|so|much|a lot|all|there|you))+\W*", re.I
)  # fmt: skip
# So the page's own examples ask.
_SAID_ABOUT = re.compile(r"\W*what is said about (?!(?:it|this|that|them|these|those)\b)", re.I)
# The text that the reader is looking at; nobody needs to have spoken of it.
_THIS_TEXT = re.compile(rf"\b(?:this|these) {WORK_NOUN}\b", re.I)
_IT = re.compile(r"\bit\b", re.I)
_REFERS = re.compile(
    r"\b(other|others|another|same|such|both|either|neither|rest|instead|again|else|first|second|"
    # To what was said.
    r"answer|repl(?:y|ies)|respond|react|response|reaction|retort|counter)\b",
    re.I,
)
# "Her" is hers before a noun.
_PERSON = re.compile(
    r"\b(?:(?P<own>his|hers|her(?= \w)(?! (?:for|in|on|at|to|from|by|with|when|after|before)\b))|he|she|him|her)\b",
    re.I,
)
_OBJECTS = frozenset(("him", "her"))
_OF_WHOM = re.compile(r"\W*(?:who|whom|whose|which|what (?:person|company))\b", re.I)
_ASKS_WHO = re.compile(r"\b(who|whom|whose|which|where|what (country|city|person|company|official))\b", re.I)
# "Who leads the choir?", and neither "Who is the treasurer?" nor "Who did Ada Bell meet?"
_WHO_DOES = re.compile(
    r"\W*who (?!(?:do|does|did)\b|(?:is|are|was|were|can|could|may|must|should|will|would|has|have|had) "
    r"(?:(?:the|an?|i|we|you|he|she|it|they|my|our|your|his|her|its|their)\b|(?-i:[A-Z])))",
    re.I,
)
# What may stand between a name and the rest of what is said of it: no other name, and no other clause.
_PREDICATE = re.compile(rf"(?<!['’]s) (?!(?:and|or|{'|'.join(PREPOSITIONS)})\b)[^.,;:!?()“”{CAPITALS}]*")
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|should|must|may|"
    r"has|have|had|list|show|name|tell|find|explain|describe|define|compare|say|says|said)\b",
    re.I,
)
_ASKS_FOR_A_NAME = re.compile(r"\W*(?i:who(?:['’]s| is| was)) [A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*\W*$")
_DAYS = frozenset(map(str.casefold, (*WEEKDAYS, *MONTHS)))
_INNER_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_WRITTEN = re.compile(rf"[^\W_](?:[^\W_]|[{SIGNS}])*(?:['’.-][^\W_](?:[^\W_]|[{SIGNS}])*)*")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\[\d+\]")
# "And in 2019?" asks of another year than the question before it.
_FIGURE = re.compile(r"\W*\d[\d.,:/]*\W*(?:st|nd|rd|th|s|k|m|bn)?", re.I)
# Words in small letters, the first one as it likes: no name, no figure.
_PLAIN = re.compile(rf"[^\W\d_](?:(?![\d_{CAPITALS}])[\w ’'-])*")
# "Under “Boats”, the lowest “Price” of 4 rows: Teal: £540 (Price), 2004 (Built) [1]"
_ROW = re.compile(
    r"(?:.*\brows(?: with “[^”]*”)?[^:“”\n]*: |Under “[^”]*”: )?(?P<name>[^:“”\n]{1,60}): [^“”\n]*\) \[1\]"
)
_FEW = 3
# The words of earlier turns beside a question that is not put anew.
_CARRIED = re.compile(r"\([^()]*\)$")
# "How often" asks: what is counted is no subject.
_ASKED_HOW = re.compile(
    r"\bhow (?:long|often|old|far|big|large|high|tall|deep|wide|heavy|fast|quickly|soon|early|late)\b", re.I
)
# Whose family may be meant by "he" or "she" after they were asked about: "Ada Bell's husband".
_KIN = {
    "he": "husband|father|brother|son|grandfather|grandson|uncle|nephew|stepfather|boyfriend|widower",
    "she": "wife|mother|sister|daughter|grandmother|granddaughter|aunt|niece|stepmother|girlfriend|widow",
}
_FEMALE = re.compile(r"\b(?:she|her|hers)\b", re.I)
_WHERE = re.compile(r"\b(?:where|(?:what|which) (?:country|city|town|place))\b", re.I)
# With this many content words of its own, a question without a pronoun is not a mere continuation.
_STANDS = 3


def stand_alone(question: str, history: Sequence[Turn], *, anyway: bool = False) -> Standalone:
    """The question with what it leans on. Without history, or where it leans on nothing, it is returned as it is.

    `anyway` takes words of the conversation into any question.
    """
    language = language_in(question, history)
    if not history or not (leans(question, language) or (anyway and _asks(question))):
        return Standalone(question)
    if asked := _for_a_person(question, _last_of_the_person(question, history)):
        return Standalone(asked)
    if asked := replaced(question, history[-1].standalone_question or history[-1].question):
        return Standalone(asked)
    said = {stem(word) for word in words(question, language)}
    stated = any(_FIGURE.fullmatch(word) for word in _WRITTEN.findall(question))
    # "And on Sundays?" asks of no Mondays.
    contrary = {term for own in said for table in (EXCLUDED, TURNED) for _, side in table.get(own, ()) for term in side}
    carried: list[str] = []
    # "Summarise the article" names no subject that one could go on about.
    told = (turn for turn in reversed(history) if not _is_of_all(turn.question))
    for turn in islice(told, TURNS):
        # "And the dearest?" asks of no cheapest, and what was the cheapest has a name.
        picks = has_superlative(question)
        row = [] if picks else _answered_row(turn)
        plain = picks or row
        # Nobody calls a place "she".
        named = [] if _PERSON.search(question) and _WHERE.search(turn.question) else _answered_names(turn)
        topics = [*row, *named, *_carried_topics(question, turn)]
        for word in [own for own in topics if not (plain and is_superlative(own))]:
            # A word with a hyphen, and a name, is carried as a whole.
            parts = [stem(part) for part in words(word, language)]
            if not said.issuperset(parts) and contrary.isdisjoint(parts) and not (_FIGURE.fullmatch(word) and stated):
                said |= set(parts)
                carried.append(word)
        # What stands alone began a subject, unless it is the text: the turns before it may be about another.
        began = _stands_alone(turn) and not _is_of_the_text(turn.question)
        if row or len(carried) >= MOST_CARRIED // 2 or (carried and began):
            break
    carried = carried[:MOST_CARRIED]
    if not carried:
        return Standalone(question)
    return Standalone(f"{question.rstrip()} ({', '.join(carried)})", tuple(carried))


def _for_a_person(question: str, turn: Turn) -> str:
    """The question with the one name of the question before for "he" or "she"; empty where there is not one of each."""
    before = turn.standalone_question or turn.question
    if len(_PERSON.findall(question)) != 1 or "(" in before or _OF_WHOM.match(before):
        return ""
    # In "Did St Hugh's ever honour her?" the name is not hers.
    if any(own[0].casefold() in _OBJECTS for own in _PERSON.finditer(before) if not own["own"]):
        return ""
    name = _only_name(before)
    # Nobody calls a nation "she", and "Did Ada Bell meet her?" has a name of its own.
    if not name or {name.casefold()} & {*SEATS, *SEATS.values()} or _INNER_NAME.search(question):
        return ""
    name = _relative(question, turn, name) or name
    asked = _PERSON.sub(lambda match: f"{name}'s" if match["own"] else name, question)
    return "" if points_back(asked) else asked


def _last_of_the_person(question: str, history: Sequence[Turn]) -> Turn:
    """The latest turn that does not speak of somebody else: who was "he" a question ago is not "she"."""
    others, female = set[str](), _FEMALE.search(question) is not None
    for turn in reversed(history[-TURNS:]):
        before = turn.standalone_question or turn.question
        name, asked = _only_name(before), _PERSON.search(turn.question)
        # Of "When did Ada Bell's husband die?" the name is not whom "he" stood for.
        other = (
            asked
            and (_FEMALE.search(asked[0]) is not None) != female
            and not (_relative(asked[0], turn, name) or _relative(question, turn, name))
        )
        if not _PERSON.search(question) or not name or not (other or name in others):
            return turn
        others.add(name)
    return history[-1]


def _only_name(question: str) -> str:
    """The one name that a question has behind its first word; empty where it has none or several."""
    found = (match[0] for match in _INNER_NAME.finditer(question) if match[0].casefold() not in _DAYS)
    names = {name.removesuffix("'s").removesuffix("’s") for name in found}
    return names.pop() if len(names) == 1 else ""


def _relative(question: str, turn: Turn, name: str) -> str:
    """Whom of somebody's family "he" or "she" stands for, if the question before was about one; else empty.

    After "What about his deputy?" it is the deputy.
    """
    before = turn.standalone_question or turn.question
    kin, other = (_KIN["she"], _KIN["he"]) if _FEMALE.search(question) else (_KIN["he"], _KIN["she"])
    told = re.search(rf"\b{re.escape(name)}['’]s? (?P<kin>{kin})\b", before)
    if told is None and any(own["own"] for own in _PERSON.finditer(turn.question)):
        told = re.search(rf"\b{re.escape(name)}['’]s? (?!(?:{other})\b)(?P<kin>[a-z][\w-]*)\W*$", before)
    return f"{name}'s {told['kin']}" if told else ""


def _carried_topics(question: str, turn: Turn) -> list[str]:
    """What a question may lean on of the one before: of a person only the names, where it says more than "and she?"."""
    topics = _topics(turn.standalone_question or turn.question)
    if not _PERSON.search(question) or not content_terms(_PERSON.sub(" ", question)):
        return topics
    return [word for word in topics if word[:1].isupper()] or topics


def leans(question: str, language: str = "") -> bool:
    """Whether a question needs the conversation before it. Its language is guessed unless it is given."""
    language = language or language_of(question)
    plain = _QUOTED.sub(" ", question)
    if _SAID_ABOUT.match(plain) or _is_of_the_text(plain):
        return False
    form = FUNCTION_WORDS.get(language, frozenset())
    content = [word for word in words(plain) if not is_stop(stem(word)) and word not in form]
    if not _asks(plain):
        return False
    if len(content) <= _STANDS and (_CONTINUES.search(plain) or _REFERS.search(plain)):
        return True
    refers = points_back(plain) or _refers_back(plain, language)
    return refers or (len(content) <= 1 and not _ASKS_FOR_A_NAME.match(plain))


def names_a_thing(question: str) -> bool:
    """Whether it is a few words that name a thing and not which one: "Delivery time?" may be that of the gate."""
    found = _WRITTEN.findall(question)
    if not 0 < len(found) <= _FEW or not _PLAIN.fullmatch(" ".join(found)) or _ASKS.search(question):
        return False
    return spoken(question, language_of(question)) == ENGLISH and recognise(question, talked=True) is None


def _is_of_the_text(question: str) -> bool:
    """Whether the text itself is asked about, its author or all of it, and not what was said of it."""
    if _is_of_all(question) or (asked_of_document(question) and not _IT.search(question)):
        return True
    bare = _THIS_TEXT.sub(" ", question)
    return bare != question and not (points_back(bare) or _CONTINUES.search(bare) or _REFERS.search(bare))


def _is_of_all(question: str) -> bool:
    """Whether it is a whole-document question that names nothing: neither a document nor a topic."""
    whole = recognise(question, talked=True)
    return whole is not None and not (whole.named or whole.part or whole.term)


def _refers_back(question: str, language: str) -> bool:
    pattern = _REFERS_BACK.get(spoken(question, language))
    return pattern is not None and re.search(pattern, question, re.I) is not None


def _asks(question: str) -> bool:
    """Whether there is anything to look for: "Thanks!" and an emoji are no questions."""
    return bool(words(question)) and not _COURTESY.fullmatch(question)


def _answered_names(turn: Turn) -> list[str]:
    """Where the earlier question asked who or which: the name that its answer quotes nearest to the question's words.

    Of one who did something it is rather the name that these words are said of. "He" is likely that; after "Who is
    Jonas Adler?" he is whom the question names.
    """
    if not _ASKS_WHO.search(turn.question) or _ASKS_FOR_A_NAME.match(turn.question):
        return []
    quotes = " ".join(quotations(turn.answer))
    asked = {stem(word) for word in words(turn.question)}
    said = [word.start() for word in _WRITTEN.finditer(quotes) if not asked.isdisjoint(content_terms(word[0]))]
    names = [match for match in _INNER_NAME.finditer(quotes) if match[0].casefold() not in _DAYS]
    names.sort(key=lambda name: min((abs(name.start() - at) for at in said), default=0))
    if _WHO_DOES.match(turn.question):
        # In "Mrs Bell has the chair in place of Tom Hale" the chair is nearer to Hale.
        names.sort(key=lambda name: not _is_subject(quotes, name.end(), said))
    found = [match[0].removesuffix("’s").removesuffix("'s") for match in names]
    return list(dict.fromkeys(found))[:MOST_NAMES]


def _is_subject(text: str, end: int, said: Sequence[int]) -> bool:
    """Whether the name that ends there goes before some of these places in its clause, and a verb after it."""
    return any(_PREDICATE.fullmatch(text, end, at) for at in said if at > end)


def _answered_row(turn: Turn) -> list[str]:
    """What the one row of a table is called that the earlier question was answered with; a number is no name."""
    found = _ROW.fullmatch(turn.answer.strip())
    return [found["name"]] if found and not _FIGURE.fullmatch(found["name"]) else []


def _stands_alone(turn: Turn) -> bool:
    """Whether a turn names its whole subject: by itself, or since it was put anew, which left out what it replaced.

    Where a name only took the place of "he", nothing was left.
    """
    asked = turn.standalone_question or turn.question
    if asked != turn.question:
        return not (_CARRIED.search(asked) or points_back(asked) or points_back(turn.question))
    content = [word for word in words(asked) if not is_stop(stem(word))]
    return len(content) > 1 and not leans(asked)


def _topics(text: str) -> list[str]:
    """The content words of an earlier question, as they were written, names first."""
    language = language_of(text)
    form = FUNCTION_WORDS.get(language, frozenset())
    asked = _ASKED_HOW.sub("how", text)
    # "Ada Bell" is one name; in German every noun has a capital.
    whole = [] if language == "german" else [match for match in _INNER_NAME.finditer(asked) if " " in match[0]]
    rest = [
        word for word in _WRITTEN.finditer(asked) if not any(one.start() <= word.start() < one.end() for one in whole)
    ]
    found = [match[0] for match in (*whole, *rest)]
    content = [
        word.removesuffix("'s").removesuffix("’s")
        for word in found
        if not all(is_stop(stem(own)) or own in form for own in words(word, language))
    ]
    names = [] if language == "german" else [word for word in content if word[:1].isupper()]
    return list(dict.fromkeys([*names, *content]))
