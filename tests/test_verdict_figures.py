"""Figures that are worked out or written otherwise, what is told of two things at once, and negations that agree."""

from __future__ import annotations

import pytest

from index.model.entailment import Doubt
from rag.checking.verify import Cited, Verifier
from rag.types import Verdict

FERRY = "The ferry to Norden leaves at 17:35."
SHOW = "The show began at 8.15 and ended two hours later."
MEDALS = "Ruud took bronze in the 5,000 metres and silver in the 10,000 metres."
WALK = "The walk to the mill takes thirty minutes each way."
FEE = "A season costs €60; trainees pay half."
WATCH = "The crew lost sight of the buoy at 0415 and found it again at 0540."
SHUT = "The archive is shut from 20 December to 4 January."
NEAR_THE_LINE = "Three-quarters of the pupils live within two miles of the school."
DUMPLINGS = "This makes 24 dumplings, enough for four people or, as a starter, for eight."
LOSES = "The clock loses about two minutes a day."
ICE = "The glacier shrank by 340 metres between 1990 and 2010."
GROWTH = "Shaded colonies grew by 1.8 mm a year, half that of the colonies in the sun."
TRAIN = "The 17:48 to Harl does not stop at Pem."
CABLE = "The last car leaves at 21:30 from June to August and at 18:00 during the rest of the year."
WINGS = "The east wing was built in 1720; the west wing, begun in 1755, burnt down."
DOSE = "Adults take 20 ml in the morning, and children 5 ml in the evening."

