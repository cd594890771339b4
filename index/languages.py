"""The function words of some languages written in Latin letters, and a guess at the language of a question.

They carry a question's form, not its content. English ones stand in `index.terms`; they count everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

ENGLISH = "english"
_FUNCTION_WORDS = {
    "german": """
        aber alle allem allen aller als also am an andere anderen auch auf aus bei beim bis da dabei damit
        dann das dass dem den denen der deren des dessen die dies diese diesem diesen dieser dieses durch ein
        eine einem einen einer eines er es etwas für gab gibt habe haben hat hatte hatten hinter ich ihm ihn
        ihnen ihr ihre ihrem ihren ihrer im in ist jede jeder jedes kann kein keine konnte können man mehr mit
        nach nicht noch nur ob oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so sowie über
        um und unter viel viele vom von vor war waren warum was wegen welche welchem welchen welcher welches
        wem wen wenn wer werden wessen wie wird wo wodurch wofür woher wohin womit worden wovon wozu wurde
        wurden während zu zum zur zwischen nannte nennt heißt
    """,
    "spanish": """
        a al algo algún alguna algunas algunos ante antes aquel aquella así aún bajo bien cada casi como cómo
        con contra cual cuál cuales cuáles cualquier cuando cuándo cuanta cuánta cuantas cuántas cuanto cuánto
        cuantos cuántos de del desde después donde dónde durante e el él ella ellas ellos en entre era eran es
        esa esas ese eso esos esta está estaba están estas este esto estos fue fueron ha había habían han
        hasta hay la las le les lo los más me mi mientras muy ni no nos o otra otras otro otros para pero por
        porque qué que quien quién quienes quiénes se sea según ser si sí sido sin sobre solo su sus también
        tan tanto tiene tienen toda todas todo todos tras tu tuvo un una unas uno unos y ya llama llamaba dio
        hizo
    """,
    "french": """
        à au aucun aucune aussi autre autres aux avait avant avec avoir c ce cela celle celles celui ces cet
        cette ceux chaque chez comment d dans de depuis des donc dont du elle elles en encore entre est et
        était étaient être eu fait furent fut il ils j je jusque l la laquelle le lequel les lesquels leur
        leurs lors lui m mais même n ne ni non nos notre nous on ont ou où par parmi pas pendant peu plus pour
        pourquoi pourrait qu quand que quel quelle quelles quels qui quoi s sa sans se selon ses si son sont
        sous sur t tous tout toute toutes très tu un une vers y combien appelle
    """,
    "italian": """
        a ad al alla alle agli ai allo anche ancora avere aveva avevano c che chi ci come con contro cosa cui
        d da dagli dai dal dalla dalle dei degli del della delle dello dentro di dopo dove due durante e è ed
        era erano essere fa fino fra fu furono gli ha hanno i il in io l la le lei lo loro lui ma mentre molto
        ne negli nei nel nella nelle nello noi non o ogni per perché più poi prima qual quale quali quando
        quanta quante quanti quanto quella quelle quelli quello questa queste questi questo se secondo senza
        si sia sono sopra sotto stata stati stato su sugli sui sul sulla sulle suo sua suoi sue tra tutti
        tutto un una uno chiama
    """,
    "portuguese": """
        a ao aos as até com como contra da das de dela dele deles depois do dos durante e é ela elas ele eles
        em entre era eram essa esse esta está este foi foram há isso isto já lhe mais mas mesmo muito na nas
        não no nos o onde os ou para pela pelas pelo pelos por porque qual quais quando quanta quantas quanto
        quantos que quê quem se sem ser seu seus sido são sob sobre sua suas também tem tinha um uma umas uns
        chama
    """,
    "dutch": """
        aan al alle als bij dan dat de deze die dit door een en er geen had hadden heeft hebben het hij hoe
        hoeveel hun ik in is kan maar met meer na naar niet nog of om onder ook op over te tegen tot uit van
        veel voor waar waarom waarin waren was wat welk welke werd werden wie wiens wordt zich zij zijn zo
        zonder tussen wanneer heet
    """,
}
FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}


def guess_language(words: Iterable[str], english: frozenset[str]) -> str:
    """The language whose function words are most among `words`, which are folded; English where none has more."""
    distinct = set(words)
    best = max(FUNCTION_WORDS, key=lambda language: len(distinct & FUNCTION_WORDS[language]))
    return best if len(distinct & FUNCTION_WORDS[best]) > len(distinct & english) else ENGLISH
