"""The words and signs for numbers, units, money and months; English, with the commonest of other languages."""

from __future__ import annotations

import re

from index.text.calendar_names import MONTH_NUMBERS, MONTHS_IN

_SMALL = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
NUMBER_WORDS = {word: float(value) for value, word in enumerate(_SMALL.split())} | {
    word: 10.0 * value for value, word in enumerate(_TENS.split(), 2)
}
ORDINALS = {word: value for value, word in enumerate(_ORDINAL.split(), 1)}
# They count, but nothing is wrong where the evidence has not the number.
LOOSE = {
    word: value
    for value, words in (
        (1.0, "single once"),
        (2.0, "twice double doubled both couple pair"),
        (3.0, "triple tripled treble trebled"),
        (4.0, "quadrupled"),
        (12.0, "dozen"),
    )
    for word in words.split()
}
MULTIPLIED = frozenset("doubled tripled trebled quadrupled".split())
FRACTIONS = {"half": 0.5, "halves": 0.5, "halved": 0.5, "quarter": 0.25, "quarters": 0.25} | {
    word + ending: 1 / parts
    for word, parts in [*list(ORDINALS.items())[2:10], ("hundredth", 100), ("thousandth", 1000)]
    if word != "fourth"
    for ending in ("", "s")
}
SCALE = {
    word: value
    for value, words in (
        (1e2, "hundred hundreds"),
        (1e3, "thousand thousands k"),
        (1e4, "万"),
        (1e6, "million millions mn m Millionen millones milioni milhões миллионов مليون"),
        (1e8, "亿"),
        (1e9, "billion billions bn b Milliarden milliards miliardi миллиардов مليار"),
        (1e12, "trillion tn"),
    )
    for word in words.split()
}
# It stands after a figure.
SCALES = re.compile(
    r"[\s-]?(hundred|thousand|million|billion|trillion|bn|mn|tn|Millionen|Milliarden|millones|millions|milliards|"
    r"milioni|miliardi|milhões|миллионов|миллиардов|مليون|مليار)\b|(?<=\d)(m|k|b)\b|\s?(万|亿)",
    re.I,
)
# The unit, then every way to write it.
_UNIT_NAMES = """
    %: % percent percentage pct Prozent; points: pp; km: km kilometer kilometers kilometre kilometres; m: m meter meters
    metre metres; cm: cm centimeter centimeters centimetre centimetres; mm: mm millimeter millimeters millimetre
    millimetres; mile: mi mile miles; foot: ft foot feet; inch: inch inches; yard: yd yard yards; nmi: nmi
    nauticalmile nauticalmiles; sqkm: squarekilometer squarekilometers
    squarekilometre squarekilometres sqkm km2; sqm: squaremeter squaremeters squaremetre squaremetres sqm m2; sqmile:
    squaremile squaremiles sqmi; sqft: squarefoot squarefeet sqft; cum: cubicmeter cubicmeters cubicmetre cubicmetres
    m3;
    acre: acre
    acres; hectare: ha hectare hectares; kg: kg kilogram kilograms kilogramme kilogrammes kilo kilos; g: g gram grams
    gramme grammes; mg: mg milligram milligrams; mcg: mcg µg μg
    microgram micrograms; teaspoon: tsp teaspoon teaspoons; tablespoon: tbsp tablespoon tablespoons; cup: cup cups; bar:
    bar bars; calorie: cal calorie calories; kcal: kcal kilocalorie kilocalories; decibel: db decibel decibels; ampere:
    amp amps ampere amperes; mAh: mah; penny: penny pence p; lb: lb lbs; pound: pound pounds; £: £ GBP; ounce: oz ounce
    ounces; ton: ton
    tons; tonne: tonne tonnes t; second: second seconds sec secs; millisecond: ms millisecond
    milliseconds; microsecond: microsecond microseconds; nm: nm nanometer nanometers nanometre nanometres; micron:
    micron
    microns µm micrometer micrometers micrometre micrometres; minute: min mins minute minutes; hour: h hr hrs hour
    hours hourly; day: day days; night: night nights; week: week weeks; fortnight: fortnight fortnights; month: month
    months;
    year: year years yr yrs;
    decade: decade decades; century: century centuries; millennium: millennium millennia; times: times fold; K: kelvin
    kelvins k; C: °C
    celsius
    degreescelsius degreecelsius degreesc degreescentigrade; F: °F fahrenheit degreesfahrenheit degreesf; degree: degree
    degrees °; litre: l liter liters litre litres; gallon: gallon gallons; ml: ml milliliter milliliters millilitre
    millilitres; barrel: barrel barrels; mph: mph; kmh: km/h kph; knot: knot knots kn; watt: w watt watts; kW: kw
    kilowatt kilowatts; MW: mw megawatt megawatts; GW: gw gigawatt gigawatts; Wh: wh
    watthour watthours; kWh: kwh kilowatthour kilowatthours; MWh: mwh megawatthour megawatthours; GWh: gwh gigawatthour
    gigawatthours; TWh: twh terawatthour terawatthours; volt: volt volts; byte: byte bytes; KB:
    kb; MB: mb megabyte megabytes; GB: gb gigabyte gigabytes; TB: tb terabyte terabytes; Hz: hz hertz; MHz: mhz; GHz:
    ghz; $: $ dollar dollars; US$: us$ usd; A$: a$ aud; C$: c$ cad; HK$: hk$ hkd; NZ$: nz$ nzd;
    €: € euro euros eur; ¥: ¥;
    yen: yen jpy; yuan: yuan cny rmb; franc: franc francs chf swissfranc
    swissfrancs; cent: cent cents ct;
    krona: krona kronor krone kroner kr; NOK: nok; SEK: sek; DKK: dkk; ISK: isk;
    rupee: rupee rupees ₹ inr; peso: peso pesos; guilder: guilder guilders; ducat: ducat ducats; dinar: dinar dinars;
    thaler: thaler thalers taler talers; florin: florin florins; lira: lira lire liras try; rouble: rouble roubles
    ruble rubles rub; zloty: zloty zlotys pln; forint: forint forints huf; baht: baht thb; shekel: shekel shekels;
    dirham: dirham dirhams; riyal: riyal riyals; drachma: drachma drachmas; peseta: peseta pesetas; escudo: escudo
    escudos; shilling: shilling shillings; rand: rand zar
"""
UNITS = {
    written.casefold(): unit
    for row in _UNIT_NAMES.split(";")
    for unit, names in [row.strip().split(":")]
    for written in names.split()
}
# What is compared as a figure.
MEASURES = UNITS.keys() | FRACTIONS.keys()
# Days that are called by their names: month and day.
_FEASTS = {
    "New Year's Day": (1, 1),
    "New Year's Eve": (12, 31),
    "Christmas Day": (12, 25),
    "Christmas Eve": (12, 24),
    "Boxing Day": (12, 26),
    "Halloween": (10, 31),
}
FEASTS = _FEASTS | {name.replace("'", "’"): day for name, day in _FEASTS.items()}
# Months as they are written elsewhere; only beside a day or a year, since "mai" and "mars" are other words too.
MONTHS_ABROAD = {
    name: number
    for names in MONTHS_IN.values()
    for number, name in enumerate(names, 1)
    if name == "december" or name.casefold() not in MONTH_NUMBERS
}
# The numbers of other languages that are no words of English; they excuse a figure and accuse none.
_NUMBERS_ABROAD = """
    zwei deux dos|drei trois tres tre três|vier quatre cuatro quattro quatro|fünf cinq cinco cinque vijf|
    sechs seis zes|sieben sept siete sette sete zeven|acht huit ocho otto oito|neun neuf nueve nove negen|
    zehn dix diez dieci dez tien|elf onze undici|zwölf douze doce dodici doze twaalf
"""
NUMBERS_ABROAD = {
    name: float(number) for number, names in enumerate(_NUMBERS_ABROAD.split("|"), 2) for name in names.split()
}
# What a word or a sign may stand for: "pounds" are money or a weight, and "$" is the dollar of some country.
MAY_BE = {
    "$": ("US$", "A$", "C$", "HK$", "NZ$"),
    "¥": ("yen", "yuan"),
    "krona": ("NOK", "SEK", "DKK", "ISK"),
    "pound": ("£", "lb", "penny"),
}