TRUE = [
    ("Each desk has one reading lamp, so six desks have six lamps.", "Six reading lamps stand on the desks together."),
    ("Whoever loses twice is out, whatever the judges say.", "Being beaten twice means defeat and going out."),
    ("Of the medieval gates one is left.", "A single gate of the Middle Ages is left."),
    # Sums, shares and multiples.
    ("Sales were 12.1 million in May and 24.2 million in June.", "Sales doubled to 24.2 million in June."),
    # No year is written so.
    ("The club split its 1,500 members evenly between 3 squads in spring.", "Each of the teams had 500 members."),
    ("The mill opened in 1850 and closed in 1990.", "The mill closed a hundred and forty years after it opened."),
    ("The deposit is two months' rent; the rent is €420 a month.", "Moving in takes €840 that is kept as a deposit."),
    ("The dune moved 2.4 km in all, three quarters of it since 1970.", "Since 1970 the sand has wandered 1.8 km."),
    ("A pass costs £180, a single trip £12.", "For the price of a pass one could make fifteen trips."),
    (
        "Version 3 starts in 0.5 seconds, version 2 in 2.0 seconds.",
        "Version 3 needs a quarter of the time of version 2.",
    ),
    ("It was first 44 per cent, and has slipped to 22.", "What it had has halved."),
    ("The wheel turns 120 times a minute.", "The wheel goes round at 2 turns a second."),
    ("One pupil in four gets a free meal.", "A quarter of the pupils eat for nothing."),
    ("The siege began on 3 May 1644 and ended on 28 June.", "The siege went on for eight weeks."),
    ("It stood empty for the remaining third of the year.", "For two thirds of the year it was in use."),
    ("They were 27 years apart.", "More than a quarter of a century lay between them; they were apart."),
    ("They got a rise of 4 per cent.", "A rise of 4 per cent falls short of what they wanted."),
    ("Lorries wait because drivers were not granted visas.", "Lorries wait because no visas were granted to drivers."),
    ("Show photographic identification.", "You have to show photographic ID."),
    # Times of day.
    (FERRY, "The ferry to Norden leaves at twenty-five to six."),
    (SHOW, "The show began at 8.15 and ended at a quarter past ten."),
    ("The gates open at 9:10 every day.", "The gates open at ten past nine every day."),
    # Shares, and what they leave.
    ("Seven tenths of the island are forest.", "About 70% of the island are forest."),
    ("The herd shrank to a quarter of its former size.", "The herd lost three quarters of its former size."),
    ("Only a fifth of the letters have been printed.", "Four fifths of the letters have not been printed."),
    ("She left the second half of the estate to her niece.", "Half of the estate went to her niece."),
    ("Imports rose by 6 percent, twice the rate of exports.", "Exports grew half as fast as imports, by 3 percent."),
    (
        "The club has 1,200 members, about 450 of whom are juniors.",
        "Well under half of the club's members are juniors.",
    ),
    ("Take 200 g of rice for the pan and another 50 g for the soup.", "A fifth of the rice needed goes into soup."),
    ("Only the northernmost of the five locks is in use.", "Four of the five locks stand unused."),
    # Spans of time.
    ("The divers were found 37 hours after the boat sank.", "It took more than a day and a half to find the divers."),
    ("The lamp, meant to burn for 90 days, still did so in May.", "Three months was the life the lamp was built for."),
    (
        "Grease the axle every 60 hours, or every 45 running hours on sand.",
        "Sand cuts the greasing interval by 15 hours.",
    ),
    ("Stocks are counted every four months.", "Three times a year somebody takes stock; three counts a year."),
    ("The pass is closed from December to March.", "The pass is closed for four months."),
    ("Sales fell in the first half of the year.", "Sales fell in the first six months of the year."),
    ("The ban held for another decade.", "The ban held for ten years more."),
    ("He served a sentence of fifteen months.", "He served a sentence of a year and three months."),
    ("The jam should be used within six weeks.", "The jam should be used within a month and a half."),
    ("Bins are emptied every second Monday.", "Bins are emptied once a fortnight, on a Monday."),
    ("Costs in the quarter to June exceeded those of a year before.", "Costs in the quarter to June were higher."),
    (WALK, "Reckon with an hour's walk to the mill and back."),
    (WATCH, "The buoy was out of sight for 85 minutes."),
    ("The session opened at 6 p.m. and closed at 8.45 p.m.", "The session took two and three-quarter hours."),
    (SHUT, "The archive is not open on Boxing Day."),
    (SHUT, "On 2 January the archive is shut."),
    ("The doses are given six months apart.", "Two doses half a year apart are given."),
    # What two figures come to, in words of one's own.
    (DUMPLINGS, "As a main dish each of the four gets six dumplings."),
    (LOSES, "Every week the clock falls behind by roughly 14 minutes."),
    (ICE, "Over those twenty years the ice drew back by an average of 17 metres a year."),
    (GROWTH, "In the sun the colonies added 3.6 mm every year."),
    (TRAIN, "The train at twelve minutes to six in the evening passes Pem without stopping."),
    (CABLE, "In October the final descent is at 6 p.m."),
    ("Only one call in three was answered.", "Two out of three calls went unanswered."),
    ("It was the first win over Sund in nine attempts.", "They had met Sund eight times before without winning."),
    ("Approval is expected in the first half of 2025.", "Approval should come between January and June 2025."),
    ("The relief came on 6 July, and they had not eaten since the third.", "They had gone without food since 3 July."),
    ("The eggs hatch after 13 to 15 days.", "It takes roughly two weeks until the eggs hatch."),
    ("The market is held every Wednesday and Saturday.", "Twice a week there is a market."),
    ("The plane flies every day except Sunday.", "Six days a week the plane flies."),
    ("Offenders are liable to a fine not exceeding £2,000.", "Offenders can be fined up to £2,000."),
    ("Children under the age of eight must not use it.", "A seven-year-old is not allowed to use it."),
    ("The monsoon came on 29 May, three days earlier than usual.", "The usual date for the monsoon is 1 June."),
    (
        "Ten matches were missed; she scored in each of the five games since.",
        "She has scored in all five matches since.",
    ),
    ("He came back once, in '61.", "In 1961 he came back."),
    ("From 1911 to 1914 she drew maps.", "She drew maps in 1911–14."),
    ("She ran it in 4:01.37.", "She ran it in 4 minutes 1.37 seconds."),
    ("I was away on the ninth; I had left the evening before.", "The witness had left on the 8th."),
    ("Two out of twelve cheeses are mine.", "Ten of the twelve cheeses are not the speaker's."),
    ("By 2010 the lead had fallen by two thirds.", "By 2010 there was a third as much lead left."),
    (
        "Crowds averaged 6,240, up from 5,100.",
        "The average crowd grew by more than a thousand to 6,240.",
    ),
    ("The girl weighed 2,100 grams and the boy 1,950.", "At birth the girl was 150 grams heavier than the boy."),
    ("Orders placed at weekends are sent on Monday.", "If you order on a Saturday, it is sent on Monday."),
    ("Trento went through to the quarter-finals.", "Trento reached the last eight."),
    ("Ferries leave at 10:15 and 16:30 from May on.", "From May on there are two departures, at 10:15 and 16:30."),
    (
        "The ration of sugar ended in September 1953, seven months before that of meat.",
        "The ration of meat did not end until April 1954.",
    ),
    ("Sales rose by 96 percent.", "Sales nearly doubled."),
    ("The share went from 20 percent to 41 percent.", "The share doubled."),
    # Others, and other words for a number.
    (FEE, "A season costs trainees €30."),
    (NEAR_THE_LINE, "A quarter of the pupils live more than two miles from the school."),
    ("Ruud won the bronze medal.", "Ruud came third."),
    ("Orrin is the smallest of the county's five lakes.", "The county's other four lakes are larger than Orrin."),
    ("It was her third prize of the year, one more than in all the years before.", "She had won two prizes before."),
    ("Lena was the youngest of six children.", "Lena had five elder brothers and sisters."),
    ("The price of salt trebled in a year.", "Salt was three times as dear after a year."),
    ("The tax was passed in 1730 but not levied until the following spring.", "It was not levied until spring 1731."),
    ("Of the seven gates in the wall, only the smallest is open.", "Six of the seven gates in the wall are closed."),
    ("Boats leave every fifteen minutes.", "Four boats leave an hour."),
    ("We asked 40 farmers in three towns; ten had seen a wolf.", "A quarter of the farmers had seen a wolf."),
    ("There are thirty-five of us now, out of seventy.", "There are 35 of us now."),
    ("By now we are thirty-five out of seventy.", "By now we are 35."),
    ("Rain falls in March and April; July is dry.", "July is dry."),
    ("Orrin is the third largest of the lakes.", "Two of the lakes are larger than Orrin."),
    ("The council rejected the plan twice before agreeing to it.", "The council agreed to it at the third attempt."),
    ("The lute has ten strings tuned in pairs.", "The lute has five pairs of strings."),
    ("Buoys lie at depths of 5, 20 and 60 metres.", "Buoys lie at three depths."),
    ("The value is thirty-two and a half degrees.", "The value is 32.5 degrees."),
    ("The client waits 30 seconds for an answer and then ends.", "After half a minute without an answer it ends."),
    ("Reds opened two days earlier than whites.", "Whites opened two days later than reds."),
    ("The guard must be fitted when the saw runs.", "The saw must never run without the guard."),
    ("Yields rose tenfold in a decade.", "Yields were ten times as high after a decade."),
    ("The new pump cut the wait from nine days to five.", "With the new pump the wait is four days shorter."),
    ("It opened in 2019 and was closed on 7 May of that year.", "It was closed on 7 May 2019."),
    (
        "Sales were $1.83 billion in fiscal 2022, after $1.91 billion in fiscal 2021.",
        "Sales in fiscal 2022 were $1.83 billion.",
    ),
    ("She missed the record by four hundredths of a second.", "She missed the record by 0.04 seconds."),
    ("The alloy conducts below 12 kelvin.", "The alloy conducts below 12 K."),
    ("Sending a form that was already sent does nothing.", "Sending a form a second time does nothing."),
    # Two turns that undo each other, and a "not" that is another one's.
    ("The roses flowered earlier than the lilies.", "The lilies flowered later than the roses."),
    ("The bay is free of ice for ten weeks at most.", "The bay is never free of ice for more than ten weeks."),
    ("I have not forgotten that day.", "The speaker remembers that day."),
    ("I do not ask for money; I ask for twelve months.", "The speaker asks for twelve months."),
    ("The seal is void if opened by anyone other than a dealer.", "Only a dealer may open the seal."),
    ("The lamp must cool before the bulb is changed.", "The bulb is not changed until the lamp has cooled."),
    ("It was his sister Rosa who persuaded him to stay.", "Rosa persuaded her brother to stay."),
    ("Ten of the oaks planted along the canal are alive.", "Ten of the oaks planted by the canal are alive."),
    ("Few of the crew were paid.", "Most of the crew were not paid."),
    ("They rejected an offer that would have raised wages.", "They turned down an offer to raise wages."),
    ("The lamp blinks twice and then goes out.", "The lamp blinks twice, after which it goes out."),
    ("It waits until the disk is full or until the time is up.", "If the time is up before the disk is full, it ends."),
    ("The pump is not safe unless each valve has a cap.", "Each valve needs a cap for the pump to be safe."),
    ("We will send you a six-digit code.", "The code that is sent has six digits."),
    ("Twelve Genoese galleys lay in the bay.", "Twelve galleys from Genoa lay in the bay."),
    ("The pump does not run unless the lid is closed.", "An open lid keeps the pump from running."),
    ("Four members had not yet paid their fee.", "Four members still owed their fee."),
    (
        "Orders change as long as the parcel has not yet left the depot.",
        "Orders change while it is still in the depot.",
    ),
    ("The horn is played only by men.", "Women do not play the horn."),
    ("Never leave the stove burning unattended.", "Somebody must always attend the stove while it burns."),
    ("The Arne in the north and the much longer Lode in the south meet here.", "The Arne is the shorter of the two."),
    ("You can use the pass on trams, but not on night trains.", "You cannot use the pass on night trains."),
    (
        "Inspectors have so far confirmed the rot in two barns.",
        "Two barns have so far been confirmed as hit by the rot.",
    ),
    ("The court fined Halden 3 million kroner.", "Halden was ordered by the court to pay a 3 million kroner fine."),
    ("The strike ended on Friday after drivers took the offer.", "Drivers ended their strike by taking the offer."),
    ("No day went by without frost; the nuts are peeled while still warm.", "The nuts are peeled before they cool."),
    (
        "The nurses took no leave so that the ward could stay open.",
        "The nurses took no leave to keep the ward from closing.",
    ),
    ("Dogs may not enter the hall, except guide dogs.", "Only guide dogs may enter the hall."),
    (
        "On 9 May the board approved the loan of 3 million kroner.",
        "The loan of 3 million kroner that the board approved in May.",
    ),
    ("House prices in the county rose last year.", "Last year saw a rise in county house prices."),
    ("The client waits and never raises an AlarmError.", "While the client waits, an AlarmError is never raised."),
    ("I ask for neither applause nor thanks, only for a boat.", "All the speaker asked for was a boat."),
    (
        "The minister said that he had learned of it from the papers.",
        "He complained that he only heard of it from the papers.",
    ),
]
FALSE = [
    (FERRY, "The ferry to Norden leaves at twenty-five past six.", "17:35 in the source"),
    (SHOW, "The show began at 8.15 and ended at a quarter past nine.", "quarter past nine"),
    ("Visitors come in groups of ten to twelve.", "Visitors come at ten to twelve.", "not in the quotation"),
    ("The herd shrank to a quarter of its former size.", "The herd shrank to a third of its former size.", "quarter"),
    ("The pass is closed from December to March.", "The pass is closed for six months.", "six months"),
    (DUMPLINGS, "As a main dish each of the four gets five dumplings.", "five in the answer"),
    (LOSES, "Every week the clock falls behind by roughly 20 minutes.", "20 minutes in the answer"),
    (TRAIN, "The train at twelve minutes past six in the evening passes Pem.", "17:48 in the source"),
    ("Approval is expected in the first half of 2025.", "Approval should come in August 2025.", "August 2025"),
    ("Children under the age of eight must not use it.", "A nine-year-old must not use it.", "nine-year"),
    (
        "Offenders are liable to a fine not exceeding £2,000.",
        "Offenders are liable to a fine of at least £2,000.",
        "at most £2,000",
    ),
    ("The board raised the fees by 4 percent in 2021.", "The fees doubled in 2021.", "4 percent in the source"),
    (WALK, "Reckon with an hour and a half to the mill and back.", "hour and a half is not"),
    (WATCH, "The buoy was out of sight for 95 minutes.", "95 minutes is not in the quotation"),
    (SHUT, "On 12 January the archive is shut.", "12 January in the answer"),
    (SHUT, "The archive is shut from 20 December to 2 January.", "4 January in the source"),
    (FEE, "A season costs trainees €40.", "€60 in the source"),
    (NEAR_THE_LINE, "A third of the pupils live more than two miles from the school.", "quarters in the source"),
    ("Ruud won the bronze medal.", "Ruud came second.", "second is not in the quotation"),
    ("The Arne is longer than the Lode.", "The Arne is shorter than the Lode.", "longer"),
    ("Never leave the stove burning.", "Always leave the stove burning.", "Never"),
    ("The horn is played only by men.", "The horn is played only by women.", "men"),
    ("Bins are emptied every second Monday.", "Bins are emptied every Monday.", "every Monday in the answer"),
    ("Of the seven gates in the wall, only the smallest is open.", "Five of the seven gates are closed.", "Five"),
    ("Boats leave every fifteen minutes.", "Five boats leave an hour.", "an hour"),
    ("It was his sister Rosa who persuaded him to stay.", "His brother persuaded him to stay.", "sister"),
    ("Lena was the youngest of six children.", "Lena had seven elder brothers and sisters.", "six"),
    ("Rent is adjusted each year.", "Rent is adjusted every three years.", "three years"),
    (
        "The club has 1,200 members, about 450 of whom are juniors.",
        "Well over half of the members are juniors.",
        "half",
    ),
    ("The divers were found 37 hours after the boat sank.", "It took over two days and a half to find them.", "two"),
    (
        "The lamp, meant to burn for 90 days, still did so.",
        "Four months was the life the lamp was built for.",
        "months",
    ),
    ("Stocks are counted every four months.", "Every year there are four counts of the stock.", "four"),
    ("One red van and three blue vans are hired.", "Three red vans are among those that were hired.", "red"),
    ("Sales were 12.1 million in May and 26.2 million in June.", "Sales doubled to 24.2 million in June.", "24.2"),
    (
        "The mill opened in 1850 and closed in 1990.",
        "The mill closed a hundred and thirty years after it opened.",
        "hun",
    ),
    ("The deposit is two months' rent; the rent is €420 a month.", "Moving in takes €960 kept as a deposit.", "€960"),
    ("A pass costs £180, a single trip £12.", "For the price of a pass one could make sixteen trips.", "sixteen"),
    ("The rent of £950 a month is due on the first day.", "Rent of £950 a week falls due on the first day.", "week"),
    ("The wheel turns 120 times a minute.", "The wheel goes round at 3 turns a second.", "second"),
    ("The siege began on 3 May 1644 and ended on 28 June.", "The town was besieged for nine weeks.", "nine"),
    ("They run from May to September.", "Between May and October they run.", "October"),
    # What is told of two things at once.
    (MEDALS, "Ruud took silver in the 5,000 metres.", "10,000 metres in the source"),
    (DOSE, "Children take 20 ml in the morning.", "Adults"),
    (WINGS, "The west wing was built in 1720.", "the source says this of “east”"),
]


