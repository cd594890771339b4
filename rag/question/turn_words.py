"""Turns of a life, and properties in Polish, Russian and Arabic, as `rag.question.property_words` has them. Data only.

A year beside a name looks like the answer to "Wann starb er?", whatever it is the year of. `rag.question.events` has
the English ones.
"""

from __future__ import annotations

TURN_WORDS = {
    "german": {
        "birth": (
            r"(?:wann|wo|in welche[rm] (?:jahr|stadt|ort|land)) (?:wurde|ist|war|kam) [^?]*\b(?:geboren|zur welt)",
            r"gebor|geburt|welt\b|stamm|heimat|aufgewachsen|wuchs|kind|sohn|tochter|alter|\w*jährig|jahre alt|aus\b",
        ),
        "death": (
            r"(?:wann|wo|woran|in welchem jahr) (?:[^?]*\b)?(?:starb|gestorben|verstarb|verstorben|ums leben)",
            r"starb|gestorben|sterb|verst[ao]rb|tod|tot\b|töd|getötet|"
            r"umgekommen|leben\b|grab|begraben|beigesetzt|fiel\b|"
            r"gefallen|witwe|ertr[au]nk|erschoss|ermord|nachlass|erb(?:e|t)|bis zu",
        ),
        "studies": (
            r"(?:wo|was|woran|an welcher \w+) (?:hat|haben|hatte) [^?]*\bstudiert|(?:wo|was) studierte",
            r"stud|universit|hochschul|akademie|schule|gelernt|lehre|ausbild|"
            r"abschluss|diplom|promov|doktor|professor|lernte",
        ),
        "parking": ("wie ?viele (?:park|stell)pl", "park|stell|garage|abgestell|autos|wagen"),
    },
    "french": {
        "birth": (
            r"(?:quand|où|en quelle année|dans quel(?:le)? \w+) [^?]*\b(?:né|née|naquit|nés|nées)\b",
            r"né\b|née\b|nés\b|naiss|naqu|natif|native|origin|enfan|grandi|fils|fille|âg|vient de|venu",
        ),
        "death": (
            r"(?:quand|où|de quoi|en quelle année) [^?]*\b(?:mort|morte|mourut|décéd|décès)\w*",
            r"mort|mour|décéd|décès|tué|tomb|noy|périt|péri\b|disparu|assassin|enterr|veuve|veuf|funér|feu\b|jusqu",
        ),
        "studies": (
            r"(?:où|qu|à quelle \w+) [^?]*\b(?:étudié|étudiait|fait ses études|étudia)\b",
            r"étud|universit|école|lycée|académie|appris|form|diplôm|docteur|doctorat|professeur|faculté|cours\b",
        ),
        "parking": (r"combien de places [^?]*\b(?:parking|stationnement)", "parking|stationn|garer|garage|voitures"),
    },
    "spanish": {
        "birth": (
            r"(?:cuándo|dónde|en qué \w+) [^?]*\b(?:nació|nacieron|nacid[oa])\b",
            r"naci|nativ|origin|oriund|natural de|hij[oa]\b|niñ|edad|creció|crio|crió|proced",
        ),
        "death": (
            r"(?:cuándo|dónde|de qué|en qué \w+) [^?]*\b(?:murió|falleció|murieron|fallecieron|muerto)\b",
            r"mur|muer|fallec|defun|asesin|ahog|cay[oó]\b|tumba|enterr|viud|funer|último|hasta|perec|mató|matar",
        ),
        "studies": (
            r"(?:qué|dónde|en qué \w+) [^?]*\b(?:estudió|estudiaba|cursó)\b",
            r"estud|universi|escuela|colegio|academia|aprend|form|títul|doctor|licenci|carrera|curs|profesor|facultad",
        ),
        "parking": (r"cuántas plazas [^?]*\b(?:aparcamiento|parking)", "aparc|parking|estacion|garaje|coches"),
    },
    "italian": {
        "birth": (
            r"(?:quando|dove|in che \w+|in quale \w+) [^?]*\b(?:nat[oaei]|nacque)\b",
            r"nat[oaei]\b|nacque|nascit|origin|figli|bambin|età|crebbe|cresciut|provien",
        ),
        "death": (
            r"(?:quando|dove|di cosa|in che \w+) [^?]*\b(?:mort[oaei]|morì|decedut[oa]|scompars[oa])\b",
            r"mor[tì]|morir|decess|decedut|scompar|ucci|annega|cadd|tomba|sepol|vedov|funeral|fino",
        ),
        "studies": (
            r"(?:cosa|dove|in quale \w+) [^?]*\b(?:studiato|studiò|studiava)\b",
            r"stud|universit|scuola|liceo|accademia|impar|laure|diplom|dottor|corso|professor|facoltà|form",
        ),
    },
    "portuguese": {
        "birth": (
            r"(?:quando|onde|em que \w+) [^?]*\b(?:nasceu|nasceram|nascid[oa])\b",
            r"nasc|natural de|origin|oriund|filh|criança|idade|cresceu|vem de|veio",
        ),
        "death": (
            r"(?:quando|onde|de que|em que \w+) [^?]*\b(?:morreu|faleceu|morreram)\b",
            r"morr|mort|falec|óbito|assassin|afog|caiu|túmulo|enterr|viúv|funeral|até",
        ),
        "studies": (
            r"(?:o que|onde|em que \w+) [^?]*\b(?:estudou|estudava|cursou)\b",
            r"estud|universi|escola|liceu|academia|aprend|form|diplom|doutor|licenci|curs|professor|faculdade",
        ),
    },
    "dutch": {
        "birth": (
            r"(?:wanneer|waar|in welk\w* \w+) [^?]*\bgeboren\b",
            r"gebor|geboort|afkomstig|opgegroeid|groeide|kind|zoon|dochter|leeftijd|jaar oud|komt uit|kwam uit",
        ),
        "death": (
            r"(?:wanneer|waar|waaraan|in welk\w* \w+) [^?]*\b(?:stierf|gestorven|overleed|overleden|omgekomen)\b",
            r"st[ie]*rf|gestorven|sterv|overl[ie]|dood|omgekomen|gedood|"
            r"vermoord|verdronk|graf|begraven|weduwe|sneuvel|tot\b",
        ),
        "studies": (
            r"(?:wat|waar|aan welke \w+) [^?]*\b(?:gestudeerd|studeerde)\b",
            r"stude|gestud|universit|school|academie|geleerd|leerde|opleid|diploma|promov|doctor|professor",
        ),
    },
    "polish": {
        "telephone": (r"numer(?:y)? telefon|pod jaki numer", r"(?:tel|telefon\w*|numer\w*|"
            r"dzwoni\w*)\b[^.\n]{0,40}?\d{3}"),
        "price": (
            r"ile (?!\w+ (?:osób|ludzi))[^?]*\b(?:koszt|zapłac|płac|kosztow)\w*|"
            r"jaka (?:jest|była) (?:\w+ )?(?:cena|opłata|stawka)",
            r"\w*złot|złotych|zł\b|\w*grosz|darmo|bezpłat|gratis|milion|tysi|procent|połow|marek|koron|rubl|dolar|euro",
        ),
        "age": (
            r"ile (?:\w+ )?lat (?:ma|mają|miał|miała|liczy)|w jakim wieku|jaki jest wiek",
            r"\w*latek|lat\b|lata\b|wiek|urodz|letni|stuleci|zbudowan|założon|powsta|młod|pochodz",
        ),
        "colour": (
            r"jak(?:iego|ie|i) kolor|jakiej barwy|w jakim kolorze",
            r"kolor|barw|czerw|niebiesk|ziel|żółt|biał|czarn|szar|brąz|fiolet|różow|pomarańcz|złot|srebrn|ciemn|jasn",
        ),
        "inhabitants": (
            r"ilu (?:jest )?mieszkańców|ile (?:osób|ludzi) mieszka|liczba mieszkańców",
            r"mieszka|ludno|obywatel|osób|dusz\b|zamieszk",
        ),
        "weight": (r"ile (?:waży|ważą|ważył)", r"kilo|gram|ton|waż|wag[aię]|cetnar|funt"),
        "birth": (
            r"(?:gdzie|kiedy|w którym roku) (?:[^?]*\b)?(?:urodził|urodziła|urodzili)\b",
            r"urodz|rodem|pochodz|narodz|dzieci|syn\b|córk|wychow",
        ),
        "death": (
            r"(?:gdzie|kiedy|w którym roku|na co) (?:[^?]*\b)?(?:zmarł|umarł|zginął|zmarła|zginęła)\b",
            r"zmar|umar|śmier|zgin|zabi|zamordow|utonął|grób|pochow|wdow|poleg|pogrzeb",
        ),
    },
    "russian": {
        "telephone": (r"(?:номер|какой) телефон|по какому номеру", r"(?:тел|телефон\w*|номер\w*|"
            r"звон\w*)\b[^.\n]{0,40}?\d{3}"),
        "price": (
            r"сколько [^?]*\b(?:стоит|стоят|стоил|плат|заплат)\w*|какова? (?:\w+ )?(?:цена|стоимость|плата)",
            r"рубл|копе|бесплатн|даром|миллион|тысяч|процент|половин|доллар|евро|крон|франк|гривен|скидк",
        ),
        "age": (
            r"сколько (?:\w+ )?лет\b(?! (?:длил|стро|работ|жил|прошл|назад))|какой возраст|в каком возрасте",
            r"лет\b|возраст|родил|рожд|летн|век\b|века\b|основан|построен|молод|стар",
        ),
        "colour": (
            r"как(?:ого|ой|их) цвета|какой цвет",
            r"цвет|красн|син|голуб|зел[её]н|ж[её]лт|бел|ч[её]рн|сер|коричн|"
            r"фиолет|розов|оранж|золот|серебр|т[её]мн|светл",
        ),
        "inhabitants": (
            r"сколько (?:\w+ )?(?:жителей|людей жив[её]т|человек жив[её]т)|какова численность",
            r"жител|населен|прожива|жив[её]т|человек|душ\b",
        ),
        "weight": (r"сколько (?:весит|весят|весил)|каков вес", r"кило|грамм|тонн|вес|пуд|фунт|центнер"),
        "birth": (
            r"(?:где|когда|в каком \w+) (?:[^?]*\b)?родил(?:ся|ась|ись)",
            r"роди|рожд|родом|происход|урожен|дет[ис]|сын|дочь|вырос",
        ),
        "death": (
            r"(?:где|когда|в каком \w+|отчего) (?:[^?]*\b)?(?:умер|умерла|погиб|погибла|скончал\w+)",
            r"умер|смерт|погиб|скончал|уби[тл]|утонул|могил|похорон|вдов|пал\b",
        ),
    },
    "arabic": {
        "telephone": (r"رقم (?:ال)?هاتف|رقم (?:ال)?جوال|بأي رقم", r"(?:هاتف|رقم|اتص|تلفون|"
            r"جوال)[^.\n]{0,40}?[\d٠-٩]{3}"),
        "price": (
            r"(?:كم|بكم) [^؟?]*(?:سعر|ثمن|تكلف|كلف|يكلف|ثمنه)|ما (?:هو )?(?:سعر|ثمن|تكلفة|رسم)",
            r"دينار|درهم|ريال|جنيه|دولار|يورو|ليرة|مجان|مليون|ألف|نصف|بالمئة|بالمائة|قرش|فلس|سعر",
        ),
        "age": (r"كم عمر|ما عمر|كم يبلغ من العمر", r"عمر|سنة|سنوات|ولد|مولود|القرن|الميلاد|بني|أسس|افتتح"),
        "colour": (
            r"ما (?:هو )?لون|بأي لون",
            r"لون|أحمر|حمراء|أزرق|زرقاء|أخضر|خضراء|أصفر|صفراء|أبيض|بيضاء|"
            r"أسود|سوداء|رمادي|بني\b|بنفسج|وردي|برتقال|ذهب|فض",
        ),
        "inhabitants": (r"كم عدد (?:ال)?سكان|ما عدد (?:ال)?سكان|كم نسمة|كم يسكن", r"سكان|نسمة|يسكن|يقطن|أهالي|يعيش"),
        "birth": (
            r"(?:أين|متى|في أي \w+) (?:ولد|ولدت|ولدوا)",
            r"ول[د]|مولد|ميلاد|نشأ|أصل|ابن\b|ابنة|طفول|مسقط|ترعرع|عمر",
        ),
        "death": (
            r"(?:أين|متى|في أي \w+) (?:مات|ماتت|توفي|توفيت|قتل|قتلت)",
            r"مات|موت|توف|وفا|قتل|دفن|قبر|رحل|استشهد|غرق|اغتيل|أرمل",
        ),
        "parking": (r"موقف سيارات|مواقف", "موقف|مواقف|سيار"),
    },
    "chinese": {
        "birth": (
            "(?:出生|诞生)(?:在|于)(?:哪|什么|何)|(?:什么时候|哪年|何时)出生",
            "出生|诞生|生于|故乡|家乡|祖籍|人氏|长大|岁|童年|之子|之女",
        ),
        "death": (
            "(?:什么时候|哪年|哪一年|何时|在哪里|怎么)(?:去世|逝世|死|死亡|遇难)的?|(?:去世|死)于(?:哪|何)",
            "去世|逝世|死|亡|牺牲|遇难|遇害|葬|墓|病故|遗|寡|殉",
        ),
        "length": (
            "(?:有)?多长(?!时间|的时间)(?:[？?]|$)",
            "[〇零一二三四五六七八九十百千万余多几半](?:米|里|尺|丈|天)|公里|千米|英尺|长度|长达|全长|小时|分钟|个月|星期|"
            "(?<![〇零一二三四五六七八九])[一二三四五六七八九十两几]年(?!代)",
        ),
        "parking": ("(?:多少|几)个?(?:停)?车位", "车位|停车|停放|车库"),
        "wages": ("工资|薪水|月薪|收入(?:是|有)?多少", "工资|薪|收入|元|报酬|待遇|津贴"),
    },
    "japanese": {
        "birth": ("(?:どこで|いつ|何年に)生まれ|出身(?:地)?は", "生まれ|出身|誕生|生誕|育|歳|故郷|産"),
        "death": ("(?:どこで|いつ|何年に)(?:亡くな|死|没)", "亡く|死|没|葬|墓|逝|殺|遺|享年"),
        "parking": ("駐車場は?(?:何台|いくつ)|何台(?:駐車|停)", "駐車|台|車庫"),
    },
}  # fmt: skip
