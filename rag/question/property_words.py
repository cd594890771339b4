"""How a property of a thing is asked for and told in other languages than English. Data only.

`rag.question.properties` reads it. All words are beginnings of words; in Chinese and Japanese they stand anywhere.
"""

from __future__ import annotations

# Language: of each property how it is asked for, and the words that tell it beside the signs of any language.
PROPERTY_WORDS = {
    "german": {
        "telephone": (
            "telefonnummer|rufnummer|handynummer|faxnummer|welche nummer .*(?:anruf|wähl)",
            r"(?:tel|telefon\w*|nummer|ruf\w*|fax|notruf|wähl\w*)\b[^.\n]{0,40}?\d{3}",
        ),
        "e-mail": (
            "e-?mail-?adresse|mailadresse",
            "",
        ),
        "website": (
            "webadresse|internetadresse|(?:wie (?:lautet|heißt)|welche) [^?]*(?:website|webseite|internetseite|"
            "homepage)",
            "",
        ),
        "internet": (
            r"wlan|wi-?fi|internet(?:zugang|anschluss)?\b",
            "netz",
        ),
        "colour": (
            "(?:welche[nrms]? farbton|welche[rn]? farbe)",
            "farb|rot|röt|blau|bläu|grün|gelb|weiß|weiss|schwarz|grau|braun|lila|violett|rosa|orange|gold|silber|"
            "purpur|bunt|hell|dunkel|weinrot|türkis",
        ),
        "price": (
            r"(?:wie ?viel (?!\w+e[nr]? (?:leute|menschen))[^?]*\b(?:kost|zahl|bezahl|verdien)\w*|wie teuer|"
            r"was (?:kost|verdien)\w*|wie hoch (?:ist|sind|war|waren) (?:der|die|das|ihr|sein)e? \w*(?:preis|kosten|"
            r"miete|gehalt|lohn|gebühr|beitrag|eintritt)\w*|welche[nr]? preis)",
            r"\w*frei\b|kostenlos|umsonst|unentgeltlich|\w*(?:mark|taler|gulden|franken|kronen?|pfennig|groschen|"
            r"schilling|pfund|rubel|yen|yuan|lire|cent|heller|kreuzer)\b|million|milliard|(?:zahl|"
            r"kost)\w*[^.]{0,30}hälfte|prozent|doppelt",
        ),
        "age": (
            "wie alt",
            r"alt\b|alter|jahre|jahrhundert|\w*jährig|geboren|geburt|gebaut|erbaut|errichtet|gegründet|entstand|"
            r"stamm|(?:besteh|betrieb|existier|gibt)\w*[^.]{0,40}seit|lebensjahr|monate",
        ),
        "inhabitants": (
            "(?:wie ?viele einwohner|einwohnerzahl|wie ?viele (?:menschen|leute) (?:leben|wohnen))",
            r"\w*(?:einwohner|bewohner|bevölkerung)|menschen|leute|leben\b|lebten|wohn|seelen|personen",
        ),
        "spouse": (
            r"ehemann|ehefrau|gatt(?:e|in)\b|ehepartner|verheiratet|(?:mann|frau) (?:der|des|von|ihr|sein)\b",
            r"\w*(?:mann|frau)\b|gatt|ehe|verheirat|heirat|geheirat|witwe|hochzeit|trau|partner",
        ),
        "size": (
            r"wie (?:hoch (?:ist|war|liegt) (?!\w+ \w*(?:preis|kosten|miete|gehalt|lohn|gebühr|zahl|anteil|"
            "temperatur|beitrag|dichte|bevölkerung))(?!.*zahl)|tief|breit|dick)",
            r"\w*(?:meter|kilometer|fuß|meile|zoll|elle|stockwerk|geschoss|hektar|etage)|grad|prozent",
        ),
        "weight": (
            r"wie schwer|was (?:wiegt|wog)|wie ?viel \w* ?(?:wiegt|wog)\b|welches gewicht",
            r"\w*(?:kilo|gramm|tonne|pfund|zentner)|wieg|wog|gewicht",
        ),
    },
    "french": {
        "telephone": (
            "num[ée]ros? (?:de (?:téléphone|portable|fax)|d.urgence)|à quel numéro",
            r"(?:tél|téléphone\w*|numéro|appel\w*|compos\w*|fax)\b[^.\n]{0,40}?\d{2}",
        ),
        "e-mail": (
            "adresse (?:e-?mail|électronique|mail)|courriel",
            "",
        ),
        "website": (
            "adresse (?:web|internet|du site)|quel est (?:le|son) site (?:web|internet)",
            "",
        ),
        "internet": (
            "wi-?fi|internet|réseau sans fil",
            "sans fil",
        ),
        "colour": (
            "(?:de )?quelles? (?:est la |sont les )?couleurs?",
            r"couleur|coloris|teint|rouge|bleu|vert|jaune|blanc|noir|gris|brun|marron|(?-i:rose)|violet|orange|or\b|"
            "doré|argent|pourpre|clair|foncé|sombre|roux|rousse|écarlate|bordeaux",
        ),
        "price": (
            r"combien (?!de\b|d['’])[^?]*\b(?:co[uû]t|pay|paie|vaut|valait|gagn|vend|touche|débours|rapport)\w*|"
            "quel(?:le)? (?:est|était|fut|sera) (?:le (?:prix|coût|tarif|salaire|loyer|montant)|la (?:cotisation|"
            "rémunération))",
            r"gratuit|offert|francs?\b|livres?\b|centimes?\b|sous\b|écus?\b|million|milliard|(?:pa[iy]|"
            r"coût)\w*[^.]{0,30}moitié|pour cent|couronne|yens?\b|roubles?\b|double|ne paient pas|payant",
        ),
        "age": (
            "quel âge|quel (?:est|était) l['’]âge",
            r"\d+ ans\b|\w+ ans\b|âg|ans\b|siècle|né\b|née\b|naiss|naqu|bâti|construit|fondé|date\b|datant|remont|"
            r"mois\b|années",
        ),
        "inhabitants": (
            "combien d['’]habitants|combien de (?:personnes|gens) (?:vivent|habitent)|nombre d['’]habitants|"
            "quelle (?:est|était) la population",
            "habit|popul|âmes|personnes|peupl|vivent|résid",
        ),
        "spouse": (
            r"(?:le|son) mari\b|(?:la|sa) femme (?:de|d['’])|épou(?:x|se)\b|conjoint|marié",
            r"mari\b|mariage|marié|maria|femme\b|épou|conjoint|veu(?:f|ve)\b|noces|compagn",
        ),
        "size": (
            "quelle (?:est|était) la (?:hauteur|largeur|profondeur|superficie|surface|taille)|quelle (?:hauteur|"
            "largeur|profondeur|superficie)",
            r"\w*mètres?\b|pieds?\b|lieues?\b|hectares?|étages?|milles?\b|pouces?",
        ),
        "weight": (
            r"quel(?:le)? (?:est|était) le poids|combien pès\w+|combien [^?]*\bpèse",
            r"kilo|gramme|tonne|livres?\b|pès|poids|quintal|quintaux",
        ),
    },
    "spanish": {
        "telephone": (
            "(?:número|teléfono) (?:de )?(?:teléfono|móvil|fax|emergencia|la|los|las|el|del|contacto)|(?:cuál|"
            "qué) (?:es )?(?:el )?(?:número de )?teléfono|a qué número",
            r"(?:tel|teléfono\w*|número|llam\w*|marc\w*|fax|móvil)\b[^.\n]{0,40}?\d{3}",
        ),
        "e-mail": (
            "correo electrónico|e-?mail|dirección de correo",
            "",
        ),
        "website": (
            "dirección (?:web|de internet)|cuál es (?:el|la|su) (?:sitio|página) (?:web|de internet)",
            "",
        ),
        "internet": (
            "wi-?fi|internet|red inalámbrica",
            "inalámbric",
        ),
        "colour": (
            "(?:de )?qué color|cuál (?:es|era) el color",
            r"color|roj|azul|verd|amarill|blanc|negr|gris|marrón|pard|(?-i:rosa\b)|violet|morad|naranja|dorad|"
            "platead|púrpura|granate|ocre|clar[oa]|oscur|carmesí|bermej",
        ),
        "price": (
            r"cuánto (?:\w+ ){0,2}?(?:cuesta|costó|costaba|costaron|cuestan|val[ei]|vale|valía|cobra|pag|gana|ganan|"
            r"costará)\w*|cuál (?:es|era|fue) (?:el (?:precio|coste|costo|sueldo|salario|alquiler|importe)|"
            "la (?:cuota|tarifa))|(?:a |por )?qué precio",
            r"gratuit|pesetas?\b|reales\b|pesos?\b|céntimos|maraved|ducados|escudos?\b|millon|millón|(?:pag|"
            r"cuest)\w*[^.]{0,30}mitad|por ciento|doble|francos\b|libras\b|dólar|coronas?\b|yenes|rublos|mil\b",
        ),
        "age": (
            r"(?:qué|cuál es la|cuál era la) edad|cuántos años (?:tiene|tenía|cumpl)\w*",
            r"años\b|edad|siglo|naci|nació|construy|construid|fund|data\b|meses|levantó|inaugur",
        ),
        "inhabitants": (
            "cuánt[oa]s (?:habitantes|personas viven)|número de habitantes|cuál (?:es|era) la población",
            r"habita|poblaci|vecin|almas|personas|viven\b|vivían|resid",
        ),
        "spouse": (
            r"marido|espos[oa]\b|(?:la|su) mujer (?:de|del)\b|cónyuge|casad[oa]",
            r"marido|espos|mujer\b|cónyuge|cas[oaó]|casad|boda|matrimonio|viud|pareja",
        ),
        "size": (
            "cuánto (?:mide|medía)|qué (?:altura|anchura|profundidad|superficie|tamaño)|cuál (?:es|"
            "era) la (?:altura|anchura|profundidad|superficie)",
            r"\w*metros?\b|pies\b|leguas?\b|hectáreas?|pisos?\b|millas?\b|varas?\b|plantas?\b|pulgada",
        ),
        "weight": (
            "cuánto (?:pes[ao]|pesaba|pesan)|qué peso|cuál (?:es|era) el peso",
            r"kilo|gramo|tonelada|libras?\b|pesa|peso\b|quintal|arrobas?",
        ),
    },
    "italian": {
        "telephone": (
            "numero (?:di (?:telefono|cellulare|fax|emergenza)|telefonico)|recapito telefonico|che numero",
            r"(?:tel|telefon\w*|numero|chiam\w*|fax|compon\w*|cellulare)\b[^.\n]{0,40}?\d{3}",
        ),
        "e-mail": (
            "e-?mail|posta elettronica",
            "",
        ),
        "website": (
            "indirizzo (?:web|internet)|qual è il (?:suo )?sito",
            "",
        ),
        "internet": (
            "wi-?fi|internet|rete senza fili",
            "senza fili",
        ),
        "colour": (
            "(?:di )?(?:che|quale) colore|qual è il colore",
            r"color|ross|blu\b|azzurr|verd[ei]|giall|bianc|ner[oaie]\b|grigi|marron|brun|(?-i:rosa|viola)\b|arancio|"
            "dorat|argent|porpora|chiar[oa]|scur|celest|bordò",
        ),
        "price": (
            r"quanto (?:\w+ ){0,2}?(?:cost|è costat|si paga|pag|guadagn|vale)\w*|qual (?:è|era) (?:il (?:prezzo|"
            "costo|compenso|canone)|la (?:tariffa|quota)|lo stipendio|l['’]affitto)|(?:a )?(?:che|quale) prezzo",
            r"gratuit|lir[ae]\b|centesimi|scudi\b|fiorini\b|ducati\b|milion|miliard|(?:pag|cost)\w*[^.]{0,30}metà|"
            r"per cento|doppio|franchi\b|sterline|dollar|mila\b",
        ),
        "age": (
            "(?:che|quale) età|quanti anni (?:ha|aveva|hanno|compie)|qual è l['’]età",
            r"\w*ann[oi]\b|età|secolo|nat[oa]\b|nacque|nascita|costrui|costruì|fondat|risal|\w+enne\b|mesi\b|eretto",
        ),
        "inhabitants": (
            "quant[ie] (?:abitanti|persone (?:vivono|abitano))|numero di abitanti|qual è la popolazione",
            "abita|popolazione|anime|persone|vivono|resident",
        ),
        "spouse": (
            "marito|moglie|coniuge|sposat[oa]",
            "marit|moglie|coniuge|spos|matrimonio|nozze|vedov|compagn",
        ),
        "size": (
            r"quanto (?:è|era) (?:alt|larg|profond|grand|estes)\w+|quanto misura|quale (?:altezza|larghezza|"
            "profondità)|qual è (?:l['’]altezza|la larghezza|la profondità|la superficie)",
            r"\w*metr[oi]\b|piedi\b|leghe\b|ettar[oi]|pian[oi]\b|miglia\b|braccia\b|pollic",
        ),
        "weight": (
            "quanto (?:pesa|pesava|pesano)|qual è il peso|quale peso",
            r"\w*chil|grammi|tonnellat|libbr|pesa|peso\b|quintal",
        ),
    },
    "portuguese": {
        "telephone": (
            r"(?:número (?:de|do) )?(?:telefone|telemóvel|celular) (?:d[aoe]s?|para)\b|número de (?:telefone|"
            "telemóvel|fax|emergência)|para que número",
            r"(?:tel|telefon\w*|número|lig[ua]\w*|fax|telemóvel)\b[^.\n]{0,40}?\d{3}",
        ),
        "e-mail": (
            "e-?mail|correio eletr[óô]nico|endereço eletr[óô]nico",
            "",
        ),
        "website": (
            r"endereço (?:web|na internet|do site)|qual é o (?:seu )?s[ií]t(?:e|io)\b",
            "",
        ),
        "internet": (
            "wi-?fi|internet|rede sem fios?",
            "sem fio",
        ),
        "colour": (
            r"(?:de )?que cor\b|qual (?:é |era )?a cor\b",
            r"cor\b|cores\b|color|vermelh|azu[li]|verde|amarel|branc|pret[oa]|negr|cinzent|cinza|castanh|marrom|"
            r"(?-i:rosa)\b|roxo|violeta|laranja|dourad|prate|púrpura|clar[oa]|escur|encarnad",
        ),
        "price": (
            r"quanto (?:\w+ ){0,2}?(?:cust|pag|ganh|val[ei]|cobra)\w*|qual (?:é|era|foi) (?:o (?:preço|custo|"
            "salário|valor|aluguel)|a (?:renda|tarifa|quota|mensalidade))|(?:a |por )?que preço",
            r"grátis|gratuit|réis\b|reais\b|contos?\b|escudos?\b|cêntimos|centavos|milh|(?:pag|"
            r"cust)\w*[^.]{0,30}metade|por cento|dobro|francos|libras|dólar|cruzeiros|mil\b",
        ),
        "age": (
            "que idade|qual (?:é|era) a idade|quantos anos (?:tem|tinha|faz|completa)",
            r"anos\b|idade|século|nasc|constru|fundad|data\b|meses\b|ergu|remonta",
        ),
        "inhabitants": (
            "quant[oa]s (?:habitantes|moradores|pessoas (?:vivem|moram))|número de habitantes|qual (?:é|"
            "era) a população",
            "habita|popula|almas|pessoas|vivem|moram|morador|resid",
        ),
        "spouse": (
            r"marido|espos[oa]\b|(?:a|sua) mulher d[aoe]|cônjuge|casad[oa]",
            r"marido|espos|mulher\b|cônjuge|cas[oa][ur]|casad|casou|casamento|viúv|companheir",
        ),
        "size": (
            "quanto (?:mede|media)|qual (?:é|era) a (?:altura|largura|profundidade|superfície|área)|que (?:altura|"
            "largura|profundidade)",
            r"\w*metros?\b|pés\b|léguas?\b|hectares?|andares|pisos?\b|milhas?\b|polegada",
        ),
        "weight": (
            "quanto (?:pesa|pesava|pesam)|qual (?:é|era) o peso|que peso",
            r"\w*quilo|grama|tonelada|libras?\b|pesa|peso\b|arroba",
        ),
    },
    "dutch": {
        "telephone": (
            "telefoonnummer|faxnummer|noodnummer|welk nummer",
            r"(?:tel|telefoon\w*|nummer|bel\w*|fax)\b[^.\n]{0,40}?\d{3}",
        ),
        "e-mail": (
            "e-?mail-?adres|mailadres",
            "",
        ),
        "website": (
            "webadres|internetadres|wat is de website",
            "",
        ),
        "internet": (
            "wi-?fi|internet|draadloos",
            "draadlo",
        ),
        "colour": (
            "welke kleur",
            r"\w*kleur|rood|rode|blauw|groen|geel|gele|wit\b|witte|zwart|grijs|grijze|bruin|paars|roze|oranje|goud|"
            "gouden|zilver|licht|donker",
        ),
        "price": (
            r"wat kost\w*|hoeveel (?:kost|betaal|verdien)\w*|hoe duur|hoe hoog (?:is|was) (?:de|het) (?:prijs|huur|"
            "loon|contributie)|welke prijs",
            r"gratis|kosteloos|gulden|cent\b|frank|stuivers?|daalders?|miljoen|miljard|(?:betaal|betal|"
            r"kost)\w*[^.]{0,30}helft|procent|dubbel",
        ),
        "age": (
            "hoe oud",
            r"jaar|jaren|oud\b|leeftijd|\w*jarig|eeuw|geboren|geboorte|gebouwd|gesticht|opgericht|dateert|maanden",
        ),
        "inhabitants": (
            "hoeveel (?:inwoners|mensen (?:wonen|leven))|inwonertal",
            r"\w*(?:inwoner|bewoner|bevolking)|mensen|zielen|wonen|personen",
        ),
        "spouse": (
            r"echtgeno\w+|(?:man|vrouw) van\b|getrouwd|gehuwd",
            r"echtgeno|man\b|vrouw\b|trouw|getrouwd|gehuwd|huw|weduwe|bruiloft|partner",
        ),
        "size": (
            r"hoe (?:hoog (?:is|was|ligt) (?!\w+ (?:prijs|huur|loon|contributie|temperatuur|aandeel))|diep|breed|"
            "dik)",
            r"\w*meter|voet\b|mijl|duim|el\b|verdieping|hectare|graden|procent",
        ),
        "weight": (
            "hoe zwaar|wat (?:weegt|woog)|hoeveel (?:weegt|woog)",
            r"\w*kilo|gram|ton\b|pond|weegt|woog|gewicht",
        ),
    },
    "chinese": {
        "telephone": (
            "电话|電話|手机号|热线|传真",
            r"(?:电话|電話|拨|打|热线|手机|传真)\D{0,12}\d{3}",
        ),
        "e-mail": (
            "邮箱|电子邮件|電子郵件|邮件地址",
            "",
        ),
        "website": (
            "网址|網址|网站(?:是|地址)|網站(?:是|地址)",
            "",
        ),
        "internet": (
            "无线网|無線網|wi-?fi|上网|上網|互联网",
            "无线|無線|上网|网络|網路",
        ),
        "colour": (
            "什[么麼][颜顏]色|何种颜色|哪种颜色|[颜顏]色(?:是|为)",
            "色|[红紅]|白|黑|[绿綠]|[蓝藍]|[黄黃]|灰|紫|粉|橙|青",
        ),
        "price": (
            "多少[钱錢]|多少元|[价價]格(?:是|为|多)|票[价價]|售[价價]|(?:工资|工資|薪水|月薪|租金|房租|费用|費用)(?:是|有|为)?多少|多[贵貴]",
            r"元|[块塊][钱錢]?|角|分[钱錢]|免[费費]|半[价價]|[万萬亿億]|[两兩]|美金|大洋|英[镑鎊]|[欧歐]|卢布|法郎|马克|日圆|折|[钱錢]\d|铜板|文[钱錢]",
        ),
        "age": (
            "多大(?:年纪|年紀|岁数|歲數|年龄|年齡|了)|(?:年龄|年齡|年纪|岁数)(?:是|有|多)|几岁|幾歲|多少岁|多少歲|高龄",
            "[岁歲]|年[龄齡]|出生|生于|[诞誕]生|年[历歷]史|世[纪紀]|建于|创建|创办|年前|年[纪紀]|百年|千年|十年|年树龄|享年",
        ),
        "inhabitants": (
            "多少(?:人口|居民|村民)|人口(?:是|有)?多少|人口数|有多少人住",
            r"人口|居民|村民|住[着有了]|[户戶]|[\d百千万萬余多]人",
        ),
        "spouse": (
            "丈夫|妻子|老公|老婆|夫人|配偶|太太|(?:和|跟|与)[谁誰]结婚",
            "丈夫|妻|夫|老公|老婆|配偶|太太|[结結]婚|[婚娶嫁]",
        ),
        "size": (
            "面[积積](?:是|有|为|多)|(?:有|是)多[高宽寬深]|多[高宽寬深](?:[?？]|$)|高度(?:是|有|为|多)",
            "米|尺|丈|里|公[顷頃]|平方|[亩畝]|[层層]|英寸|海拔|公分",
        ),
        "weight": (
            "(?:有|是)?多重|重量(?:是|有|为|多)",
            "公斤|千克|克|斤|吨|噸|磅|重",
        ),
    },
    "japanese": {
        "telephone": (
            "電話番号|番号は何番",
            r"(?:電話|番号|番)\D{0,12}\d{2}",
        ),
        "e-mail": (
            "メールアドレス",
            "",
        ),
        "website": (
            "(?:ウェブサイト|ホームページ|サイト)(?:は|のアドレス|のurl)",
            "",
        ),
        "internet": (
            "ワイファイ|wi-?fi|無線lan|インターネット",
            "無線|ネット|ワイファイ",
        ),
        "colour": (
            "何色|どんな色|色は何",
            "色|赤|青|白|黒|緑|黄|灰|紫|茶|銀|金|ピンク|オレンジ",
        ),
        "price": (
            r"いくら(?:です|で|か|かか|払|し|の|で買|？|\?)|値段は|料金は|給料は|家賃は|会費は",
            "円|無料|半額|銭|[万億]|ドル|ユーロ|文|両|タダ|割",
        ),
        "age": (
            "何歳|年齢は|いくつです",
            "歳|才|年齢|生まれ|年前|世紀|建て|創業|年の",
        ),
        "inhabitants": (
            "人口は|住民は何人|何人(?:が|の人が)住",
            r"人口|住民|住ん|世帯|[\d百千万]人",
        ),
        "spouse": (
            "夫は|妻は|夫の名|妻の名|ご主人|奥さん|結婚相手|配偶者",
            "夫|妻|主人|奥さん|結婚|嫁|婿|配偶",
        ),
        "size": (
            "高さは|幅は|深さは|面積は|広さは",
            "メートル|キロ|センチ|平方|階|坪|ヘクタール|尺|海抜|標高|畳",
        ),
        "weight": (
            "重さは|重量は|体重は",
            "キロ|グラム|トン|貫|斤|重",
        ),
    },
}