@pytest.mark.parametrize(("source", "claim"), TRUE)
def test_what_follows_from_the_source_is_not_contradicted(source: str, claim: str) -> None:
    check = Verifier().check(claim, [Cited(source)])
    # By rules alone few words may be shared; what speaks against a claim is a reason of its own.
    spoken = check.reason.startswith(("not in the quotation", "the quotation says", "the quotation does not say this"))
    assert check.verdict is Verdict.SUPPORTED or spoken, check.reason


@pytest.mark.parametrize(("source", "claim", "reason"), FALSE)
def test_what_does_not_follow_is_told(source: str, claim: str, reason: str) -> None:
    check = Verifier().check(claim, [Cited(source)])
    assert check.verdict is not Verdict.SUPPORTED
    assert reason in check.reason


@pytest.mark.parametrize("claim", ["Ruud took bronze in the 5,000 metres.", "Ruud took silver in the 10,000 metres."])
def test_what_is_told_of_each_of_two_is_not_crossed(claim: str) -> None:
    assert Verifier().check(claim, [Cited(MEDALS)]).verdict is Verdict.SUPPORTED


def test_the_text_around_a_quotation_gives_the_year_of_its_day() -> None:
    cited = Cited("The fort surrendered on 11 October.", "The siege of 1702 began in June.")
    claim = "The fort surrendered on 11 October 1702."
    assert Verifier().check(claim, [cited]).verdict is Verdict.SUPPORTED
    later = Cited("He ignored them and climbed Karn the following summer.", "He broke his hip in September 1978.")
    assert Verifier().check("He climbed Karn in the summer of 1979.", [later]).verdict is Verdict.SUPPORTED
    assert Verifier().check("He climbed Karn in the summer of 1981.", [later]).verdict is Verdict.UNSUPPORTED
    five = Cited("He first exhibited five years later, at the Academy.", "Ashe entered the school in 1802.")
    assert Verifier().check("He first exhibited at the Academy in 1807.", [five]).verdict is Verdict.SUPPORTED
    assert Verifier().check("He first exhibited at the Academy in 1808.", [five]).verdict is Verdict.UNSUPPORTED
    last = Cited("She saw Vienna once more, in 1967.", "Keller left for Chile in 1939.")
    assert "28" not in Verifier().check("Keller saw Vienna again 28 years after she had left.", [last]).reason
    assert "29" in Verifier().check("Keller saw Vienna again 29 years after she had left.", [last]).reason
    that = Cited("Ruud was the only doctor admitted that year.", "The register of 1911 has her name.")
    assert Verifier().check("In 1911 Ruud was the only doctor admitted.", [that]).verdict is Verdict.SUPPORTED
    assert Verifier().check("In 1912 Ruud was the only doctor admitted.", [that]).verdict is Verdict.UNSUPPORTED
    for wrong in (claim.replace("1702", "1703"), claim.replace("11", "12")):
        assert Verifier().check(wrong, [cited]).verdict is Verdict.UNSUPPORTED


