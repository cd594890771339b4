"""What a sentence tells, by its words: a time, a number, a reason; and the names in it. In each language that is known.

English signs count in every text; those of another language in a text of that language, because "due" is no number in
English and "mars" no month. `rag.question.kinds` has how a question asks for these.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.text.calendar_names import MONTHS, WEEKDAYS
from index.text.interview import is_asking_turn
from index.text.languages import ENGLISH
from index.text.stemming import CAPITALS
from index.text.terms import language_of
from rag.question.kinds import spoken, usual

_TIME = (
    # The end of a long number is no year: "2 140 mètres", "2.900 Euro".
    rf"\b(\d{{4}}s?|(?<!\d[\s.'’])\d{{3}}s?|{'|'.join((*MONTHS, *WEEKDAYS))}|"
    r"century|centuries|decades?|years?|months?|weeks?|days?|hours?|minutes?|"
    r"today|ago|"
    r"\d{1,2}:\d\d|\d{1,2} ?[ap]m)\b"
)
_COUNT = (
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|"
    r"millions?|billions?|half|third|quarter|twice|percent|several|none)\b"
)
_WHY = (
    r"\b(why|what (is|was|are|were) the (reasons?|causes?)|for what reason|how come|"
    r"what (caused|led to|prompted|brought about|is behind|was behind|lay behind))\b"
)
_REASON = (
    r"\b(because|since|so|due|owing|reasons?|cause[sd]?|therefore|thus|hence|result\w*|lead(s|ing)? to|led to|given|"
    r"explain\w*|motiv\w*|driv\w*|thanks to|in order|that is why|as a|forc(?:ed|es|ing)|prompt(?:s|ed|ing)|"
    r"trigger\w*|meant that|brought (?:about|on)|stem(?:s|med|ming) from|cost (?:him|her|it|them|us|me)|"
    r"blam(?:ed|es|ing)|(?:so as )?to (?:avoid|prevent|protect)|otherwise|or else|without (?:it|them|this|which))\b"
)
_PROPER = re.compile(rf"(?<![.!?]\s)(?<!^)(?<![“\"‘'])\b[{CAPITALS}][\w’'-]+")
# Language: words of a time, of a number, how it asks for a reason, words of a reason. All are beginnings of words.
_SIGNS = {
    "german": (
        r"januar|februar|märz|mai|juni|juli|oktober|dezember|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
        r"jahr|jahrhundert|jahrzehnt|monat|woche|tage?\b|tagen\b|stunde|minute|uhr\b|heute\b",
        r"zwei|drei|vier|fünf|sechs|sieben|acht\b|neun|zehn|elf\b|zwölf|zwanzig|\w+undzwanzig|dutzend|hundert|tausend|million|milliard|"
        r"hälfte|halb|drittel|viertel|prozent|mehrere|doppelt|eins\b",
        r"warum|weshalb|wieso|weswegen|aus welche[mn] gr[uü]nde?n?|"
        r"was (ist|war|sind|waren) (der|die) (grund|gründe|ursache)",
        r"weil|denn\b|wegen|aufgrund|daher|deshalb|deswegen|darum|grund|gründe|ursach|verursach|führte|dank\b|damit\b|da\b|"
        r"sodass|folge|um\b",
    ),
    "spanish": (
        r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|lunes|martes|miércoles|"
        r"jueves|viernes|sábado|domingo|siglo|década|años?\b|mes(es)?\b|semana|días?\b|horas?\b|minutos?\b|hoy\b",
        r"dos\b|tres\b|cuatro|cinco|seis|siete|ocho|nueve|diez|once\b|doce|veint|treint|cuarent|"
        r"cincuent|sesent|setent|ochent|novent|cien|mil\b|miles|millon|millón|mitad|medio|"
        r"tercio|cuarto|por ciento|docena|varios|varias|doble",
        r"por qué|cuál (es|era|fue) (la|el) (razón|causa|motivo)",
        r"porque|debido|ya que|puesto que|por lo que|por eso|causa|razón|motivo|gracias a|para\b|a fin de|"
        r"resultado|provoc",
    ),
    "french": (
        r"janvier|février|mars|avril|mai\b|juin|juillet|août|septembre|octobre|novembre|décembre|lundi|mardi|mercredi|jeudi|"
        r"vendredi|samedi|dimanche|siècle|décennie|an(s|née|nées)?\b|mois|semaine|jours?\b|heures?\b|minutes?\b|aujourd|"
        r"\d{1,2} ?h\b",
        r"deux|trois|quatre|cinq|six\b|sept\b|huit|neuf\b|dix|onze|douze|vingt|trente|quarante|cinquante|soixante|"
        r"cent\b|cents\b|mille|million|milliard|moitié|"
        r"demi|tiers|quart|pour cent|douzaine|plusieurs|double",
        r"pourquoi|quelle (est|était) la (raison|cause)|pour quelle raison",
        r"parce|car\b|puisque|en raison|à cause|grâce|donc|raison|caus|afin|pour\b|résult|provoqu|entraîn|dû\b",
    ),
    "italian": (
        r"gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|lunedì|martedì|"
        r"mercoledì|giovedì|venerdì|sabato|domenica|secol|decenni|ann[oi]\b|mes[ei]\b|settiman|giorn|or[ae]\b|minut[oi]\b|oggi",
        r"due\b|tre\b|quattro|cinque|sei\b|sette|otto\b|nove\b|dieci|undici|dodici|venti|ventu|trenta|trentu|trentott|quarant|"
        r"cinquant|sessant|settant|ottant|novant|cento|mille|mila|milion|miliard|metà|"
        r"mezzo|terzo|quarto|per cento|dozzin|divers[ei]|doppio",
        r"perché|come mai|qual (è|era) (la causa|il motivo|la ragione)|per quale motivo",
        r"perché|poiché|dato che|a causa|grazie|quindi|perciò|ragion|motiv|caus|affinché|per\b|risult",
    ),
    "portuguese": (
        r"janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|segunda|terça|quarta|quinta|"
        r"sexta|sábado|domingo|século|década|anos?\b|m[eê]s(es)?\b|semana|dias?\b|horas?\b|minutos?\b|hoje",
        r"dois\b|duas\b|três|quatro|cinco|seis|sete\b|oito|nove\b|dez\b|onze|doze|vinte|trinta|quarenta|"
        r"cinquenta|sessenta|setenta|oitenta|noventa|cem\b|cento|mil\b|milh|bilh|metade|"
        r"meio|terço|quarto|por cento|dúzia|vári[oa]s|dobro",
        r"por ?qu[eê]|qual (é|era|foi) (a|o) (razão|causa|motivo)",
        r"porque|pois\b|devido|por causa|graças|portanto|razão|motivo|causa|para\b|a fim|result",
    ),
    "dutch": (
        r"januari|februari|maart|mei\b|juni|juli|augustus|oktober|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|"
        r"eeuw|decenni|jaar|jaren|maand|weken|week\b|dag(en)?\b|uur|uren|minu(?:ut|ten)\b|vandaag",
        r"twee|drie|vier|vijf|zes|zeven|acht\b|negen|tien|elf\b|twaalf|twintig|\w+entwintig|dertig|"
        r"veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend|miljoen|miljard|helft|half|"
        r"derde|kwart|procent|dozijn|enkele|meerdere|dubbel",
        r"waarom|wat (is|was) de (reden|oorzaak)",
        r"omdat|want\b|doordat|vanwege|wegens|daarom|dus\b|reden|oorzaak|dankzij|zodat|om\b|gevolg|leidde",
    ),
    "romanian": (
        r"ianuarie|februarie|martie|aprilie|mai\b|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie|luni\b|marți|"
        r"miercuri|joi\b|vineri|sâmbătă|duminică|secol|deceni|an(i|ul|ului|ii|ilor)?\b|lun[ăa]\b|săptămân|zi(le|ua|lei)?\b|"
        r"or([ăe]|ele)\b|minut|miezul nopții|astăzi",
        r"doi\b|două|trei|patru|cinci|șase|șapte|opt\b|nouă|zece|unsprezece|doisprezece|douăzeci|sut[ăe]|mi[ei]\b|"
        r"milio|miliard|jumătate|treime|sfert|la sută|procent|câteva|câțiva|dublu|optsprezece|paisprezece|șai|optzeci|"
        r"zeci\b|o dată",
        # What a thing depends on is no reason.
        r"de ce\b(?! depind)|care (este|era|a fost|au fost) (motiv|cauz)|din ce (motiv|cauză|pricină)|cu ce scop",
        r"deoarece|pentru c[ăa]\b|fiindcă|căci\b|din cauza|din cauză|datorită|de aceea|astfel|motiv|cauz|pentru a|"
        r"ca urmare|întrucât|ca să\b|din pricina",
    ),
    "polish": (
        r"styczni|luty|lutego|marc[ua]|marzec|kwie|maj[au]?\b|czerw|lip[ic]|sierp|wrze|październik|listopad|grud|wiek|stuleci|"
        r"rok(u|iem)?\b|lat(a|ach)?\b|miesi|tydzie|tygodni|dni\b|dzień|godzin|dzi[sś]",
        r"dwa\b|dwie|dwóch|trzy|trzech|cztery|czterech|pięć|pięciu|sześ|siedem|osiem|dziewięć|dziesięć|jedena|dwana|"
        r"dwadzieścia|st[oau]\b|tysi|milion|miliard|połow|pół\b|trzeci|ćwier|procent|kilka|tuzin",
        r"dlaczego|czemu|z jakiego powodu|jaka (jest|była) przyczyna",
        r"ponieważ|bo\b|gdyż|dlatego|z powodu|wskutek|dzięki|powod|przyczyn|aby\b|żeby|więc\b|spowodow",
    ),
    "swedish": (
        r"januari|februari|mars|maj\b|juni|juli|augusti|oktober|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|"
        r"sekel|århundrad|årtionde|år(et|en)?\b|månad|veck|dag(ar|en)?\b|timm|idag",
        r"två|tre\b|fyra|fem\b|sex\b|sju\b|åtta|nio\b|tio\b|elva|tolv|tjugo|hundra|tusen|miljon|miljard|hälften|halv|tredjedel|"
        r"fjärdedel|procent|dussin|flera|dubbel",
        r"varför|vad (är|var) (orsaken|anledningen|skälet)",
        r"eftersom|därför|på grund|orsak|anledning|skäl|tack vare|för att|så att|ledde|berodde|beror",
    ),
    "danish": (
        r"januar|februar|marts|maj\b|juni|juli|oktober|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|århundred|"
        r"årti|år(et|ene)?\b|måned|uge|dag(e|en)?\b|time|i dag",
        r"to\b|tre\b|fire\b|fem\b|seks|syv\b|otte|ni\b|ti\b|elleve|tolv|tyve|hundred|tusind|million|milliard|halv|tredjedel|"
        r"fjerdedel|procent|dusin|flere|dobbelt",
        r"hvorfor|hvad (er|var) (årsagen|grunden)",
        r"fordi|derfor|på grund|årsag|grund|takket|for at|så\b|eftersom|førte|skyld",
    ),
    "norwegian": (
        r"januar|februar|mars|mai\b|juni|juli|oktober|desember|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|århundre|"
        r"tiår|år(et|ene)?\b|måned|uke|dag(er|en)?\b|time|i dag",
        r"to\b|tre\b|fire\b|fem\b|seks|sju\b|syv\b|åtte|ni\b|ti\b|elleve|tolv|tjue|hundre|tusen|million|milliard|halv|tredjedel|"
        r"fjerdedel|prosent|dusin|flere|dobbelt",
        r"hvorfor|hva (er|var) (årsaken|grunnen)",
        r"fordi|derfor|på grunn|årsak|grunn|takket|for å|slik at|siden|førte|skyld",
    ),
    "finnish": (
        r"\w+kuu(n|ssa|ta)?\b|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai|vuosisa|vuosikymmen|vuo[nst]|"
        r"kuukau|viik|päiv|tun(ti|nin|tia)|tänään",
        r"kaksi|kahd|kahta|kolme|neljä|viisi|viid|kuusi|kuud|seitsemän|kahdeksan|yhdeksän|kymmen|sata|sad|tuhat|tuhan|miljoon|"
        r"miljard|puol|kolmas|neljännes|prosent|tusina|usei",
        r"miksi|minkä (vuoksi|takia)|mikä (on|oli) syy",
        r"koska\b|siksi|takia|vuoksi|syy|syi|ansiosta|jotta|sillä\b|johtu|aiheut",
    ),
    "czech": (
        r"led[en]n|únor|břez|dub(en|n)|květ|červ|srp|zář|říj|listopad|prosin|pondělí|úterý|střed|čtvrt|pátek|sobot|neděl|"
        r"století|desetiletí|ro[kc]|let(ech)?\b|měsíc|týd|dn[eíůy]\b|hodin|dnes",
        r"dva\b|dvě|dvou|tři\b|tří|čtyř|pět|šest|sedm|osm|devět|deset|jedenáct|dvanáct|dvacet|sto\b|set\b|tisíc|milion|miliard|"
        r"polovin|půl\b|třetin|čtvrtin|procent|tucet|několik",
        r"proč\b|jak(ý|á) (je|byl|byla) (důvod|příčina)|z jakého důvodu",
        r"protože|neboť|proto\b|kvůli|díky|důvod|příčin|aby\b|tak[žz]e|způsob|jelikož",
    ),
    "hungarian": (
        r"január|február|március|április|május|június|július|augusztus|szeptember|október|november|december|század|évtized|"
        r"év(ben|ig|es)?\b|hónap|hét\b|hete|nap|óra",
        r"két\b|kettő|három|négy|öt\b|hat\b|hét\b|nyolc|kilenc|tíz|húsz|száz|ezer|millió|milliárd|fel[eé]|harmad|negyed|százalék|"
        r"több",
        r"miért|mi (az|volt az) oka",
        r"mert|mivel|ezért|miatt|ok[aá]|azért|köszönhető|hogy\b",
    ),
    "turkish": (
        r"ocak|şubat|mart\b|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|pazartesi|salı|çarşamba|perşembe|cuma|"
        r"yüzyıl|asır|yıl|ay(da|ında)?\b|hafta|gün|saat|dakika|saniye|gece\b|çağ|bugün",
        r"bir\b|iki\b|üç|dört|beş|altı|yedi\b|sekiz|dokuz|on\b|yirmi|otuz|kırk|elli\b|yüz|bin\b|milyon|milyar|yarı|çeyrek|"
        r"yüzde|düzine|birkaç|yarım",
        r"neden\b(?! ol)|niçin|niye|nedeni ne|sebebi ne|ne sebep|hangi (nedenle|sebeple|amaçla)|ne amaçla",
        r"çünkü|nedeniyle|sebebiyle|dolayı|yüzünden|için\b|bu nedenle|neden|sebep|sayesinde|diye\b|amacıyla|sonucu|"
        r"\w+[dt][ıiuü]ğ[ıiuü]n?[dt][ae]n\b",
    ),
    "indonesian": (
        r"januari|februari|maret|april|mei\b|juni|juli|agustus|september|oktober|november|desember|abad|tahun|bulan|minggu|"
        r"hari|jam",
        r"satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|belas|puluh|ratus|ribu|juta|miliar|setengah|persen",
        r"mengapa|kenapa|apa (alasan|sebab|penyebab)",
        r"karena|sebab|oleh karena|sehingga|akibat|alasan|agar|untuk",
    ),
    "vietnamese": (
        r"năm|tháng|ngày|thế k[ỷỉ]|thập k[ỷỉ]|thập niên|tuần|giờ|phút|giây|nửa đêm|hôm nay",
        r"một\b|hai\b|ba\b|bốn|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|t[ỷỉ]\b|nửa|phần trăm|vài|"
        r"nhiều|gấp|đôi\b|chục",
        r"tại sao|vì sao|sao lại|nguyên nhân|l[ýí] do (gì|nào|vì sao)|để làm gì",
        r"vì\b|bởi|do\b|nhờ|nên\b|nguyên nhân|l[ýí] do|để\b|nhằm|dẫn đến|khiến",
    ),
    "russian": (
        r"январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|понедельник|вторник|сред[ауы]\b|четверг|"
        r"пятниц|суббот|воскресень|век(?:а|у|ом|е|и|ов|ам|ах)?\b|столети|десятилети|год|лет\b|месяц|недел|дн[ейяюи]|день|"
        r"час(?:а|у|ом|е|ы|ов|ам|ах)?\b|минут|сегодня|рок[уи]\b",
        r"один|одн[аоу](?:го|му|й)?\b|дв[ае]\b|двух|двум|три\b|трех|трёх|трем|трём|тремя|четыр|"
        r"пят(?:ь|и|ер|ый|ая|ое|ого|ой|ую|ом|надцат)|шест|сем(?:ь|и|ью|ер\w+)\b|сем(?:над|ьдесят|идесят|ьсот)|восем|восьм|"
        r"девят|десят|одиннадцат|двенадцат|двадцат|тридцат|сорок|сто\b|сот(?:ен|н\w+)?\b|тысяч|миллион|миллиард|"
        r"половин|трет|четверт|процент|нескольк|дюжин|вдвое",
        r"почему|зачем|отчего|из-за чего|по как(?:ой|им) причин|с какой целью|"
        r"как(?:ов|ова|овы|ая|ие) (?:был[аи]? )?причин|"
        r"чому|навіщо",
        r"потому|поэтому|так как|из-за|благодаря|поскольку|причин|вследствие|чтобы|ради|ибо|ведь|приве?л|в силу|"
        r"в связи с|оттого|бо\b|тому\b",
    ),
    "greek": (
        r"(?:ιαν|φεβρ)ουαρίου|μαρτίου|απριλίου|μαΐου|ιουν[ίι]ου|ιουλίου|αυγούστου|(?:σεπτε|νοε|δεκε)μβρίου|οκτωβρίου|"
        r"(?:ιαν|φεβρ)ουάριο|μάρτιο|απρίλιο|μάιο|ιο[ύυ][νλ]ιο|αύγουστο|(?:σεπτέ|νοέ|δεκέ)μβριο|οκτώβριο|"
        r"δευτέρα|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή|λεπτ(?:ό|ά|ών)\b|"
        r"αιών|δεκαετία|έτος|έτη|χρόνι|χρονι|μήν|εβδομάδ|ημέρ|μέρ|ώρ|σήμερα",
        r"ένα[ςν]?\b|μία\b|δύο|δυο|τρεις|τρία|τέσσερ|πέντε|έξι|επτά|εφτά|οκτώ|οχτώ|εννέα|εννιά|δέκα|έντεκα|δώδεκα|είκοσι|"
        r"εκατό|εκατοντάδ|χίλι|χιλιάδ|εκατομμύρι|δισεκατομμύρι|μισ[όά]|τρίτο|τέταρτο|τοις εκατό|αρκετ",
        r"γιατί|για ποιον? λόγο|ποι(ος|α) (είναι|ήταν) (ο λόγος|η αιτία)",
        r"επειδή|διότι|γιατί|λόγω|λόγο|εξαιτίας|αιτία|γι' αυτό|χάρη|ώστε|για να|εφόσον|αφού|καθώς|προκειμένου|"
        r"οφείλ|οφειλ|προκ[άα]λ",
    ),
    "hindi": (
        r"जनवरी|फरवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|सितम्बर|अक्टूबर|नवंबर|नवम्बर|दिसंबर|दिसम्बर|सोमवार|मंगलवार|बुधवार|गुरुवार|"
        r"शुक्रवार|शनिवार|रविवार|शताब्दी|सदी|सदियों|दशक|वर्ष(?!ा)|साल|सन्?(?![\u0900-\u0963])|महीन|सप्ताह|दिन|घंट|मिनट|आज(?![\u0900-\u0963])",
        r"एक (?:ही|बार|मात्र)|दो(?![\u0900-\u0963])|दोनों|तीन|चार|पाँच|पांच|छह|छः|सात|आठ|नौ(?![\u0900-\u0963])|दस|ग्यारह|"
        r"बारह|बीस|तीस|चालीस|पचास|सौ(?![\u0900-\u0963])|हज़ार|हजार|लाख|करोड़|अरब|आधा|आधे|तिहाई|चौथाई|प्रतिशत|कई|दर्जन",
        r"क्यों(?!कि)|किस कारण|किस वजह|क्या (?:कारण|वजह)|(?:कारण|वजह) क्या|किसलिए|किस लिए",
        r"क्योंकि|कारण(?!ख)|चलते|जिससे|इसलिए|वजह|चूँकि|चूंकि|ताकि|के लिए|परिणाम",
    ),
    "arabic": (
        r"(?:[وف]?[بلك]?(?:ال)?|[وف]?لل)(?:يناير|فبراير|مارس|[أا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|كانون|شباط|[آا]ذار|نيسان|"
        r"حزيران|تموز|أيلول|تشرين|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد|قرن|قرون|عقد|عقود|عام(?:ا|ي|ين)?\b|[أا]عوام|سنة|سنوات|سنوي|"
        r"شهر(?:ا|ي|ين)?\b|شهور|[أا]شهر|[أا]سبوع|[أا]سابيع|يوم|[أا]يام|ساع[ةات]|دقيق[ةت]|دقائق|سال\b)",
        r"(?:[وف]?[بلك]?(?:ال)?|[وف]?لل)(?:واحد|اثن|[إا]ثن|ثلاث|[أا]ربع|خمس|ست(?:ة|ون|ين|م)|ست\b|سبع|ثمان|تسع|عشر|م[ئا]ة|مائة|مئ|مئات|[أا]لف|[آا]لاف|مليون|ملايين|مليار|نصف|ثلث|ربع|"
        r"عدة\b|ضعف)",
        r"لماذا|لم\b|ل[أا]ي سبب|ما (هو |هي )?(سبب|السبب|أسباب|الذي [أا]دى|الذي دفع)|چرا|کیوں",
        r"[وف]?(?:ل[أا]ن|بسبب|نتيجة|سبب|[أا]سباب|لذلك|لذا|بفضل|من [أا]جل|لكي|كي\b|نظرا|حيث|"
        r"[أا]د[ىت]|[إا]ذ\b|خوفا|خشية|جراء)|زیرا|کیونکہ",
    ),
    "hebrew": (
        r"\w?(?:ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר|מאה|עשור|שנ[התי]|שנים|חודש|שבוע|יו?ם|ימים|שעה|שעות|היום)",
        r"\w?(?:אחד|אחת|שני|שתי|שלוש|ארבע|חמש|חמיש|שש|שבע|שמונ|תשע|עשר|עשרים|מאה|מאות|אלף|אלפי|מיליון|מיליארד|חצי|מחצית|שליש|רבע|אחוז|כמה)",
        r"מדוע|למה|מה (הסיבה|הייתה הסיבה)",
        r"כי\b|מפני|משום|בגלל|בשל|לכן|סיבה|סיבת|עקב|הודות|כדי|על מנת|מאחר",
    ),
    "chinese": (
        r"\d+\s*(?:年|月|日|世[纪紀]|時|[点點]|天)|[一二两兩三四五六七八九十〇]+[年月日天点點]|世[纪紀]|年代|今天|星期|小时|分[钟鐘]|時間|週間|今日|昨",
        r"[一二三四五六七八九十百千万萬亿億两兩半]|数[十百千]|倍|百分|％|パーセント",
        r"为什么|為什麼|为何|為何|原因是|なぜ|どうして|何故|理由は",
        r"(?<![基原病起])因(?!素|特|子|果)|由于|由於|所以|因此|原因|为了|為了|导致|以便|ので|から|ため|理由|結果|よって",
    ),
    "thai": (
        r"ปี|พ\.ศ|ค\.ศ|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม|ศตวรรษ|ทศวรรษ|"
        r"เดือน|สัปดาห์|วัน|ชั่วโมง|นาที|วินาที|เที่ยงคืน|นาฬิกา",
        r"หนึ่ง|สอง|สาม|สี่|ห้า(?!ม)|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|(?<!สัม)พัน(?!ธ)|หมื่น|แสน|ล้าน|ครึ่ง|เปอร์เซ็นต์|หลาย|[๐-๙]",
        r"ทำไม|เพราะเหตุใด|เพราะอะไร|เหตุใด|สาเหตุ(ใด|อะไร|คือ)",
        r"เพราะ|เนื่องจาก|ดังนั้น|จึง|สาเหตุ|เหตุผล|เพื่อ(?!น)|ทำให้|ด้วยเหตุ",
    ),
    "korean": (
        r"\d+\s*(?:년|월|일|세기|시)|세기|연대|요일|오늘|개월|주일|시간|해에",
        r"하나|둘|셋|넷|두 |세 |네 |다섯|여섯|일곱|여덟|아홉|열|백|천|만|억|절반|퍼센트|배\b|여러",
        r"왜|어째서|이유(는|가) 무엇|무슨 이유|원인",
        r"때문|므로|따라서|그래서|이유|원인|위해|위하여|덕분|[아어해]서|니까|결과",
    ),
}  # fmt: skip
_WHOLE = ("chinese", "thai", "korean")
# What stands before no word of Hindi: its vowel signs are no letters to a pattern, so that `\\b` would be within words.
_WITHIN_HINDI = r"(?<![\u0900-\u0963\u0971-\u097f])"


# Greek asks with what is a semicolon elsewhere.
_GREEK_ASKS = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff][;\u037e][\s”»\"')*_]*$")


def tells_time(text: str) -> bool:
    """Whether a sentence names a time or a span of it."""
    return _found(text, 0)


def tells_count(text: str) -> bool:
    """Whether a sentence names a number."""
    return _found(text, 1)


def asks_reason(question: str, language: str = "") -> bool:
    """Whether a question asks why; in `language`, if it is known, which a lone "Porquê?" does not tell."""
    return _found(question, 2, language)


def gives_reason(text: str) -> bool:
    """Whether a text has a word of reason."""
    return _found(text, 3)


def names_in(text: str) -> list[str]:
    """The words of a sentence that are names by their capital letter; the word that opens it is none."""
    return _PROPER.findall(text)


def shows_names(text: str) -> bool:
    """Whether a text is in a script with capital letters; elsewhere a name looks like any other word."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(char.isupper() or char.islower() for char in letters) >= len(letters)


def _found(text: str, column: int, latin: str = "") -> bool:
    if _pattern(ENGLISH, column).search(text):
        return True
    latin = latin or language_of(text)
    language = spoken(text, latin)
    return language in _SIGNS and _pattern(language, column).search(usual(text, latin)) is not None


@lru_cache
def _pattern(language: str, column: int) -> re.Pattern[str]:
    if language == ENGLISH:
        return re.compile((_TIME, _COUNT, _WHY, _REASON)[column], re.I)
    beginning = "" if language in _WHOLE else _WITHIN_HINDI if language == "hindi" else r"\b"
    return re.compile(rf"{beginning}(?:{_SIGNS[language][column]})", re.I)


def is_question(text: str) -> bool:
    """Whether a sentence asks."""
    return text.rstrip("”»\"')*_").endswith(("?", "？", "؟")) or _GREEK_ASKS.search(text) is not None


def is_prompt(text: str) -> bool:
    """Whether a sentence asks, or bids another one speak: "Interviewer: Tell me about the storm."."""
    return is_question(text) or is_asking_turn(text)