def _converted(rows: str) -> dict[str, tuple[str, float]]:
    """A unit, how many of another one it is, and that."""
    return {unit: (other, float(times)) for unit, times, other in (row.split() for row in rows.split(";"))}


# How many of another unit one unit is, exactly; six nights and six days are told alike.
EXACTLY = _converted(
    """
    millennium 1000 year; century 100 year; decade 10 year; year 12 month; fortnight 14 day; week 7 day; night 1
    day; day 24 hour; hour 60 minute; minute 60 second; second 1000 millisecond; km 1000 m; cm 0.01 m; mm 0.001 m;
    litre 1000 ml; yard 3 foot; foot 12 inch; £ 100 penny; kg 1000 g; mg 0.001 g; mcg 0.000001 g; tonne 1000000 g;
    sqkm 1000000 sqm; hectare 10000 sqm; GW 1000000 kW; MW 1000 kW; kWh 1000 Wh; MWh 1000000 Wh; GWh 1000000000 Wh;
    TWh 1000000000000 Wh; TB 1000000 MB; GB 1000 MB
    """
)
# How many of a unit of another system one unit is, about.
ABOUT = _converted(
    """
    mile 1.609 km; foot 0.3048 m; yard 0.9144 m; inch 2.54 cm; lb 0.4536 kg; pound 0.4536 kg; ounce 28.35 g; gallon
    3.785 litre; acre 0.4047 hectare; sqmile 2.59 sqkm; sqft 0.0929 sqm; nmi 1.852 km; knot 1.852 kmh; mph 1.609
    kmh; month 4.345 week
    """
)


def times(scale: re.Match[str]) -> float:
    """What a match of `SCALES` multiplies by."""
    word = next(group for group in scale.groups() if group)
    return SCALE.get(word) or SCALE[word.casefold()]


def scale_of(words: str) -> float:
    """The thousand, million or so in a quantity's words; 1 where there is none."""
    found = SCALES.search(words)
    return times(found) if found else 1.0
