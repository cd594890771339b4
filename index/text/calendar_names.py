"""The names of months and of days of the week, in order: in English, and in some languages of Europe.

As they are written within a sentence, so that a pattern that tells capitals from small letters can be made of them.
"""

from __future__ import annotations

MONTHS = tuple("January February March April May June July August September October November December".split())
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
SHORT_MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec".split())

# Folded names, and the number of the month.
MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {short.casefold(): 1 + [name[:3] for name in MONTHS].index(short[:3]) for short in SHORT_MONTHS}

MONTHS_IN = {
    language: tuple(names.split())
    for language, names in {
        "german": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "french": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "dutch": "januari februari maart april mei juni juli augustus september oktober november december",
    }.items()
}
GERMAN_WEEKDAYS = tuple("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split())
