"""How each language asks for a time, a number, a name or a reason. Data, and the one function that reads it.

The patterns are for a question that is in the language; English ones stand first, because any text may have English
questions in it. `\\b` ends no word in scripts whose signs are no letters, hence the lookarounds and the bare words.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from index.text.languages import ENGLISH
from index.text.patterns import lazy_pattern
from index.text.stemming import script_language


class Kind(StrEnum):
    """The kind of thing that would answer."""

    NAME = "name"
    NUMBER = "number"
    TIME = "time"
    AUTHOR = "author"
    OTHER = "other"


_WORK = r"(this|the) (article|document|text|report|paper|book)"
# The first that matches names the kind.
_ENGLISH = {
    Kind.AUTHOR: rf"who (wrote|authored)|who (is|was) (the )?(author|writer)|(author|writer) of {_WORK}|"
    rf"(written|authored) by whom|by whom was {_WORK}",
    Kind.TIME: r"\b(when|(what|which) (year|date|day|month|century|decade|time)|how (long|old))\b",
    Kind.NUMBER: r"\b(how (many|much|far|tall|large|big|high|deep|heavy|wide)|"
    r"what (percent\w*|number|share|proportion|amount|sum|price|cost|size))\b",
    Kind.NAME: r"\b(who|whom|whose|where|which (person|compan(y|ies)|leaders?|cit(y|ies)|countr(y|ies)|states?)|"
    r"what (country|city|state|company|(is|was) the name))\b",
}
# It asks what somebody is, and not for another name.
_WHO_IS = lazy_pattern(r"^\W*[Ww]ho(?:'s|’s| is| was| are| were)(?: (?:Mrs?|Ms|Dr)\.?)?(?: [A-Z][\w’'-]*){1,4}\W*$")
# Language: how it asks for a time, a number, a name.
_ASKING = {
    "german": (
        r"\b(wann|wie lange|wie alt|wie spät|um wie viel uhr|(welche[mrns]?) "
        r"(jahr\w*|datum|tag|monat|jahrzehnt|jahrhundert|zeit\w*))\b",
        r"\b(wie ?viele?[nr]?|wie (hoch|groß|weit|lang|schwer|tief|breit|dick|oft|häufig|schnell|teuer)|"
        r"was (kostet\w*|kosten|wiegt|wog)|"
        r"welche[mrns]? (anzahl|anteil|prozentsatz|zahl|summe|preis|menge|höhe|größe|betrag))\b",
        r"\b(wer|wem|wen|wessen|wo|woher|wohin|wie (heißt|hieß|heißen|lautet der name)|"
        r"welche[mrns]? (person|firma|unternehmen|stadt|land|staat|bundesland|politiker(in)?|präsident(in)?))\b",
    ),
    "spanish": (
        r"\b(cuándo|(en )?qué (año|fecha|día|mes|siglo|década|época|hora)|cuánto tiempo|cuántos años)\b",
        r"\b(cuánt[oa]s?|qué (porcentaje|cantidad|número|proporción|altura|tamaño|distancia|edad|precio|"
        r"profundidad|peso|longitud|superficie|anchura|velocidad|temperatura))\b",
        r"\b(quién(es)?|dónde|adónde|qué (ciudad|país|persona|empresa|compañía|estado)|cómo se llama\w*|"
        r"cuál (es|era|fue) el nombre)\b",
    ),
    "french": (
        r"\b(quand|(en |à )?quel(le)? (année|date|jour|mois|siècle|décennie|époque|heure)|combien de temps|quel âge)\b",
        r"\b(combien|quel(le)?( (est|était) l[ea])? (pourcentage|nombre|proportion|quantité|hauteur|taille|distance|"
        r"part|prix|profondeur|poids|longueur|largeur|superficie|vitesse|température|tarif))\b",
        r"\b(qui|où|quel(le)?s? (ville|pays|personne|entreprise|société|état)s?|comment s.appell\w+|"
        r"quel (est|était) le nom)\b",
    ),
    "italian": (
        r"\b(quando|(in )?(quale|che) (anno|data|giorno|mese|secolo|decennio|epoca|ora)|quanto tempo|quanti anni)\b",
        r"\b(quant[oaie]|(quale|che) (percentuale|numero|quantità|proporzione|altezza|prezzo|età|"
        r"profondità|peso|lunghezza|larghezza|superficie))\b",
        r"\b(chi|dove|dov|(quale|che) (città|paese|persona|azienda|società|stato)|come si chiama\w*|qual è il nome)\b",
    ),
    "portuguese": (
        r"\b(quando|(em |a )?que (ano|data|dia|mês|século|década|época|hora)s?|quanto tempo|quantos anos)\b",
        r"\b(quant[oa]s?|(qual|que) (a )?(percentagem|porcentagem|número|quantidade|altura|preço|idade|"
        r"profundidade|peso|comprimento|largura))\b",
        r"\b(quem|onde|aonde|(qual|que) (cidade|país|pessoa|empresa|estado)|como se chama\w*|qual (é|era) o nome)\b",
    ),
    "dutch": (
        r"\b(wanneer|(in )?(welk|welke) (jaar|datum|dag|maand|eeuw|decennium|tijd)|hoe (lang|oud|laat))\b",
        r"\b(hoeveel|hoe (hoog|groot|ver|diep|breed|zwaar|vaak|snel|duur)|wat (kost\w*|weegt)|"
        r"welke? (prijs|hoogte|diepte|percentage|aantal|aandeel))\b",
        r"\b(wie|wiens|waar|waarheen|(welk|welke) (stad|land|persoon|bedrijf|staat)|hoe heet\w*)\b",
    ),
    "romanian": (
        r"\b(când|(în )?ce (an|ani|dată|zi|lună|secol|deceniu|perioadă|oră)|cât (timp|durează|dura|ține|au? durat)|"
        r"câte (zile|luni|ore|minute|săptămâni)|câți ani)\b",
        r"\b(cât|câtă|c[âî]ți|câte|ce (procent|număr|proporție|înălțime|lungime|suprafață|adâncime|distanță|populație|"
        r"vârstă|preț|viteză|temperatură)|care (este|era|a fost) (numărul|populația|suprafața|lungimea|înălțimea|"
        r"adâncimea|distanța|prețul|viteza|temperatura|procentul|vârsta|greutatea))\b",
        r"\b(cine|cui|unde|ce (oraș|țară|persoană|companie|stat|insulă|râu)|cum (se |s-au? )num\w+|"
        r"care (este|era|a fost) numele)\b",
    ),
    "polish": (
        r"\b(kiedy|(w )?(którym|jakim) (roku|wieku|miesiącu|dniu)|(którego|jakiego) (roku|dnia)|jak długo|od kiedy)\b",
        r"\b(ile|ilu|iloma|jak (wysok|dalek|duż|głębok|dług)\w+|jaki (procent|odsetek))\b",
        r"\b(kto|kogo|komu|kim|czyj\w*|gdzie|skąd|dokąd|(które|jakie) miasto|(który|jaki) kraj|jak (się )?nazywa\w*)\b",
    ),
    "swedish": (
        r"\b(när|vilket (år|datum|årtionde|århundrade)|vilken (dag|månad|tid)|hur länge|hur gammal)\b",
        r"\b(hur (många|mycket|stor|stort|hög|högt|lång|långt|djup)|vilken andel)\b",
        r"^\W*var\b|\b(vem|vems|vilka personer|vart|varifrån|vilken (stad|person)|vilket (land|företag)|vad heter)\b",
    ),
    "danish": (
        r"\b(hvornår|hvilket (år|årti|århundrede)|hvilken (dag|måned|dato)|hvor (længe|gammel))\b",
        r"\b(hvor (mange|meget|stor|stort|høj|højt|lang|langt|dyb)|hvilken andel)\b",
        r"\b(hvem|hvor|hvorfra|hvilken (by|person)|hvilket (land|firma)|hvad hedder)\b",
    ),
    "norwegian": (
        r"\b(når|hvilket (år|tiår|århundre)|hvilken (dag|måned|dato)|hvor (lenge|gammel))\b",
        r"\b(hvor (mange|mye|stor|stort|høy|høyt|lang|langt|dyp)|hvilken andel)\b",
        r"\b(hvem|hvor|hvorfra|hvilken (by|person)|hvilket (land|selskap)|hva heter)\b",
    ),
    "finnish": (
        r"\b(milloin|minä (vuonna|päivänä)|mihin aikaan|kuinka (kauan|vanha)|millä vuosisadalla)\b",
        r"\b(kuinka (monta|paljon|moni|suuri|korkea|pitkä)|montako|paljonko|moneenko|monta)\b",
        r"\b(kuka|kenen|kenelle|ketkä|ketä|missä|mistä|mihin|mikä (kaupunki|maa|yritys)|minkä niminen)\b",
    ),
    "czech": (
        r"\b(kdy|(ve?|do) (kterém|jakém) (roce|století|měsíci)|který den|jak dlouho|od kdy)\b",
        r"\b(kolik\w*|jak (vysok|velk|dlouh|dalek|hlubok)\w+|jaké procento)\b",
        r"\b(kdo|koho|komu|kým|čí|kde|kam|odkud|(které|jaké) město|(která|jaká) země|jak se jmenuj\w*)\b",
    ),
    "hungarian": (
        r"\b(mikor|(melyik|hány) (évben|században|napon|hónapban)|mennyi ideig|meddig)\b",
        r"\b(hány\w*|mennyi\w*|milyen (magas|hosszú|nagy|messze))\b",
        r"\b(kik?|kinek|kit|hol|hová|honnan|melyik (város|ország|cég)\w*)\b",
    ),
    "turkish": (
        r"\b(ne zaman\w*|hangi (yıl|tarih|gün|dönem|saat|çağ|yüzyıl)\w*|hangi ay(da|ın|ında)?|kaç(ıncı)? (yüz)?yıl\w*|"
        r"kaç (ay|hafta|gün|saat|dakika)|saat kaç\w*|ne kadar (süre|zaman|sür)\w*)\b",
        r"\b(kaç\w*|ne kadar|yüzde kaç\w*|hangi (sayı|oran)\w*|"
        r"(sayı|oran|nüfus|yüksekli[kğ]|uzunlu[kğ]|genişli[kğ]|derinli[kğ]|hız|sıcaklı[kğ]|fiyat|ağırlı[kğ])[ıiuüsn]* "
        r"ne(dir|ydi)?)\b",
        r"\b(kim(dir|di|i|in|e|le|den|ler|lerdir|lerdi)?|nere\w+|"
        r"hangi (şehir|şehr|kent|ülke|kişi|şirket|ada|nehir|nehr|bölge|takım)\w*|"
        r"hangi il(de|e|in)?|ad[ıi] ne\w*|ne ad ver\w*|nasıl adlandır\w*)\b",
    ),
    "indonesian": (
        r"\b(kapan|tahun berapa|tanggal berapa|berapa lama|abad ke berapa)\b",
        r"\b(berapa\w*)\b",
        r"\b(siapa\w*|(di|ke|dari) ?mana|(kota|negara|orang) (apa|mana)|apa nama)\b",
    ),
    "vietnamese": (
        r"\b((khi|năm|ngày|tháng|lúc|thế k[ỷỉ]|thập k[ỷỉ]|thập niên|giai đoạn|thời (gian|điểm|k[ỳì])) nào|"
        r"hồi nào|bao giờ|bao lâu|"
        r"(năm|ngày|tháng) mấy|mấy giờ|(mấy|bao nhiêu) (năm|ngày|tháng|tuần|giờ|phút))\b",
        r"\b(bao nhiêu|mấy|bao xa|(cao|dài|rộng|nặng|sâu|lớn|dày|xa|nhanh) (bao|cỡ nào|thế nào|tới đâu|đến đâu))\b",
        r"\b(ai|ở đâu|nơi nào|đâu|(tên|thành phố|quốc gia|nước|người|công ty|tỉnh|đảo|sông) (là )?(nào|gì)|"
        r"gọi là gì)\b",
    ),
    "russian": (
        r"\b(когда|(в|с|до) как(ом|ого|ой|ое) (году|года|веке|века|месяце|дня|день|периоде|период|время|времени)|"
        r"на какой срок|какого (числа|года)|сколько (времени|лет)|"
        r"как долго|коли|в якому році)\b",
        r"\b(скольк\w+|скільки|как(ой|ова|ов|ая|ое) (процент|доля|длина|высота|население|площадь|численность|число|"
        r"количество|размер|расстояние|сумма|цена|стоимость|протяж[её]нность|глубина|ширина|вес|масса|скорость|"
        r"температура|возраст|объ[её]м|мощность)|насколько)\b",
        r"\b(кто|кого|кому|кем|чей|чья|чьё|чье|чьи|где|куда|откуда|хто|де|"
        r"как(ой|ая|ую|ого|ом) (город\w*|стран\w+|человек\w*|компани\w+)|как (зовут|звали|называ\w+))\b",
    ),
    "greek": (
        r"\b(πότε|(ποια|ποιο|ποιον|ποιά) (χρονιά|έτος|αιώνα|ημερομηνία|χρόνο|ημέρα|μήνα|δεκαετία|περίοδο)|"
        r"πόσο (καιρό|διάστημα|χρόνο)|πόσα χρόνια)\b",
        r"\b(πόσ\w+|(ποιο|τι) (ποσοστό|ποσό)|ποιος αριθμός)\b",
        r"\b(ποιος(?! (είναι|ήταν) ο (λόγος|στόχος|σκοπός|ρόλος))|"
        r"ποιοι|ποιον(?! λόγο)|ποιους|ποιανού|πού|(ποια|ποιά) (πόλη|χώρα|εταιρεία)|πώς (λέγεται|ονομάζεται|λεγόταν))\b",
    ),
    "hindi": (
        r"कब|(किस|कौन से|कौन सी) (वर्ष|साल|सन|सन्|तारीख|तारीख़|तिथि|समय|दिन|महीने|सदी|शताब्दी|दशक)|"
        r"कितने (समय|साल|वर्ष|दिन|महीने|घंटे)|कितनी (देर|अवधि)",
        r"कितन[ाेी]|कितना|कितने|कितनी|कितनों",
        r"कौन|किसने|किसके|किसकी|किसका|किसे|किन्हें|कहाँ|कहां|किस (देश|शहर|व्यक्ति|कंपनी|राज्य|नदी)|नाम क्या",
    ),
    "arabic": (
        r"\b(متى|منذ متى|(?:[أا]ي[ةّ]?|ب[أا]ي) (عام|سنة|تاريخ|قرن|يوم|شهر|عقد)|كم من الوقت|كم عمر|"
        r"كم (استغرق|دام|استمر)ت?|ما المدة|لأي مدة|کب|چه سالی)\b",
        r"\b(كم|بكم|وكم|(ما|ما هو|ما هي) (عدد|نسبة|مقدار|حجم|ارتفاع|طول|مساحة|النسبة|"
        r"العدد|مدى|كمية|سرعة|وزن|عمق|عرض|سعر|ثمن|تكلفة|"
        r"درجة|معدل|متوسط)|چند|کتنے|کتنی)\b",
        r"^\W*(من|ومن|لمن)\b|\b(مَن|أين|اين|لمن|ما (هو )?اسم|[أا]ي (مدينة|دولة|بلد|شركة|شخص)|کجا|کون|کہاں)\b",
    ),
    "hebrew": (
        r"(?<!\w)(ומתי|מתי|ממתי|ב?איז[הו] (שנה|חודש|יום|תאריך|מאה|עשור)|כמה זמן)(?!\w)",
        r"(?<!\w)(ב?כמה|מה (אחוז|מספר|גובה|אורך|שיעור))(?!\w)",
        r"(?<!\w)(מי|למי|איפה|היכן|לאן|מאין|מהיכן|ב?איזו (עיר|מדינה|חברה)|מה שמ[הו])(?!\w)",
    ),
    "chinese": (
        r"何时|何時|什么时候|什麼時候|哪一?年|几年|哪[天月日]|哪个(世纪|年代|月)|多久|几[点天]|幾[點天]|多长时间|いつ|何年|何月|何日|何世紀|何時|何年間",
        r"多少|几个|几次|几[位名条座种]|多[高大远长重深]|百分之几|いくつ|いくら|何[人個回本台つ冊枚件社匹キメ%％]|何パーセント|どれくらい|どのくらい|どれだけ",
        r"谁|誰|哪里|哪裡|哪儿|在哪|哪[个個位座](国家|城市|人|公司|省)|叫什么名字|だれ|どこ|何という名|名前は",
    ),
    "thai": (
        r"เมื่อไหร่|เมื่อไร|เมื่อใด|ตอนไหน|(?:ปี|เดือน|สมัย|ยุค)(ใด|ไหน|อะไร|ที่เท่า)|วัน(?:ใด|ไหน|อะไร|ที่เท่า)|พ\.ศ\.\s?(ใด|อะไร|เท่า)|ค\.ศ\.\s?(ใด|อะไร|เท่า)|"
        r"ศตวรรษ(ใด|ที่เท่า)|นาน(?:แค่|เท่า|เพียง)|กี่โมง",
        r"เท่าไหร่|เท่าไร|เท่าใด|(?<!เ)กี่|ร้อยละ|แค่ไหน|เพียงใด|มากน้อย",
        r"ใคร|ที่ไหน|ที่ใด|(ประเทศ|เมือง|จังหวัด|บริษัท|คน)(ใด|ไหน|อะไร)|ผู้ใด|ชื่ออะไร|ชื่อว่าอะไร",
    ),
    "korean": (
        r"언제|몇 ?년|몇 ?월|며칠|어느 (해|연도|시대)|몇 ?세기|얼마 ?동안|얼마나 오래",
        r"몇|얼마|퍼센트",
        r"누구|누가|누굴|어디|어느 (나라|도시|회사|사람)|이름",
    ),
}  # fmt: skip
_SCRIPTLESS = (("chinese", "[\u3040-\u30ff\u3400-\u9fff]"), ("thai", "[\u0e00-\u0e7f]"))
_WHICH_UNSPACED = tuple((language, lazy_pattern(letters)) for language, letters in _SCRIPTLESS)
_KINDS = (Kind.TIME, Kind.NUMBER, Kind.NAME)
_COMMAS = str.maketrans("şţŞŢ", "șțȘȚ")


def kind_of(text: str, language: str) -> Kind:
    """The kind of answer that a question wants. `language` is that of a text in Latin letters."""
    text = usual(text, language)
    if _WHO_IS.match(text):
        return Kind.OTHER
    for kind, pattern in (*_patterns(ENGLISH), *_patterns(spoken(text, language))):
        if pattern.search(text):
            return kind
    return Kind.OTHER


def usual(text: str, language: str) -> str:
    """The text in the spelling of the patterns: letters in one piece with their marks, Romanian ones with a comma."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    return composed.translate(_COMMAS) if language == "romanian" else composed


def spoken(text: str, language: str) -> str:
    """The language whose patterns serve: for other scripts than Latin that of most letters."""
    if text.isascii():
        return language
    unspaced = next((name for name, letters in _WHICH_UNSPACED if letters.search(text)), "")
    if language != ENGLISH or unspaced:
        return unspaced or language
    found = [script_language(char) for char in text if not char.isascii() and char.isalpha()]
    return max(sorted(set(found)), key=found.count) if found else ENGLISH


@lru_cache
def _patterns(language: str) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    if language == ENGLISH:
        return tuple((kind, lazy_pattern(pattern, re.I)) for kind, pattern in _ENGLISH.items())
    return tuple((kind, lazy_pattern(own, re.I)) for kind, own in zip(_KINDS, _ASKING.get(language, ()), strict=False))
