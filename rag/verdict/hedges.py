"""What the evidence leaves open and a claim tells as a fact: "will" for "may", "opened" for "is expected to open".

And what only goes together in it, told as cause and effect: "is associated with" is no "causes".

English; other languages give no findings here.
"""

from __future__ import annotations

from index.text.terms import stem
from rag.quantities.units import NUMBER_WORDS
from rag.verdict.denying import Cue, cues, denials
from rag.verdict.function_words import BE, DETERMINERS, stems
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading, Token

_POSSIBLE = frozenset("may might could possibly perhaps maybe potentially".split())
_PLANNED = stems("plan planning plans intend expected expect hope aim propose proposed likely probably consider")
_REPORTED = frozenset("reportedly allegedly apparently supposedly purportedly".split())
_SOFT = stems(
    """
    may might could possibly perhaps maybe potentially plan intend expect hope aim propose likely probably
    reportedly allegedly apparently supposedly purportedly rumoured can would should if suggest suggests seem appear
    believe think thought say said claim accuse consider unconfirmed rumour estimate must potential possible
    possibility possible able allow allowed risk chance suspect threaten want ought forecast predict anticipate
    foresee envisage
    """
)
_IS = BE - {"being"}
_SURELY = frozenset("will shall must".split())
_FUTURE = frozenset("will going shall to due".split())
_BELIEVED = stems(
    """
    believe believed think thought suspect suspected suggest hint indicate appear seem assume reckon guess consider
    """
)
# "The indicator" has the stem of "indicates".
_NO_VERB = ("or", "ors", "ion", "ions")
# So many words before "is planned" must be the claim's, if there are so many.
_PLANNED_OF = 2
_SEEMING = stems("appear appeared seem seemed")
# Other ways to leave it open, beside those of `_SOFT`.
_OPEN = stems(
    """
    whether motion proposal weigh question opinion view promise pledge legend anticipate right entitle permit consent
    idea indication
    """
)
_OPEN_WORDS = frozenset("open projected outlook".split())
_NOT = frozenset("no not nobody neither nor none".split())
# Before one of the words for what is certain, these make a noun of it.
_BEFORE_NOUNS = frozenset("a the his her their this".split())
# In a freer wording than this, a hedge may belong to something else.
_LITERAL = 0.6
_PROSPECTS = frozenset(
    """
    plan plans planned expect expects expected intend intends intended hope hopes hoped want wants wanted due scheduled
    will threatens threatening promises promised considers considering proposes proposed aims aimed
    """.split()
)
# A claim with one of these says that something is ahead, or may be.
_AHEAD = _PROSPECTS | frozenset(
    "would shall should going may might could can must likely need needs planning expecting hoping to if when".split()
)
_BIDDING = frozenset("instructed ordered told asked urged advised instructs orders asks urges advises".split())
_TOLD_TO = 4
_ANNOUNCED = frozenset("said says announced announces promised promises expects expected hoped thought assured".split())
_ANNOUNCED_BEFORE = 12
# What was done, and what was to be done.
_DEEDS = dict(
    pair.split("/")
    for pair in (
        "began/begin became/become took/take fell/fall rose/rise sold/sell left/leave gave/give went/go grew/grow "
        "paid/pay won/win lost/lose bought/buy built/build made/make sent/send spent/spend held/hold led/lead "
        "chose/choose wrote/write met/meet brought/bring told/tell drew/draw"
    ).split()
)
_DONE = frozenset("began became took fell rose sold left gave went grew paid won lost bought chose wrote".split())
_HAS = frozenset("has have had was were been".split())
# So near behind it stands what is planned.
_REACH = 6
_TOGETHER = frozenset("associated association linked link correlated correlates correlation".split())
_CAUSING = frozenset(
    """
    cause causes caused causing lead leads led produce produces produced lowers lowered raises raised reduces reduced
    increases increased prevents prevented protects protected because
    """.split()
)
_PERHAPS = frozenset("may might could can possibly perhaps whether if suggest suggests".split())


def dropped_hedge(pair: Pair) -> Instead | None:
    """The hedge of the evidence that a claim leaves out, and the certain word that it has instead ("" for none)."""
    claim, evidence = pair.claim, pair.evidence
    if pair.literal < _LITERAL:
        return None
    # "Must" leaves something open only where nothing weaker is said.
    obliged = "must" in claim.stems and "may" in evidence.stems
    soft = claim.stems & ((_SOFT | _OPEN) - ({"must"} if obliged else set()))
    if soft or not _OPEN_WORDS.isdisjoint(claim.low):
        return None
    for cue in cues(evidence, _POSSIBLE | _REPORTED | _PLANNED | _BELIEVED, plain=True):
        hedge = evidence.tokens[cue.at]
        if hedge.name or hedge.low in ("like", "assuming") or hedge.low.endswith(_NO_VERB):
            continue
        if _leaves_nothing_open(evidence, cue.at) or _is_thing(evidence, cue.at):
            continue
        planned = hedge.low in _PLANNED or hedge.stem in _PLANNED
        if not (planned and claim.stems & _FUTURE) and _is_told(cue, pair):
            return hedge.text, _certain(claim)
    return None


