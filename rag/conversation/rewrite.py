"""A follow-up question becomes one that stands alone, by plain rules and without a model.

A question leans on the conversation when it has a pronoun with nothing to refer to, begins like a continuation
("and …", "what about …"), or is too short to be searched for. Then the names and terms of the turns before it are
carried over, the most recent first; what the question says itself always counts more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from index.text.function_words import FUNCTION_WORDS
from index.text.languages import ENGLISH
from index.text.stemming import CAPITALS
from index.text.terms import content_terms, is_stop, language_of, language_within, stem, words
from rag.conversation.ellipsis import asks_alike, is_another, of_the_same, replaced
from rag.conversation.fronted import with_its_topic
from rag.conversation.gives_way import FIGURE, WRITTEN, gives_way_to, is_of_the_opposite
from rag.conversation.idioms import names_nothing, without_idioms
from rag.conversation.names import in_capitals, is_among, left_behind
from rag.conversation.of_two import said_which
from rag.conversation.persons import (
    ASKS_FOR_A_NAME,
    INNER_NAME,
    PERSON,
    answered_names,
    asked_role,
    in_full,
    is_day,
    names_of_the_other,
    says_only_who,
    speaks_of_somebody,
    turns_of_persons,
)
from rag.conversation.pronouns import points_back
from rag.conversation.standalone import TURNS, Standalone, language_in
from rag.conversation.subjects import AUXILIARIES, CARRIED, HAS_A_VERB, LINK, REACTS, words_beside
from rag.conversation.things import ATTRIBUTE
from rag.passages.said import quotations
from rag.question.byline import asked_of_document
from rag.question.kinds import spoken
from rag.question.superlative import has_superlative, is_superlative
from rag.types import Turn
from rag.whole.overview import recognise
from rag.whole.wording import WORK_NOUN

# Terms that are carried over at most.
MOST_CARRIED = 6

_CONTINUES = re.compile(
    r"^\W*(and|but|or|so|also|what about|how about|how so|who else|what else|where else|anything else|since when|"
    r"for what|by whom|with whom|to whom|such as|like what|really|no|not|sorry|i meant?|yes|ok|okay|more|go on|"
    r"tell me more|"
    # "Why is the bridge closed?" begins anew.
    r"why(?! (?:is|are|was|were|do|does|did|has|have|had|can|could|may|must|should|wo|will|would)(?:n['’]?t)?\b))\b",
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
# Said to be polite; it asks nothing. What is matched is kept: many blanks would else be dealt out in every way.
_COURTESY = re.compile(
    r"\W*+(thanks?|thx|hello|hi|hey|good (morning|day|evening)|bye|goodbye|okay|ok|great|nice|cool|please|"
    r"( |very|so|much|a lot|all|there|you))++\W*", re.I
)  # fmt: skip
_POLITE = re.compile(
    r"\W*(?:(?:many )?thanks?(?: you)?(?: (?:very|so) much| a lot)?|thx|hello|hi|hey|great|nice|cool|perfect|"
    r"good|i see|understood|got it|interesting)"
    r"\s*[,.!:;-]+\s*",
    re.I,
)
# "Which galleries are there?"
_ASKS_FOR_ALL = re.compile(r"\W*(?:what|which|how many) (?:(?!ones?\b)[\w-]+ ){1,3}(?:is|are|was|were) there\W*$", re.I)
# So the page's own examples ask.
_SAID_ABOUT = re.compile(r"\W*what is said about (?!(?:it|this|that|them|these|those)\b)", re.I)
# The text that the reader is looking at; nobody needs to have spoken of it.
_THIS_TEXT = re.compile(rf"\b(?:this|these) {WORK_NOUN}\b", re.I)
_IT = re.compile(r"\bit\b", re.I)
_REFERS = re.compile(
    r"\b(other|others|another|same|such|both|either|neither|rest|instead|again|else|first|second)\b", re.I
)
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|should|must|may|"
    r"has|have|had|list|show|name|tell|find|explain|describe|define|compare|say|says|said)\b",
    re.I,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\[\d+\]")
# Words in small letters, the first one as it likes: no name, no figure.
_PLAIN = re.compile(rf"[^\W\d_](?:(?![\d_{CAPITALS}])[\w ’'-])*")
# "Under “Boats”, the lowest “Price” of 4 rows: Teal: £540 (Price), 2004 (Built) [1]"
_ROW = re.compile(
    r"(?:.*\brows(?: with “[^”]*”)?[^:“”\n]*: |Under “[^”]*”: )?(?P<name>[^:“”\n]{1,60}): [^“”\n]*\) \[1\]"
)
_MERE_WHY = re.compile(r"\W*(?:(?:and|but|so) )?(?:why(?: not| so)?|how (?:so|come))\W*", re.I)
_FEW = 3
# A follow-up to follow-ups takes words of the latest turns and of the one that began the subject: so many of that at
# least, however many the latest have.
_AGAIN, _LATEST, _FARTHEST = 3, 2, 8
_IS_NOT = re.compile(rf"(?:{AUXILIARIES}|ca|wo)n['’]?t", re.I)
_ONE = re.compile(r"\bones?\b", re.I)
_INVERTED = re.compile(r"(?:-t)?-(?:je|tu|ils?|elles?|on|nous|vous|ce)$", re.I)
# With this many content words of its own, a question without a pronoun is not a mere continuation.
_STANDS = 3


def stand_alone(question: str, history: Sequence[Turn], *, anyway: bool = False) -> Standalone:
    """The question with what it leans on. Without history, or where it leans on nothing, it is returned as it is.

    `anyway` takes words of the conversation into any question.
    """
    # "Thanks!" was no question, and "Thanks, and for children?" goes on from the one before it.
    history = [turn for turn in history if _asks(turn.question)]
    asked = in_capitals(_without_courtesy(question), [text for turn in history for text in _told(turn)])
    which = said_which(asked, history)
    if which != asked and not (points_back(which) or _CONTINUES.match(which)):
        return Standalone(which)
    question, asked = (question, asked) if which == asked else (which, which)
    language = language_in(asked, history)
    if not history or not (leans(asked, language) or (anyway and _asks(asked))):
        return Standalone(question)
    before = unlinked(_last_whole(history))
    if full := with_its_topic(asked) or in_full(asked, history):
        # "And Ada Bell's brother?" names only what differs.
        return Standalone(replaced(full, before) or full)
    if full := replaced(asked, before):
        return Standalone(full)
    if again := of_the_same(asked, before):
        gives_way = gives_way_to(asked, language)
        return _with(CARRIED.sub("", again), [word for word in words_beside(again) if not gives_way(word)])
    carried = _carried(asked, history, language)
    # What is about another name, or leans on nothing, is whole without its "and".
    whole = unlinked(asked) if not carried or left_behind(asked, before) else asked
    return _with(whole, carried) if carried or whole != asked else Standalone(question)


def _last_whole(history: Sequence[Turn]) -> str:
    """The latest question that is more than "Why?", as it was understood: "And the bees?" goes on from that."""
    asked = [turn.standalone_question or turn.question for turn in history]
    return next((text for text in reversed(asked) if not _MERE_WHY.fullmatch(CARRIED.sub("", text))), asked[-1])


def _told(turn: Turn) -> tuple[str, ...]:
    return turn.standalone_question or turn.question, *quotations(turn.answer)


def _with(asked: str, carried: Sequence[str]) -> Standalone:
    return Standalone(f"{asked.rstrip()} ({', '.join(carried)})" if carried else asked, tuple(carried))


def unlinked(question: str) -> str:
    """The question without the "and" that a whole one may begin with."""
    whole = LINK.sub("", question, count=1)
    return whole[0].upper() + whole[1:] if whole != question else question


def _without_courtesy(question: str) -> str:
    """The question without what is said to be polite before it, if anything is asked after that."""
    polite = _POLITE.match(question)
    rest = question[polite.end() :] if polite else ""
    return rest if _asks(rest) else question


def _carried(question: str, history: Sequence[Turn], language: str) -> tuple[str, ...]:
    """The words of earlier turns that a question is searched for with, the most recent first."""
    said, gives_way = {stem(word) for word in words(question, language)}, gives_way_to(question, language)
    picks, somebody = has_superlative(question), speaks_of_somebody(question)

    def fresh(topics: Sequence[str], plain: bool) -> list[str]:
        found = list[str]()
        for word in topics:
            # A word with a hyphen, and a name, is carried as a whole.
            parts = [stem(part) for part in words(word, language)]
            if not (
                said.issuperset(parts)
                or gives_way(word)
                or is_of_the_opposite(word, said)
                or (plain and is_superlative(word))
            ):
                said.update(parts)
                found.append(word)
        return found

    groups, row, before, since = list[list[str]](), list[str](), list[str](), list[str]()
    other = names_of_the_other(question, history) if somebody else set[str]()
    gone = set(other)
    turns = turns_of_persons(history[-TURNS:]) if somebody else history
    # "Summarise the article" names no subject that one could go on about.
    for turn in islice((turn for turn in reversed(turns) if not _is_of_all(turn.question)), _FARTHEST):
        # "And the dearest?" asks of no cheapest, and what was the cheapest has a name.
        row = [] if picks else _answered_row(turn)
        own, before = _topics_of(question, turn, language)
        # What a turn since then has left behind does not come back.
        asked = turn.standalone_question or turn.question
        own = [word for word in own if other or not any(is_among(word, left_behind(after, asked)) for after in since)]
        own, before = ([word for word in words_ if not is_among(word, gone)] for words_ in (own, before))
        left = left_behind(question, asked)
        gone |= left
        if left and not (own or before):
            # Nothing that was said belongs to what is asked now.
            break
        since.append(asked)
        told = answered_names(turn, question)
        groups.append(fresh([*row, *told, *own], bool(picks or row)))
        if somebody and told:
            # Whoever is asked about has a name now: of what was carried beside that only names are needed.
            before = [word for word in before if word[:1].isupper()]
            break
        # What stands alone began a subject, unless it is the text: the turns before it may be about another.
        began = _stands_alone(turn) and not _is_of_the_text(turn.question)
        if row or (began and (any(groups) or left)) or (any(groups) and somebody and before):
            break
    if before and not row:
        # The turn that began it is out of sight, but what was carried from it is not.
        groups.append(fresh(before, picks))
    *latest, first = [group for group in groups if group] or [[]]
    between = [word for group in latest[:_LATEST] for word in group]
    return tuple([*between[: MOST_CARRIED - min(len(first), _AGAIN)], *first][:MOST_CARRIED])


def _topics_of(question: str, turn: Turn, language: str) -> tuple[list[str], list[str]]:
    """What a question may lean on of an earlier turn: of its own words, and of those that were carried into it.

    Of a person these are only names, and "her deputy", where the question says more than "and she?".
    """
    asked = turn.standalone_question or turn.question
    own = _topics(CARRIED.sub("", asked), language)
    before = [word for word in words_beside(asked) if word not in own]
    if gone := left_behind(question, asked):
        kept, former = ([word for word in said if not is_among(word, gone)] for said in (own, before))
        # Of "What does Moscow demand?" nothing else is left that "it" could be.
        return (kept, former) if kept or former or not points_back(question) else (own, before)
    if is_another(question, turn.question) or asks_alike(question, turn.question):
        own = [word for word in own if word[:1].isupper()] if points_back(question) else []
    role = asked_role(turn)
    if not speaks_of_somebody(question) or (says_only_who(question) and not role):
        return own, before
    named = [word for word in own if word[:1].isupper()]
    former = [word for word in before if word[:1].isupper()]
    return ([*role, *named], former) if role or named or former else (own, before)


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
    if len(content) <= _STANDS and any(form.search(plain) for form in (_CONTINUES, _REFERS, REACTS)):
        return True
    refers = points_back(plain) or _refers_back(plain, language)
    return refers or (len(content) <= 1 and not (ASKS_FOR_A_NAME.match(plain) or _ASKS_FOR_ALL.match(plain)))


def is_whole(question: str) -> bool:
    """Whether a question may do without the conversation, though it is so short that it seems to lean on it.

    "When is the training?" is whole; "What is the price?" is that of something.
    """
    language = language_of(question)
    if language != ENGLISH:
        from rag.conversation.elsewhere import asks_of_its_own

        return asks_of_its_own(question, language)
    if _CONTINUES.search(question) or _REFERS.search(question) or points_back(question):
        return False
    own = subject_terms(question)
    attribute = any(ATTRIBUTE.fullmatch(word) for word in WRITTEN.findall(question))
    verb = HAS_A_VERB.search(question) is not None
    return bool(own) and verb and not attribute and spoken(question, language) == ENGLISH


def names_nothing_beside(asked: str) -> bool:
    """Whether a whole question has no name and no number among the words beside it: "Who did the set? (run, theatre)".

    "He" is then somebody of whom the text tells: "Can he fly? (scan, day)".
    """
    if not words_beside(asked) or carries_a_name(asked):
        return False
    return is_whole(PERSON.sub("I", CARRIED.sub("", asked)))


def carries_a_name(asked: str) -> bool:
    """Whether a name or a number is among the words beside a question: these say of what it is asked."""
    return any(word[:1].isupper() or word[:1].isdigit() for word in words_beside(asked))


def subject_terms(question: str) -> set[str]:
    """The terms of a question that say what it is about: not that somebody reacts."""
    return set(content_terms(REACTS.sub(" ", question)))


def names_a_thing(question: str) -> bool:
    """Whether it is a few words that name a thing and not which one: "Delivery time?" may be that of the gate."""
    found = WRITTEN.findall(question)
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


def _answered_row(turn: Turn) -> list[str]:
    """What the one row of a table is called that the earlier question was answered with; a number is no name."""
    found = _ROW.fullmatch(turn.answer.strip())
    return [found["name"]] if found and not FIGURE.fullmatch(found["name"]) else []


def _stands_alone(turn: Turn) -> bool:
    """Whether a turn names its whole subject: by itself, or since it was put anew, which left out what it replaced.

    Where a name only took the place of "he", nothing was left.
    """
    asked = turn.standalone_question or turn.question
    if asked != turn.question:
        # "The second one" has its noun now.
        said = _ONE.sub(" ", turn.question)
        return not (CARRIED.search(asked) or points_back(asked) or points_back(said))
    content = [word for word in words(asked) if not is_stop(stem(word))]
    # A chain that took a short question as it was found that it is whole.
    whole = bool(content) and bool(turn.standalone_question) and is_whole(asked)
    return whole or (len(content) > 1 and not leans(asked))


def _topics(text: str, around: str) -> list[str]:
    """The content words of an earlier question, as they were written, names first.

    `around` is the language of the conversation: of "Und Hunde?" no word tells it.
    """
    language = language_within(text, around)
    form = FUNCTION_WORDS.get(language, frozenset())
    asked = without_idioms(text)
    # "Ada Bell" is one name; in German every noun has a capital.
    whole = [] if language == "german" else [match for match in INNER_NAME.finditer(asked) if " " in match[0]]
    rest = [
        word for word in WRITTEN.finditer(asked) if not any(one.start() <= word.start() < one.end() for one in whole)
    ]
    found = [match[0] for match in (*whole, *rest)]
    if language == "french":
        # "Ouvre-t-elle" has the verb and who does it.
        found = [_INVERTED.sub("", word) for word in found]
    first = rest[0][0] if rest else ""
    content = [
        word.removesuffix("'s").removesuffix("’s")
        for word in found
        if not (_IS_NOT.fullmatch(word) or names_nothing(word, opens=word == first))
        and not all(is_stop(stem(own)) or own in form for own in words(word, language))
    ]
    names = [word for word in content if word[:1].isupper() and not is_day(word)] if language != "german" else []
    return list(dict.fromkeys([*names, *content]))
