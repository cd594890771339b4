"""What a list, a count or an outline says of its own in other languages than English.

Every line is made so that no word has to be bent to a number or a gender: "Daten im Text: 3." English where a language
has no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.whole.overview import Thing


@dataclass(frozen=True, slots=True)
class Told:
    """`text`, `texts` and `part` tell where: in the text, in `{n}` documents, in a part of `{where}`.

    `found` has `{things}`, `{where}` and `{count}`, which `most` cuts to the `{some}` most frequent of `{n}`. `counted`
    has `{term}`, `{where}` and `{times}`, and `places` stands behind it; `holding` are `{some}` of `{n}` documents.
    `sections` counts them, and `headings` shows `{some}` of `{n}`. `by_form` is a caution.
    """

    text: str
    texts: str
    part: str
    found: str
    most: str
    counted: str
    holding: str
    places: str
    sections: str
    headings: str
    by_form: str
    things: dict[str, str]

    def where(self, of: int, *, complete: bool) -> str:
        """Where was looked: in the one text or in so many documents, or in a part of that."""
        where = self.text if of == 1 else self.texts.format(n=of)
        return where if complete else self.part.format(where=where)

    def listed(self, thing: Thing, where: str, shown: int, of: int) -> str:
        """What stands before a list of things, of which so many are shown."""
        count = str(of) if shown == of else self.most.format(some=shown, n=of)
        return self.found.format(things=self.things[thing.value], where=where, count=count)

    def times(self, term: str, total: int, holding: int, of: int) -> str:
        """How often a word stands in the text, or in how many of the documents."""
        where = self.text if of == 1 else self.holding.format(some=holding, n=of)
        said = self.counted.format(term=term, where=where, times=total)
        return f"{said}{self.places if total else ''}"


_THINGS = (
    "countries", "places", "people", "organisations", "names", "dates", "years", "numbers", "percentages",
    "sums of money", "quotations", "abbreviations", "addresses", "e-mail addresses", "phone numbers",
)  # fmt: skip


def _things(names: str) -> dict[str, str]:
    return dict(zip(_THINGS, names.split("|"), strict=True))


TOLD = {
    "german": Told(
        "im Text", "in {n} Dokumenten", "{where} (nur ein Teil, gleichmäßig verteilt)",
        "{things} {where}: {count}.", "die {some} häufigsten von {n}",
        "“{term}” {where}: {times}×.", "in {some} von {n} Dokumenten", " Die ersten Stellen:",
        "Abschnitte: {n}.", "Die ersten {some} von {n} Überschriften.",
        " Sie werden ohne Modell an ihrer Form erkannt: Manche können fehlen, manche keine sein.",
        _things("Länder|Orte|Personen|Organisationen|Namen|Daten|Jahre|Zahlen|Prozentzahlen|Geldbeträge|Zitate|"
                "Abkürzungen|Links|E-Mail-Adressen|Telefonnummern"),
    ),
    "french": Told(
        "dans le texte", "dans {n} documents", "{where} (en partie seulement, répartie sur l’ensemble)",
        "{things} {where}\u00a0: {count}.", "les {some} plus fréquents sur {n}",
        "“{term}” {where}\u00a0: {times}×.", "dans {some} documents sur {n}", " Les premiers endroits\u00a0:",
        "Sections\u00a0: {n}.", "Les {some} premiers titres sur {n}.",
        " Le repérage se fait à la forme, sans modèle\u00a0: il peut y avoir des oublis et des erreurs.",
        _things("Pays|Lieux|Personnes|Organisations|Noms|Dates|Années|Nombres|Pourcentages|Sommes d’argent|Citations|"
                "Abréviations|Liens|Adresses e-mail|Numéros de téléphone"),
    ),
    "spanish": Told(
        "en el texto", "en {n} documentos", "{where} (solo una parte, repartida por todo)",
        "{things} {where}: {count}.", "los {some} más frecuentes de {n}",
        "“{term}” {where}: {times}×.", "en {some} de {n} documentos", " Los primeros lugares:",
        "Secciones: {n}.", "Los primeros {some} de {n} títulos.",
        " Se reconocen por su forma, sin modelo: puede faltar o sobrar alguno.",
        _things("Países|Lugares|Personas|Organizaciones|Nombres|Fechas|Años|Números|Porcentajes|Sumas de dinero|Citas|"
                "Abreviaturas|Enlaces|Direcciones de correo|Números de teléfono"),
    ),
    "italian": Told(
        "nel testo", "in {n} documenti", "{where} (solo una parte, distribuita su tutto)",
        "{things} {where}: {count}.", "i {some} più frequenti su {n}",
        "“{term}” {where}: {times}×.", "in {some} documenti su {n}", " I primi punti:",
        "Sezioni: {n}.", "I primi {some} titoli su {n}.",
        " Si riconoscono dalla forma, senza modello: qualcuno può mancare o essere di troppo.",
        _things("Paesi|Luoghi|Persone|Organizzazioni|Nomi|Date|Anni|Numeri|Percentuali|Somme di denaro|Citazioni|"
                "Abbreviazioni|Link|Indirizzi e-mail|Numeri di telefono"),
    ),
    "portuguese": Told(
        "no texto", "em {n} documentos", "{where} (só uma parte, distribuída por todo)",
        "{things} {where}: {count}.", "os {some} mais frequentes de {n}",
        "“{term}” {where}: {times}×.", "em {some} de {n} documentos", " Os primeiros lugares:",
        "Secções: {n}.", "Os primeiros {some} de {n} títulos.",
        " São reconhecidos pela forma, sem modelo: algum pode faltar ou estar a mais.",
        _things("Países|Lugares|Pessoas|Organizações|Nomes|Datas|Anos|Números|Percentagens|Quantias|Citações|"
                "Abreviaturas|Ligações|Endereços de e-mail|Números de telefone"),
    ),
    "dutch": Told(
        "in de tekst", "in {n} documenten", "{where} (alleen een deel, gelijkmatig verspreid)",
        "{things} {where}: {count}.", "de {some} meest voorkomende van {n}",
        "“{term}” {where}: {times}×.", "in {some} van de {n} documenten", " De eerste plaatsen:",
        "Secties: {n}.", "De eerste {some} van de {n} koppen.",
        " Ze worden zonder model aan hun vorm herkend: sommige kunnen ontbreken, sommige zijn het misschien niet.",
        _things("Landen|Plaatsen|Personen|Organisaties|Namen|Data|Jaren|Getallen|Percentages|Bedragen|Citaten|"
                "Afkortingen|Links|E-mailadressen|Telefoonnummers"),
    ),
    "polish": Told(
        "w tekście", "w dokumentach ({n})", "{where} (tylko część, równomiernie wybrana)",
        "{things} {where}: {count}.", "{some} najczęstszych z {n}",
        "“{term}” {where}: {times}×.", "w dokumentach ({some} z {n})", " Pierwsze miejsca:",
        "Sekcje: {n}.", "Nagłówki: pierwsze {some} z {n}.",
        " Rozpoznano je po formie, bez modelu: niektórych może brakować, niektóre mogą być błędne.",
        _things("Kraje|Miejsca|Osoby|Organizacje|Nazwy|Daty|Lata|Liczby|Procenty|Kwoty|Cytaty|Skróty|Linki|"
                "Adresy e-mail|Numery telefonów"),
    ),
    "russian": Told(
        "в тексте", "в документах ({n})", "{where} (только часть, равномерно выбранная)",
        "{things} {where}: {count}.", "{some} самых частых из {n}",
        "“{term}” {where}: {times}×.", "в документах ({some} из {n})", " Первые места:",
        "Разделы: {n}.", "Заголовки: первые {some} из {n}.",
        " Они узнаны по форме, без модели: чего-то может не хватать, что-то может быть лишним.",
        _things("Страны|Места|Люди|Организации|Имена|Даты|Годы|Числа|Проценты|Суммы|Цитаты|Сокращения|Ссылки|"
                "Адреса электронной почты|Номера телефонов"),
    ),
    "arabic": Told(
        "في النص", "في المستندات ({n})", "{where} (جزء فقط، موزع بالتساوي)",
        "{things} {where}: {count}.", "الأكثر تكرارا {some} من {n}",
        "“{term}” {where}: {times}×.", "في المستندات ({some} من {n})", " أول المواضع:",
        "الأقسام: {n}.", "العناوين: أول {some} من {n}.",
        " يجري التعرف عليها من شكلها دون نموذج: قد ينقص بعضها وقد يكون بعضها خطأ.",
        _things("البلدان|الأماكن|الأشخاص|المنظمات|الأسماء|التواريخ|السنوات|الأعداد|النسب المئوية|المبالغ|الاقتباسات|"
                "الاختصارات|الروابط|عناوين البريد الإلكتروني|أرقام الهواتف"),
    ),
    "chinese": Told(
        "文中", "{n}份文档中", "{where}（只取均匀分布的一部分）",
        "{where}的{things}：{count}。", "{n}个中最常见的{some}个",
        "{where}“{term}”：{times}次。", "{n}份文档中的{some}份里", "最先出现的地方：",
        "章节：{n}。", "标题：{n}个中的前{some}个。",
        "这些是不用模型、按形式识别的，可能有遗漏或错误。",
        _things("国家|地点|人物|机构|名称|日期|年份|数字|百分比|金额|引语|缩写|链接|电子邮件地址|电话号码"),
    ),
    "japanese": Told(
        "本文", "{n}件の文書", "{where}（均等に選んだ一部のみ）",
        "{where}にある{things}：{count}。", "{n}件中、多い順に{some}件",
        "{where}の“{term}”：{times}回。", "{n}件中{some}件の文書", "最初に出てくる箇所：",
        "節：{n}。", "見出し：{n}件中、最初の{some}件。",
        "モデルを使わず形で見分けているため、漏れや誤りがあることがあります。",
        _things("国|場所|人物|組織|名称|日付|年|数|割合|金額|引用|略語|リンク|メールアドレス|電話番号"),
    ),
}  # fmt: skip