def _certain(claim: Reading) -> str:
    """The claim's word for what is certain; "" for none."""
    sure = (word for at, word in enumerate(claim.low) if word in _SURELY and claim.word(at - 1) not in _BEFORE_NOUNS)
    return next(sure, "")


def _is_thing(text: Reading, at: int) -> bool:
    """As in "supported the plan", which leaves nothing open; "the plan to build" does."""
    return text.word(at - 1) in DETERMINERS and text.word(at + 1) not in ("to", "for", "of", "that")


def _leaves_nothing_open(evidence: Reading, at: int) -> bool:
    """As in "so that he could sleep", "could not", "more likely", "than planned", "a rash appeared"."""
    low = evidence.low
    if low[at] == "could" and ("not" in low[at + 1 : at + 3] or "so that" in " ".join(low[max(0, at - 6) : at])):
        return True
    if low[at] == "may" and ("only" in low[at + 1 : at + 5] or _NOT.intersection(low[max(0, at - 5) : at + 2])):
        return True
    if stem(low[at]) in _SEEMING and evidence.word(at + 1) != "to":
        return True
    return evidence.word(at - 1) in ("less", "more", "as", "least", "most", "than")


def _is_told(cue: Cue, pair: Pair) -> bool:
    """Whether the claim says what the evidence leaves open; with what may be no hedge, in the same words."""
    claim, evidence, back = pair.claim, pair.evidence, pair.alignment.back
    if stem(cue.word) in _PLANNED and evidence.word(cue.at - 1) in _IS:
        # "A second plant in Lindby is planned for 2027": what is planned stands before it.
        before = [at for at in range(evidence.clause(cue.at).start, cue.at) if evidence.tokens[at].content]
        return pair.denies_alike and bool(before) and all(at in back for at in before[-_PLANNED_OF:])
    if stem(cue.word) not in _BELIEVED and cue.word != "could":
        return any(at in back for at in cue.scope[:1])
    same = [at in back and evidence.tokens[at].stem == claim.tokens[back[at]].stem for at in cue.scope]
    return sum(same) >= 2


def fulfilled(pair: Pair) -> Instead | None:
    """A deed of the claim that the evidence has as planned, with a word for that, and nowhere else."""
    claim, evidence = pair.claim, pair.evidence
    # "By May" leaves nothing open.
    if any(token.low in _AHEAD and not token.name for token in claim.tokens) or denials(claim) or denials(evidence):
        return None
    deeds = {token.stem: token for at, token in enumerate(claim.tokens) if _is_done(claim, at, token)}
    bidden = not (_BIDDING | {"orders", "order", "instructions"}).isdisjoint(claim.low)
    to_do = {_DEEDS[token.low]: deed for deed, token in deeds.items() if token.low in _DEEDS}
    planned, beyond = dict[str, str](), set[str]()
    scope, cue = 0, ""
    for at, token in enumerate(evidence.tokens):
        scope = scope - 1 if at and not evidence.ends_clause(at - 1) else 0
        if _is_prospect(evidence, at) and not (bidden and token.low == "to"):
            scope, cue = _REACH, token.text
        elif deed := token.stem if token.stem in deeds else to_do.get(token.low, ""):
            if scope > 0:
                planned.setdefault(deed, cue)
            else:
                beyond.add(deed)
        elif token.low in ("did", "has", "have"):
            # "Was due to open in 2020, and did."
            return None
    return next(((planned[deed], deeds[deed].text) for deed in planned if deed not in beyond), None)


def _is_prospect(text: Reading, at: int) -> bool:
    """Whether what follows is ahead: "plans to", "is due to", "told him to", and "said that it would"."""
    word = text.low[at]
    if word == "due":
        return text.word(at + 1) in ("to", "for")
    if word == "to":
        return not _BIDDING.isdisjoint(text.low[max(0, at - _TOLD_TO) : at])
    # "He would walk there" tells of habits.
    if word == "would":
        return not _ANNOUNCED.isdisjoint(text.low[max(0, at - _ANNOUNCED_BEFORE) : at])
    return word in _PROSPECTS


def _is_done(text: Reading, at: int, token: Token) -> bool:
    before = set(text.low[max(0, at - 2) : at])
    # "Has six digits" tells of no deed.
    if not token.content or not token.low.isalpha() or not NUMBER_WORDS.keys().isdisjoint((token.low, *before)):
        return False
    return token.low.endswith("ed") or token.low in _DONE or bool(before & _HAS and not token.low.endswith("ing"))


def made_cause(pair: Pair) -> Instead | None:
    """The evidence's "linked" where the claim has "causes" and else the evidence's own words; None elsewhere."""
    claim, evidence = pair.claim, pair.evidence
    # "In May" leaves nothing open.
    mine, theirs = ([token.low for token in text.tokens if not token.name] for text in (claim, evidence))
    together = next((word for word in theirs if word in _TOGETHER), "")
    causing = next((word for word in mine if word in _CAUSING), "")
    if not together or not causing or _CAUSING & set(theirs) or (_PERHAPS | _TOGETHER) & set(mine):
        return None
    same = all(token.stem in evidence.stems for token in claim.tokens if token.content and token.low != causing)
    return (together, causing) if same and pair.denies_alike else None
