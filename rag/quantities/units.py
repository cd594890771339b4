"""The words and signs for numbers, units, money and months; English, with the commonest of other languages."""

from __future__ import annotations

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
    "dozen": 12.0,
    "twice": 2.0,
    "double": 2.0,
    "doubled": 2.0,
    "both": 2.0,
    "couple": 2.0,
    "pair": 2.0,
    "triple": 3.0,
    "tripled": 3.0,
    "treble": 3.0,
    "trebled": 3.0,
    "quadrupled": 4.0,
    "single": 1.0,
    "once": 1.0,
}
MULTIPLIED = frozenset("doubled tripled trebled quadrupled".split())
FRACTIONS = {
    "half": 0.5,
    "halves": 0.5,
    "halved": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
    "fifth": 0.2,
    "fifths": 0.2,
    "sixth": 1 / 6,
    "sixths": 1 / 6,
    "seventh": 1 / 7,
    "sevenths": 1 / 7,
    "eighth": 0.125,
    "eighths": 0.125,
    "ninth": 1 / 9,
    "ninths": 1 / 9,
    "tenth": 0.1,
    "tenths": 0.1,
    "hundredth": 0.01,
    "hundredths": 0.01,
    "thousandth": 0.001,
    "thousandths": 0.001,
}
SCALE = {
    "hundred": 100.0,
    "thousand": 1000.0,
    "million": 1000000.0,
    "billion": 1000000000.0,
    "trillion": 1000000000000.0,
    "millions": 1000000.0,
    "billions": 1000000000.0,
    "thousands": 1000.0,
    "hundreds": 100.0,
    "bn": 1000000000.0,
    "mn": 1000000.0,
    "m": 1000000.0,
    "k": 1000.0,
    "tn": 1000000000000.0,
    "b": 1000000000.0,
    "Millionen": 1000000.0,
    "Milliarden": 1000000000.0,
    "millones": 1000000.0,
    "milliards": 1000000000.0,
    "milioni": 1000000.0,
    "miliardi": 1000000000.0,
    "milhões": 1000000.0,
    "миллионов": 1000000.0,
    "миллиардов": 1000000000.0,
    "مليون": 1000000.0,
    "مليار": 1000000000.0,
    "万": 10000.0,
    "亿": 100000000.0,
}
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
# How many of another unit one unit is, exactly.
EXACTLY = {
    "millennium": ("year", 1000.0),
    "century": ("year", 100.0),
    "decade": ("year", 10.0),
    "year": ("month", 12.0),
    "fortnight": ("day", 14.0),
    "week": ("day", 7.0),
    # Six nights and six days are told alike.
    "night": ("day", 1.0),
    "day": ("hour", 24.0),
    "hour": ("minute", 60.0),
    "minute": ("second", 60.0),
    "second": ("millisecond", 1000.0),
    "km": ("m", 1000.0),
    "cm": ("m", 0.01),
    "mm": ("m", 0.001),
    "litre": ("ml", 1000.0),
    "yard": ("foot", 3.0),
    "foot": ("inch", 12.0),
    "£": ("penny", 100.0),
    "kg": ("g", 1000.0),
    "mg": ("g", 0.001),
    "mcg": ("g", 0.000001),
    "tonne": ("g", 1000000.0),
    "sqkm": ("sqm", 1000000.0),
    "hectare": ("sqm", 10000.0),
    "GW": ("kW", 1000000.0),
    "MW": ("kW", 1000.0),
    "kWh": ("Wh", 1000.0),
    "MWh": ("Wh", 1000000.0),
    "GWh": ("Wh", 1000000000.0),
    "TWh": ("Wh", 1000000000000.0),
    "TB": ("MB", 1000000.0),
    "GB": ("MB", 1000.0),
}
# How many of a unit of another system one unit is, about.
ABOUT = {
    "mile": ("km", 1.609),
    "foot": ("m", 0.3048),
    "yard": ("m", 0.9144),
    "inch": ("cm", 2.54),
    "lb": ("kg", 0.4536),
    "pound": ("kg", 0.4536),
    "ounce": ("g", 28.35),
    "gallon": ("litre", 3.785),
    "acre": ("hectare", 0.4047),
    "sqmile": ("sqkm", 2.59),
    "sqft": ("sqm", 0.0929),
    "nmi": ("km", 1.852),
    "knot": ("kmh", 1.852),
    "mph": ("kmh", 1.609),
    "month": ("week", 4.345),
}
