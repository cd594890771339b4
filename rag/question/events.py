"""Turns of a life or of a house that are asked for, and whether a text tells of any such: a death, an opening.

A year beside a name looks like the answer to "When did he die?", whatever it is the year of. English.
"""

from __future__ import annotations

import re

from index.text.patterns import lazy_pattern

# Up to the event no other clause begins: "Where did they meet after it had closed?" asks for a meeting.
_WITHIN = r"(?:(?!\b(?:while|when|where|after|before|until|since|once|if|that|who|whose|which|because|and)\b)[^?])*"
_OPENS = r"^\W*(?:(?:and|so|but) )?(?:(?:in|on|by) )?"
_WHEN = rf"{_OPENS}(?:when|(?:what|which) (?:year|date|day|month|decade|century)|how old)\b"
_WHEREVER = rf"(?:{_WHEN}|{_OPENS}(?:where|how many|(?:what|which) (?:city|town|village|country))\b)"
_DID = rf"{_WITHIN}\b(?:did|was|were|had|has|have)\b{_WITHIN}"
# How it is asked for: what stands before it, the event, what stands behind. And what a text that tells of it has one
# of: words, the first letters of some ("drown*"), or signs. A span of years ("1821–1880") tells of any.
_TOLD = (
    (
        rf"{_WHEREVER}{_WITHIN}",
        "die|died|dead|killed",
        r"\b",
        """
        die dies died dying dead deadly death deaths deceased kill* drown* fatal* lost loss* lives own_life
        perish* murder* casualt* victim* funeral* buried burial grave* execut* suicide passed_away the_late
        lived widow* fell fallen hanged shot starv* crushed struck mortal* heir* inherit* body bodies corpse*
        surviv* last until end* toll claim* extinct d. † ✝
        """,
    ),
    (
        rf"{_WHEREVER}{_WITHIN}",
        "born",
        r"\b",
        """
        born birth* native grew_up raised child* baby babies age aged ages old hometown home_town son daughter
        comes_from come_from came_from hails_from ,_from originally came_into b.
        """,
    ),
    (
        rf"{_WHEREVER}{_DID}",
        "marry|married|wed",
        r"\b",
        """
        marr* wife wives husband* wed* widow* spouse* bride* couple divorc* engage* in-law
        """,
    ),
    (
        rf"{_WHEN}{_DID}",
        "resign|resigned|step down|stepped down|retire|retired",
        r"\b",
        """
        resign* step_down stepp* steps_down retir* quit* left leav* give_up gave_up giv* depart* oust*
        dismiss* sack* fired remov* replac* succe* former* end* until till withdr* stopp* went gone career
        last
        """,
    ),
    (
        rf"{_WHEN}{_DID}",
        "close|closed|shut|shut down",
        r"\W*$",
        """
        clos* shut* end* last ceas* stop* abandon* until till discontinu* open hours bankrupt* demolish*
        no_longer out_of_business fold* liquidat* dissol* wound_up
        """,
    ),
    (
        rf"{_WHEN}{_DID}",
        "opened|open|founded|established|set up|built|constructed",
        r"\W*$",
        """
        open* inaugurat* unveil* built build* construct* complet* finish* erect* ready made put_up date dates
        dated dating since establish* found* start* began begin* begun first launch* creat* form formed
        forming set_up origin* history goes_back go_back went_back year-old years_old years_ago anniversary
        centur* born incorporat* install* designed work_on worked_on working_on hours came arriv* reach*
        service use operat* consecrat* dedicat* laid went_up determin*
        """,
    ),
    (
        rf"{_WHEN}{_DID}",
        "start|started|begin|begun",
        r"\W*$",
        """
        start* began begin* begun since first launch* open* found* establish* creat* origin* outbreak
        break_out broke_out breaks_out commenc* kick* set_out set_off set_in set_up from initial* dates dated
        dating introduc* born come came year-old years_old years_ago invad* invasion
        """,
    ),
)