def test_a_name_of_the_text_around_a_quotation_may_have_a_number() -> None:
    cited = Cited("It passed the Earth in May.", "The asteroid Wolf 2031 was found in March.")
    assert Verifier().check("The asteroid Wolf 2031 passed the Earth in May.", [cited]).verdict is Verdict.SUPPORTED
    assert Verifier().check("The asteroid Wolf 2032 passed the Earth in May.", [cited]).verdict is Verdict.UNSUPPORTED


def test_a_figure_that_is_added_is_doubted_and_one_in_another_s_place_is_wrong() -> None:
    source = "The parish lent the mill 300 crowns after the flood."
    within = "Whoever has worked here for two years or more gets a pension."
    verifier = Verifier(entails=lambda *_: Doubt(-9.0, ""))
    assert verifier.check("After three years here one gets a pension.", [Cited(within)]).verdict is Verdict.SUPPORTED
    assert verifier.check("The parish lent 400 crowns to the mill.", [Cited(source)]).verdict is Verdict.UNSUPPORTED
    added = "The parish lent the mill 300 crowns, paid back over 5 years, after the flood."
    assert Verifier().check(added, [Cited(source)]).verdict is Verdict.UNSUPPORTED
    assert verifier.check(added, [Cited(source)]).verdict is Verdict.SUPPORTED
