"""English words that cannot both be true of one thing, and those that say the same when the sides are turned."""

from __future__ import annotations

from itertools import permutations

from index.text.calendar_names import WEEKDAYS
from rag.verdict.function_words import stems

Sides = tuple[frozenset[str], ...]

# Rows end with a semicolon; sides are apart by a bar.
_EXCLUSIVE = f"""
    rise rose risen rising increase increased grow grew grown growth climb climbed gain gained jump jumped soar
    soared surge surged up expand expanded raise raised double doubled triple tripled|fall fell fallen falling
    decrease decreased decline declined drop dropped shrink shrank sink sank plunge plunged down reduce reduced
    slump slumped contract contracted lowered slip slipped dip dipped slid dwindle dwindled plummet plummeted tumble
    tumbled; open opens opened reopen|close closes closed shut shuts; accept
    accepted approve approved approval|reject rejected rejection refuse refused dismiss; allow allowed permit
    permitted legalise|ban banned forbid forbade forbidden prohibit prohibited; true|false; first|last; north
    northern|south southern|east eastern|west western; early earlier earliest|late later latest; minimum|maximum;
    best|worst; most|least fewest; most majority many|few minority; suspect suspected suspects|confirm confirmed
    confirms proved proven; largest biggest highest greatest|smallest lowest; guilty|innocent;
    inside|outside; positive|negative; legal|illegal; support supported supports back backed|oppose opposed opposes;
    upheld uphold|overturned overturn dismissed; praise praised|criticise criticised criticize criticized condemn
    condemned; male men man|female women woman; begin began begun start started|end ended finish finished stop
    stopped; success succeed succeeded successful|failure fail failed; strengthen strengthened|weaken weakened;
    include included including includes|exclude excluded excluding excludes; war|peace; always|never|rarely seldom;
    cheap cheaper|expensive; profit profits|loss losses; improve improved|worsen worsened deteriorated; built build
    constructed|destroyed destroy demolished; import imports imported|export exports exported; hot hotter warm|cold
    colder cool; alive survived|dead died; public|private; major|minor; upper|lower;
    daily|weekly|monthly|quarterly|yearly annual annually|hourly;
    {"|".join(WEEKDAYS).casefold()}; spring|summer|autumn|winter;
    morning|afternoon|evening|night;
    brother|sister|father|mother|son|daughter|uncle|aunt|wife|husband|nephew|niece|cousin|grandmother|grandfather|
    grandson|granddaughter; king|queen; teacher|nurse|doctor|engineer|architect|lawyer|treasurer|secretary|mayor|
    accountant|carpenter|painter|poet|chemist;
    black|white|red|blue|green|yellow; majority|minority; permanent permanently|temporary temporarily; mandatory
    compulsory obligatory|optional voluntary; convicted|acquitted; hired|fired dismissed; arrived arrive|departed
    depart left leave; domestic|foreign;
    urban|rural; strengthen strengthened strengthens bolster bolstered boost boosted
    reinforce reinforced|erode eroded erodes undermine undermined undermines undercut sap sapped; valuable
    worthwhile|doubtful dubious worthless; openly publicly|secretly covertly privately; enthusiastic|skeptical
    sceptical wary; trust trusts trusted|doubt doubts doubted distrust mistrust; accelerate accelerated hasten
    hastened|slow slowed delay delayed; calculated planned deliberate|improvised spontaneous accidental; safe
    safer|dangerous perilous; stable|unstable shaky; firm steadfast unwavering|shaky wavering; simple easy|complex
    difficult; rich wealthy|poor; ancient|modern; narrow|wide broad; shallow|deep; quickly rapidly|slowly; willing
    eager|reluctant unwilling; certain sure|uncertain unsure doubtful; friend friends ally allies|enemy enemies foe
    foes opponent opponents; victory|defeat; advantage|disadvantage; benefit benefits benefited|harm harms harmed;
    fully completely entirely|partly partially; once|twice; encourage encouraged|discourage discouraged deter
    deterred; admit admitted|deny denied; optimistic hopeful|pessimistic; military|civilian; former|current; senior|
    junior; doubled double|tripled triple|quadrupled quadruple|halved halve; because due owing|despite although though;
    carried passed adopted|rejected; harm harms
    harmed|help helps helped; short|long; small|large enormous huge; away|closer nearer; weaker looser|closer tighter;
    advanced|retreated withdrew withdrawn; gas|oil|coal; orderly|disorderly;
    oldest eldest|newest youngest latest; hottest warmest|coldest coolest; longest tallest|shortest; heaviest|lightest;
    fastest quickest|slowest; richest wealthiest|poorest; strongest|weakest; deepest|shallowest; nearest closest|
    farthest furthest; brightest|darkest dimmest; noon midday|midnight; dawn sunrise|dusk sunset; upstream|downstream;
    uphill|downhill; upstairs|downstairs; indoor indoors|outdoor outdoors; inner|outer; internal|external; interior|
    exterior; clockwise|anticlockwise counterclockwise; horizontal horizontally|vertical vertically; ascending|
    descending; entrance|exit; arrival arrivals|departure departures; wet|dry; visible|invisible hidden; strong|weak;
    abolished abolish repealed repeal scrapped scrap|introduced introduce enacted enact; extended extend upheld|lifted
    lift; mild slight slightly|severe severely; injured hurt wounded|killed kill kills dead died death deaths
    fatal fatally deadly fatality fatalities succumbed; grant granted grants|refuse refused refuses; postponed postpone
    deferred defer adjourned|cancelled cancel canceled;
    kept keep keeps retained retain|cut scrapped dropped axed; kept left unchanged steady|
    raised lowered cut rising falling; abandoned|reopened resumed revived;
    weekday weekdays|weekend weekends
"""
_CONVERSE = """
    more|less fewer; better|worse; higher|lower; larger bigger greater|smaller; older|younger; faster
    quicker|slower; longer|shorter; heavier|lighter; sold sell|bought buy purchased acquired; gave
    give given pay pays paid|received receive receives; stronger|weaker; won win wins beat defeated|lost lose; lent
    lend|borrowed borrow;
    richer|poorer; above|below; preceded|succeeded followed; teacher|student pupil; earlier|later;
    near nearer|far farther; over|under; deeper|shallower; taller|shorter; wider broader|narrower; thicker|thinner;
    warmer hotter|colder cooler; louder|quieter; steeper|flatter gentler; dearer costlier|cheaper; safer|riskier;
    predecessor|successor; ancestor ancestors|descendant descendants
"""