# What is asked of somebody besides, in the same way: who made a thing, how old he is, where he lives, what he studied,
# which party is his, and what one of his family is called.
_WHO = rf"{_OPENS}who (?:first |originally )?"
_NAMED = rf"{_OPENS}(?:who (?:is|was|are|were)|what (?:is|was|are|were) (?:the )?(?:first )?names?)\b{_WITHIN}"
_TOLD_BESIDES = (
    (
        _WHO,
        "designed",
        r"\b",
        """
        design* architect* drew draw* plan* conceiv* invent* devis* creat* engineer* made_by built_by sketch*
        author* idea* brainchild laid_out work_of
        """,
    ),
    (
        _WHO,
        "founded|established|set up",
        r"\b",
        """
        found* establish* start* set_up sets_up creat* began begun begin* launch* origin* initiat* form* first open*
        pioneer* conven* brainchild idea invent* built build* made father* mother* parent* behind co-found* goes_back
        """,
    ),
    (
        rf"{_OPENS}how ",
        "old",
        r" (?:is|was|are|were)\b",
        """
        age* old* young* year-old born birth* centur* built dates dated date since found* teen* child* retire*
        pension* first stood stand stands exist* open*
        """,
    ),
    (
        rf"{_OPENS}(?:where|(?:what|which) (?:city|town|village|country)) (?:does|do|did){_WITHIN}",
        "live",
        r"\b",
        """
        liv* home* hous* flat* apartment* resid* address* based settl* mov* dwell* villa* cottage* farm* street*
        road* lane* avenue* village* town* city cities neighbour* camp* lodg* rent* native stay* slept sleep* room*
        comes_from came_from is_from was_from block* suburb* district* quarter* island* exile*
        """,
    ),
    (
        rf"{_OPENS}(?:what|which) ",
        "party|parties",
        rf" (?:does|do|did|is|was|are|were)\b{_WITHIN}\b(?:belong|of|in|member)\b",
        """
        part* member* belong* list* faction* movement* alliance* bloc* coalition* group* union* independent*
        liberal* conservativ* labour democrat* republican* green* social* christian* national* communist* congress
        """,
    ),
    (
        rf"{_OPENS}what (?:did|does){_WITHIN}(?<!\bthe )(?<!\bthis )(?<!\ba )(?<!\bof )",
        "study",
        r"\W*$",
        """
        stud* degree* universit* graduat* college* school* learn* train* educat* read* doctor* diplom* course*
        research* taught thesis faculty subject* apprentic* examin* investigat* review* analys* survey* look* test tests
        measur* counted counting specialis* expert* professor*
        """,
    ),
    (
        _NAMED,
        "wife|husband|spouse|widow|widower",
        r"(?: called| named)?\W*$",
        "wife wives husband* spouse* marr* wed* widow* partner* couple* fianc* bride*",
    ),
    (
        _NAMED,
        "son|daughter|child|children|father|mother|parents",
        r"(?: called| named)?\W*$",
        """
        son sons daughter* child* father* mother* mum dad parent* boy* girl* born baby babies famil* heir* mama papa
        """,
    ),
)
# The rows behind those that ask who made a thing.
_OF_PERSONS = len(_TOLD_BESIDES) - 2
_SPAN = r"\d ?[-–—] ?\d"
# A number of years, as in "Roca, 61," and "at seventy-one", and not of things: "files of forty years".
_OF_THINGS = r" (?!years? (?:old|of age)\b)[a-z]+s\b"
_AGE = (
    rf"(?<![\d.,])\d{{1,3}}(?![\d%]|[.,:]\d| (?:per|percent|million|billion)\b|{_OF_THINGS})|"
    r"(?<!\w)(?:(?:\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|"
    r"(?:was|were|is|are|at|turned|then|only|than|to) "
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
    rf"(?!\w|{_OF_THINGS})"
)


def _pattern(told: str, sign: str) -> str:
    words = [re.escape(word).replace("_", " ").replace(r"\*", r"\w*") for word in told.split()]
    return rf"(?:(?<!\w)|(?=\W))(?:{'|'.join(words)})(?!\w)|{sign}"


_EVENTS = tuple(
    (
        lazy_pattern(rf"{before}\b(?:{event}){behind}", re.I, only_with=event.split("|")),
        lazy_pattern(_pattern(told, _AGE if event == "old" else _SPAN), re.I),
    )
    for before, event, behind, told in (*_TOLD, *_TOLD_BESIDES)
)


def asks_of_a_person(question: str) -> bool:
    """Whether it asks for an age, a home, a party, studies or a family, which a text tells of many and not of all."""
    return any(asked.search(question) for asked, _ in _EVENTS[-_OF_PERSONS:])


def lacks_event(question: str, text: str) -> bool:
    """Whether a question asks when, where or for how many a thing came to pass that a text tells nothing of."""
    told = next((told for asked, told in _EVENTS if asked.search(question)), None)
    return told is not None and told.search(text) is None