def _table(rows: str) -> tuple[Sides, ...]:
    return tuple(tuple(stems(side) for side in row.split("|")) for row in rows.split(";"))


EXCLUSIVE: tuple[Sides, ...] = _table(_EXCLUSIVE)
CONVERSE: tuple[Sides, ...] = _table(_CONVERSE)


def _both_ways(table: tuple[Sides, ...]) -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    found: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for sides in table:
        for one, two in permutations(sides, 2):
            for term in one:
                found.setdefault(term, []).append((one, two))
    return found


# Those of three and more sides are no opposites, and "evening" may be called "night".
SEVERAL = frozenset(term for sides in EXCLUSIVE if len(sides) > 2 for terms in sides for term in terms)
# In whatever place of a sentence, these say which of two it is.
PLAIN = stems(
    """
        male men man female women woman upstream downstream uphill downhill upstairs downstairs indoor indoors outdoor
        outdoors clockwise anticlockwise counterclockwise horizontal horizontally vertical vertically ascending
        descending minimum maximum weekday weekdays weekend weekends
        """
)
# For each stem, its own side with each that it excludes.
EXCLUDED = _both_ways(EXCLUSIVE)
TURNED = _both_ways(CONVERSE)
_SIDE = {
    term: (row, side) for row, sides in enumerate(EXCLUSIVE[:4]) for side, terms in enumerate(sides) for term in terms
}


def one_side(a: str, b: str) -> bool:
    """Whether two stems go the same way: "climbed" and "increased"."""
    return a in _SIDE and _SIDE[a] == _SIDE.get(b)
