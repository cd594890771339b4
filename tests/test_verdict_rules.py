"""What the verdict rules tell apart: each false claim stands beside a true one that looks much like it."""

from __future__ import annotations

import pytest

from rag.checking.verify import Cited, Verifier
from rag.types import NO_CLAIM, Verdict

TOWERS = (
    "The northern tower was built in 1388 by Master Wenzel. "
    "The southern tower was added in 1502 and collapsed in an earthquake in 1590."
)
PLANT = "The plant stores 48 megawatt-hours and delivers up to 12 megawatts."
GRANT = "Lindholm paid a grant of 80 million kroner."
TALLY = "The motion passed by 52 votes to 48."
SHARES = "Lindholm owns 60 percent and the municipality 40 percent."

BAKING = "Bake at 220 °C for ten minutes, then lower the oven to 180 °C and bake for a further 35 minutes."

FALSE = [
    # What the figures come to, and times of day in words.
    (BAKING, "Bake for 50 minutes in all, first at 220 °C and then at 180 °C.", "50 minutes in the answer"),
    ("The meeting opened at 7.30 pm.", "It began at half past eight in the evening.", "7.30 pm in the source"),
    # One side denies, the other does not.
    ("Turbines are linked to generators with no reduction gearing.", "Turbines use reduction gearing.", "“no”"),
    ("He also noted the story's serious tone.", "The serious tone of the story was no surprise.", "“no”"),
    ("Orlin cancelled production in 2006.", "Orlin failed to cancel production in 2006.", "“failed”"),
    ("The tablets may be crushed.", "It is not permitted to crush the tablets.", "“not permitted to”"),
    ("The drug is safe for adults.", "The drug is unsafe for adults.", "“unsafe”"),
    ("The firm denied that it had paid bribes.", "The firm had paid bribes.", "“denied”"),
    (
        "The income comes from fees, not from gifts.",
        "The income comes from gifts, not from fees.",
        "“fees” and “gifts” have changed places",
    ),
    (
        "The judge did not fine the firm but fined its director.",
        "The judge fined the firm but not its director.",
        "have changed places",
    ),
    # Something is added to what is otherwise repeated.
    (
        "The arsenal was listed in the register in 1970.",
        "The arsenal was listed in the register in 1970 after a campaign by residents.",
        "“after a campaign by residents”",
    ),
    # The evidence's own words in another arrangement.
    (
        "On 6 October the Lindians and the Orlans, with help from others, launched a surprise attack on Tarn.",
        "On 6 October Tarn launched a surprise attack on the Lindians and the Orlans.",
        "“Tarn” and “Lindians and the Orlans” have changed places",
    ),
    (
        "In 1855 the architect Gottfried Sahl, at the request of Cole, drew a plan for the hall.",
        "In 1855 Cole, at the request of the architect Gottfried Sahl, drew a plan for the hall.",
        "have changed places",
    ),
    (
        "Acting on the advice of the Chief Clerk, the Archive Board decides on the loan of files.",
        "Acting on the advice of the Archive Board, the Chief Clerk decides on the loan of files.",
        "“Archive Board” and “Chief Clerk” have changed places",
    ),
    (
        "Mean temperatures range from 10 °C in the south to 16 °C in the north.",
        "Mean temperatures range from 16 °C in the south to 10 °C in the north.",
        "have changed places",
    ),
    (
        "The firm conquered the markets of Lanza and Ferro. Its crews were gathered in Gascony and later paid off.",
        "Its crews were gathered in Lanza and Ferro and later paid off.",
        "the source says “Gascony”, the answer says “Lanza and Ferro”",
    ),
    ("Parking is included in the rent, but power is metered.", "Parking is not included in the rent.", "“not”"),
    (
        "You have the right to appeal. But because appeals are slow, you may end up worse off.",
        "You have no right to appeal.",
        "“no”",
    ),
    ("All of the old barns were demolished.", "None of the old barns were demolished.", "“none”"),
    ("The streak is not the rock but rather the hot air.", "The streak is the rock, and not the hot air.", "“"),
    (
        "Take one tablet twice a day; no more than three in 24 hours.",
        "Take one tablet three times a day.",
        "twice a day",
    ),
    ("You must tell us within 48 hours; half may be lost.", "You must tell us within 24 hours.", "24 hours"),
    (
        "The trust made 63 grants worth 1.1 million, after 58 the year before.",
        "The trust made 58 grants worth 1.1 million.",
        "the source says “63”",
    ),
    (
        "Anna Rood won. Peter Dahl said afterwards that the last bend had been too fast.",
        "Rood said afterwards that the last bend had been too fast.",
        "Dahl",
    ),
    (
        "It has five strings and a long unfretted neck, made of old mulberry wood.",
        "It has five strings of twisted silk and a long unfretted neck, made of old mulberry wood.",
        "twisted silk",
    ),
    (
        "We pay for a hire car, but only if a garage of ours does the repair.",
        "We pay for a hire car even if no garage of ours does the repair.",
        "even if",
    ),
    ("The hall is open every morning except Monday.", "The hall is open every morning including Monday.", "Monday"),
    ("Unlike most ferns, it has two sorts of spores.", "Like most ferns, it has two sorts of spores.", "Like"),
    ("Mrs Dunmore is to obtain three quotations.", "Mrs Dunmow is to obtain three quotations.", "Dunmow"),
    (
        "The blight struck the lowlands hardest; in the hill parishes of Tarn deaths were fewer.",
        "The blight struck hardest in the hill parishes of Tarn.",
        "“",
    ),
    # One subject, another's predicate.
    (TOWERS, "The northern tower was built in 1388 and collapsed in an earthquake in 1590.", "“southern”"),
    (
        "Father Denza joined the observatory in 1889. Father Rodriguez was the director from 1898 to 1905.",
        "Father Denza was the director from 1898 to 1905.",
        "the source says this of “Rodriguez”, the answer of “Father Denza”",
    ),
    # Who does what.
    ("They were defeated by the Oilers.", "They defeated the Oilers.", "have changed places"),
    (
        "Introduced rats preyed on the eggs of the native geckos.",
        "Native geckos preyed on the eggs of the introduced rats.",
        "have changed places",
    ),
    (GRANT, "Lindholm was paid a grant of 80 million kroner.", "have changed places"),
    (GRANT, "Lindholm received a grant of 80 million kroner.", "the source says “paid”"),
    ("St. Albans asked Columbus for leave.", "Columbus asked St. Albans for leave.", "have changed places"),
    # Figures and what they belong to.
    ("The deal was worth A$5 million.", "The deal was worth US$5 million.", "A$5 million in the source"),
    # What is planned, in part, or another's.
    ("The dam is expected to be completed in 2030.", "The dam was completed in 2030.", "“expected”"),
    ("The bank will close 40 branches.", "The bank has closed 40 branches.", "“will”"),
    ("The opera was composed by Lund and conducted by Meyer.", "The opera was conducted by Lund.", "“by Meyer”"),
    ("Three of the ten judges voted against it.", "Ten judges voted against it.", "“Three of the ten judges”"),
    ("The club has 600 members, of whom 80 live abroad.", "600 members live abroad.", "“600 members, of whom”"),
    ("A rate cut in June is unlikely.", "A rate cut in June is likely.", "“unlikely”"),
    ("The water of the well is clean.", "The water of the well is unclean.", "“unclean”"),
    (
        "The fee is waived unless the account is overdrawn.",
        "The fee is waived if the account is overdrawn.",
        "“unless”",
    ),
    ("The firm lost 5 million yen.", "The firm lost 5 million yuan.", "5 million yen in the source"),
    ("It was the tallest mast in the county until 1963.", "It is the tallest mast in the county.", "“was … until”"),
    (PLANT, "The plant stores 48 megawatts.", "48 megawatt-hours in the source"),
    (PLANT, "The plant stores 12 megawatt-hours.", "12 megawatts in the source"),
    (PLANT, "The plant delivers exactly 12 megawatts.", "“exactly”"),
    ("In its first year it ran 312 cycles.", "It ran 312 cycles a day.", "“a day”"),
    (TALLY, "The motion passed by 48 votes to 52.", "“48” and “52” have changed places"),
    ("Sales rose from 10 to 20 million.", "Sales rose from 20 to 10 million.", "comes first in the source"),
    (SHARES, "Lindholm owns 40 percent.", "60 percent in the source"),
    ("He bought 300 acres.", "He bought 300 square miles.", "300 acres in the source"),
    ("Nobody earning less than $400,000 pays.", "Nobody earning less than $500,000 pays.", "$400,000 in the source"),
    # Opposites and hedges.
    ("The bridge opened in 1932.", "The bridge closed in 1932.", "“opened”"),
    ("Most residents support the plan.", "Few residents support the plan.", "“Most”"),
    ("Police suspect arson.", "Police confirmed arson.", "“suspect”"),
    ("The board voted to sell, ending a dispute.", "The board did not vote to sell.", "“not” is not in the source"),
    ("The match was called off because of the rain.", "The match was called off despite the rain.", "“because”"),
    # What is only supposed is not told as a fact.
    ("I am not sure whether lunch is included.", "Lunch is included.", "“whether” in the source is missing"),
    ("Anglers fear that the dam will harm the fish.", "The dam will harm the fish.", "“fear” in the source is missing"),
    ("Ms Patel, who voted for the plan, spoke first.", "Ms Patel voted against the plan.", "voted for"),
    # A figure with what it does not belong to.
    ("The line was doubled in 1959 and closed in 1987.", "The line was closed in 1959.", "1987 in the source"),
    ("Rents rose by 10%, while wages fell by 8%.", "Wages fell by 10%.", "8% in the source, 10% in the answer"),
    ("Rents rose by 10%, while wages fell by 8%.", "Wages rose by 8%.", "fell 8% in the source, rose 8% in the answer"),
    # How often, how long, and on which side of a bound.
    ("It is read once every twelve months.", "It is read every month.", "every month in the answer"),
    ("The flight takes 2 hours 15 minutes.", "The flight takes 15 minutes.", "2 hours 15 minutes in the source"),
    ("2,987 people answered.", "More than 3,000 people answered.", "2,987 in the source, 3,000 in the answer"),
    ("He paid 15 euros for two tickets.", "He paid 16 dollars for two tickets.", "16 dollars is not in the quotation"),
    ("She owns 5 companies and 9 horses.", "She owns 9 companies and 5 horses.", "5 companies in the source"),
    ("A second plant in Lindby is planned for 2027.", "A second plant in Lindby opened in 2027.", "“planned”"),
    # What is bidden, advised, allowed and left free.
    ("The landlord may charge interest.", "The landlord must charge interest.", "“may”"),
    ("Owners should register their drones.", "Owners are required to register their drones.", "“should”"),
    ("Cyclists must wear a helmet.", "Cyclists may wear a helmet.", "“must”"),
    ("Members need not attend in person.", "Members must not attend in person.", "“need not”"),
    # What is surest is told, whatever else is wrong.
    ("The dam is expected to be completed in 2030.", "The dam was completed in 2030.", "“completed”"),
    # Denied beside what is affirmed.
    ("The bus departs from gate 4, not gate 9.", "The bus departs from gate 9.", "“not gate 9”"),
    ("The dose is 10 mg rather than 20 mg.", "The dose is 20 mg.", "10 mg in the source"),
    ("The author was Prentice, not Hollis.", "The author was Hollis.", "“not Hollis”"),
    ("The covers are washable; the cushions are not.", "The cushions are washable.", "“the cushions are not”"),
    ("Bats hibernate, whereas owls do not hibernate.", "Bats and owls hibernate.", "owls do not hibernate"),
    # Opposites.
    ("The oldest mill stands in Elm End.", "The newest mill stands in Elm End.", "“oldest”"),
    ("The cannon is fired at noon.", "The cannon is fired at midnight.", "“noon”"),
    ("The bank left its rate at 3 %.", "The bank cut its rate to 3 %.", "“left”"),
    ("The court upheld the ban.", "The court lifted the ban.", "“upheld”"),
    # Until and since, most and few, what only goes together.
    ("Before 1920 the pass was closed.", "After 1920 the pass was closed.", "“before 1920”"),
    ("The library had a cafe until 2008.", "The library has had a cafe since 2008.", "“until 2008”"),
    ("A fifth of the wells are dry.", "Most of the wells are dry.", "“fifth”"),
    ("Noise is associated with hearing loss.", "Noise causes hearing loss.", "“associated”"),
    ("Rain in May is linked with good harvests.", "Rain in May leads to good harvests.", "“linked”"),
    # A measure without a number has bounds too; other sums than those that figures come to are wrong.
    ("The lease runs for at least a year.", "The lease runs for at most a year.", "“at least a year”"),
    ("The flock doubled to 80 sheep.", "The flock grew from 50 to 80 sheep.", "80"),
    ("Take 10 mg three times a day.", "Take 40 mg a day.", "10 mg in the source"),
    ("The talks begin on 9 March and end two days later.", "The talks end on 12 March.", "9 March in the source"),
]
TRUE = [
    (BAKING, "Bake for 45 minutes in all, first at 220 °C and then at 180 °C."),
    ("The meeting opened at 7.30 pm.", "The meeting started at half past seven in the evening."),
    ("The shop opens at quarter to nine.", "The shop opens at 8:45."),
    ("Trains leave every half-hour.", "Trains are half-hourly."),
    (
        "Stir two thirds of them into the dough. The remaining nuts are scattered on top before baking.",
        "A third of the nuts is sprinkled over the top before the bake goes into the oven.",
    ),
    ("It is too small to be shown clearly.", "It cannot be shown clearly because it is too small."),
    ("The alloy is used within 200 metres of the kiln.", "The alloy is used no more than 200 m from the kiln."),
    ("Shop income grew, helped by the new site.", "The new site helped shop income to grow."),
    ("In 1382 the bakers obtained the right from the abbot.", "The abbot granted the bakers the right in 1382."),
    ("The motion was lost by four votes to five.", "The motion was defeated."),
    ("The fee is twelve and a half per cent.", "The fee is 12.5%."),
    ("The award was cut by a fifth because she was late.", "The award was cut by 20% because she was late."),
    ("Add a kilogram of sugar.", "Add 1 kg of sugar."),
    ("Descale it every three months.", "It should be descaled quarterly."),
    ("It began on May 23 , 2010 and ended at 2 : 33 , with a two @-@ hour finale .", "It began on May 23, 2010."),
    ("Do not take it with medicines containing nitrates.", "It must not be taken with nitrate-containing medicines."),
    # The number of the source was a marker and is gone.
    (GRANT, "According to Source , Lindholm paid a grant of 80 million kroner."),
    (GRANT, "Sources  and  agree that Lindholm paid a grant of 80 million kroner."),
    (GRANT, "Lindholm paid a grant of 80 million kroner, according to Source ."),
    ("The bank no longer offers paper statements.", "Paper statements have been discontinued by the bank."),
    ("Some birds stay where they are all year.", "Not all birds migrate."),
    ("Without a permit, no tree may be felled.", "Felling a tree requires a permit."),
    ("The cave beetle has no eyes.", "The cave beetle is eyeless."),
    ("She abstained from the vote on the contract.", "She did not vote on the contract."),
    ("Do not tumble dry; do not iron the cover.", "The cover should be neither tumble-dried nor ironed."),
    (TOWERS, "The southern tower collapsed in an earthquake in 1590."),
    (TOWERS, "Built in 1388, the northern tower is older than the southern tower of 1502."),
    ("She opened a shop in 1932. It sold maps.", "The shop that she opened in 1932 sold maps."),
    ("The Oilers defeated them 6-3.", "They were defeated 6-3 by the Oilers."),
    ("Michigan received the peninsula as a concession.", "Michigan was given the peninsula as a concession."),
    (PLANT, "The plant stores 48 MWh."),
    (PLANT, "Power: up to 12 megawatts"),
    ("The deal was worth US$5 million.", "The deal was worth $5 million."),
    ("The firm lost 5 billion yen.", "The firm lost ¥5 billion."),
    ("Entry is free for children under 12 and half price for students.", "Children under 12 enter free."),
    ("The fire destroyed the town. Only the mill survived.", "The mill was the only building to survive the fire."),
    ("The line ran well in Lund for the past decade.", "The line ran well in Lund for ten years."),
    ("The hall was due to open in May and opened in June.", "The hall opened in June."),
    ("It was painted by Lund and framed by his son Joseph.", "It was framed by Joseph."),
    ("Two of its seven sites were closed.", "Two of the firm's seven sites were closed."),
    ("The fund pays unless the claim is late.", "The fund pays if the claim is not late."),
    ("The county was not a member until 1963.", "The county is a member."),
    ("The lease was extended until 2030.", "The lease is extended."),
    ("The parcel weighs 5 pounds.", "The parcel weighs 5 lb."),
    ("The ticket costs £0.50.", "The ticket costs 50 pence."),
    ("The plant cost 390 million kroner.", "The plant cost NOK 390 million."),
    ("Temperatures fall to -284 degrees F.", "It can be as cold as minus 284 degrees Fahrenheit."),
    ("It opened on 3 February 2023.", "It opened on 03.02.2023."),
    ("It was closed for 17 days.", "It was closed for more than two weeks."),
    ("Interest is charged at 8% per annum.", "Interest of 8 percent a year is charged."),
    (SHARES, "The municipality owns 40 percent."),
    ("Denmark, Germany and Chile have sent delegations.", "Germany has sent a delegation."),
    ("The match ended goalless.", "The match ended 0–0."),
    ("Bake for ten minutes and then for a further 35 minutes.", "Bake for 45 minutes in all."),
    ("The museum is open daily except Mondays.", "The museum is closed on Mondays."),
    ("I proposed a minimum tax of 25 percent.", "The speaker proposed a minimum tax of 25%."),
    # Worked out from two figures, whatever stands between them.
    ("Revenue rose from €412 million in 2020 to €455 million in 2021.", "Revenue grew by €43 million."),
    ("Revenue rose from €412 million in 2020 to €455 million in 2021.", "Revenue grew by about a tenth."),
    ("The town fell from 5,200 people in 1990 to 3,900 in 2020.", "The town lost 1,300 people."),
    ("Unemployment is 5.8 per cent, down from 7.1.", "Unemployment was 7.1 per cent and is 5.8 per cent."),
    ("The share grew from 11 per cent in 2001 to 18 in 2011.", "The share grew by seven points."),
    ("There were 64 nests in 2019; two years later there were 22.", "By 2021 the nests were about a third."),
    ("The lease begins on 1 July 2022 and runs for two years.", "The lease runs until the end of June 2024."),
    ("The chessmen were bought in 1902.", "The chessmen were bought early in the twentieth century."),
    ("The flock doubled to 80 sheep.", "The flock grew from 40 to 80 sheep."),
    ("Membership has doubled since 2010 and now stands at 6,400.", "Membership was 3,200 in 2010."),
    ("The number of pupils halved to 125.", "There had been 250 pupils before."),
    ("Bridge Street has 49 houses, 12 fewer than Mill Street.", "Mill Street has 61 houses."),
    ("Take 10 mg three times a day.", "Take 30 mg a day."),
    ("Take 5 mg twice daily.", "Take 10 mg a day."),
    ("Half of the 600 seats are covered.", "300 of the seats are covered."),
    ("Most of the wells are dry.", "More than half of the wells are dry."),
    ("Half cycle. A third drive.", "One in three drives."),
    ("The talks begin on 9 March and end two days later.", "The talks end on 11 March."),
    ("The office moves on 28 February, three days after the audit ends.", "The audit ends on 25 February."),
    ("The fair opens on 30 April and lasts a week.", "The fair runs until 7 May."),
    # What is said of a number is said of no subject; what flashes red is a red flashing light.
    ("The flood came at dawn. At least 20 barns were damaged.", "The flood damaged 20 barns or more."),
    ("If the ring glows blue, the kettle is boiling.", "A blue glowing ring means that the kettle is boiling."),
    ("Whales rest half of the brain. The other half stays awake.", "One half of the brain of whales stays awake."),
    # The same measure, told otherwise.
    ("The flight takes 2 hours 15 minutes.", "The flight takes 135 minutes."),
    ("She ran it in 2:06:14.", "She ran it in 2 hours, 6 minutes and 14 seconds."),
    ("He is 5 feet 10 inches tall.", "He is 1.78 m tall."),
    ("The fine is 20 cents a day.", "The fine is €0.20 a day."),
    ("A jar costs 70 pence.", "A jar costs £0.70."),
    ("The top speed is 200 km/h.", "The top speed is 200 kilometres per hour."),
    ("The pump delivers 40 l/min.", "The pump delivers 40 litres per minute."),
    ("The rent may be raised once every twelve months.", "The rent may be raised once a year."),
    ("Feed it every fortnight.", "Feed it every two weeks."),
    ("We had minus nineteen in February.", "It fell to nineteen degrees below zero in February."),
    ("Six men were taken off.", "Half a dozen men were taken off."),
    ("A third of the families were not paid.", "One family in three was not paid."),
    # One state lasts until the other begins; a plan that is supported is no mere plan.
    ("The shop is open until 8 p.m. on Fridays.", "On Fridays the shop closes at 8 p.m."),
    ("No member of the group supported the plan.", "Nobody in the group supported it."),
    # Notations and names of months of other places.
    ("The population is 1 200 000.", "The population is 1.2 million."),
    ("Der Umsatz stieg auf 3,5 Millionen Euro.", "Revenue rose to 3.5 million euros."),
    ("Der Preis beträgt 1.200 Euro.", "Der Preis beträgt 1200 Euro."),
    ("Le prix est de 1 200 euros.", "The price is 1,200 euros."),
    ("Das Treffen ist am 3. Mai 2021.", "Das Treffen findet am 03.05.2021 statt."),
    ("La reunión es el 3 de mayo de 2021.", "The meeting is on 3 May 2021."),
    ("Die Reise dauert zwölf Stunden.", "Die Reise dauert 12 Stunden."),
    ("The ferry sails at 9:15.", "フェリーは9時15分に出航する。"),
    ("The pier is 412 metres long.", "Пирс имеет длину 412 метров."),
    ("The pool is open until 9 p.m.", "The pool is closed from 9 p.m."),
    ("The hall was open until 2010 and has been closed since.", "The hall has been closed since 2010."),
    ("Since 2016 drivers have paid a fee.", "Drivers did not pay a fee before 2016."),
    ("A third of the wells are dry, and the rest hold water.", "Most of the wells hold water."),
    ("Noise is associated with hearing loss.", "Noise is linked with hearing loss."),
    ("The judge did not fine the firm but fined its director.", "The judge fined the director but not the firm."),
    # The same duty in other words, or another thing's.
    ("Cyclists must wear a helmet.", "Cyclists have to wear a helmet."),
    ("Cyclists must wear a helmet.", "For cyclists a helmet is compulsory."),
    ("The court ruled that the firm must repair the roof.", "The firm should repair the roof."),
    ("The rent may be raised only once a year.", "The rent must be raised no more than once a year."),
    ("The comet may be seen in October.", "The comet can be seen in October."),
    ("The lid must be closed. The valve may then be opened.", "The lid must be closed before the valve is opened."),
    ("The bus departs from gate 4, not gate 9.", "The bus departs from gate 4."),
    ("The bus departs from gate 4, not gate 9.", "The bus does not depart from gate 9."),
    ("The covers are washable; the cushions are not.", "The covers are washable."),
]
ABROAD = [
    ("Die Fähre fährt im Januar nicht.", "Die Fähre fährt im Januar.", "“nicht” in the source is missing"),
    ("Le ferry circule en janvier.", "Le ferry ne circule pas en janvier.", "“pas” is not in the source"),
    ("港口一月不开放。", "港口一月开放。", "“不” in the source is missing"),
    ("图书馆每周一闭馆。", "图书馆每周二闭馆。", "the source says “一”, the answer says “二”"),
    ("Der Umsatz stieg um 8 %.", "Der Umsatz sank um 8 %.", "the source says “stieg”, the answer says “sank”"),
    ("Порт не работает в январе.", "Порт работает в январе.", "“не” in the source is missing"),
    ("藏书12万册。", "藏书12亿册。", "12万 in the source, 12亿 in the answer"),
    ("تكلفة المحطة 90 مليون دولار.", "تكلفة المحطة 90 مليار دولار.", "90 مليون in the source"),
]


@pytest.mark.parametrize(("source", "claim", "reason"), FALSE)
def test_a_claim_that_is_false_in_one_word_is_told(source: str, claim: str, reason: str) -> None:
    check = Verifier().check(claim, [Cited(source)])
    assert check.verdict in (Verdict.UNSUPPORTED, Verdict.PARTLY)
    assert reason in check.reason


@pytest.mark.parametrize(("source", "claim"), TRUE)
def test_a_claim_that_is_true_in_other_words_is_not_contradicted(source: str, claim: str) -> None:
    assert Verifier().check(claim, [Cited(source)]).verdict is not Verdict.UNSUPPORTED


@pytest.mark.parametrize(("source", "claim", "reason"), ABROAD)
def test_other_languages_have_denials_and_exchanged_words_too(source: str, claim: str, reason: str) -> None:
    check = Verifier().check(claim, [Cited(source)])
    assert check.verdict is not Verdict.SUPPORTED
    assert reason in check.reason


@pytest.mark.parametrize(
    "text",
    [
        "The plant burned down [1], would you like to know more?",
        "The plant burned down; would you like more?",
        "It cost 999 million kroner, didn't it?",
        "Der Verein hat 999 Mitglieder. [2] Möchten Sie mehr wissen?",
        "这座桥建于1999年，您还想了解更多吗？",
    ],
)
def test_what_is_told_before_a_question_is_checked(text: str) -> None:
    assert Verifier().check(text, []).verdict is Verdict.UNCITED


@pytest.mark.parametrize(
    "text",
    [
        "Would you like to know more about the plant, or about its cost?",
        "How does it work, and what does it cost?",
        "Möchten Sie wissen, wann die Mühle erbaut wurde?",
        "What did it cost? [1]",
        "If you like, shall I go on?",
    ],
)
def test_a_question_claims_nothing(text: str) -> None:
    assert Verifier().check(text, []).reason == NO_CLAIM


SAYS_NOTHING = """
However, the sources do not say how many people work there.
The number of employees is not mentioned in the sources.
No information is given about the employees.
What is missing is who designed it.
There is no information on how many people work there.
The sources don't mention its designer.
It is not stated who designed it.
I don't have information about the designer.
Let me know if you need anything else!
Not specified in the sources.
The answer is not in the sources.
None of the sources mention the price.
The provided context does not include this information.
This information is not available in the sources.
Unfortunately, this is not mentioned in the sources.
The question cannot be answered from the sources.
I'm sorry, I can't help with that.
N/A
There's no mention of that in the provided context.
Based on the provided sources, I cannot determine this.
Die Quellen nennen den Müller nicht.
Leider enthalten die Quellen keine Angaben über den Müller.
In den Quellen wird der Preis nicht genannt.
Las fuentes no mencionan el precio.
Les sources ne mentionnent pas le prix.
Not mentioned.
No answer found.
The document doesn't say.
According to the sources, there is no mention of this.
The sources do not say this. [1]
"""
CLAIMS = """
The price was not disclosed.
The minister was not mentioned in the report of the police.
It is not known who built it.
I could not find the price because Lindholm sold the plant to Orlin.
There is no information about the price because Orlin now owns the plant.
There is no evidence of fraud.
The museum is not open.
The company did not say why, but it closed in 1990.
The sources do not say when it was built, but it was rebuilt in 1950.
None of the members voted.
Unknown attackers burned the mill.
The name is not given to children.
The mill is not found in England.
"""


@pytest.mark.parametrize("text", SAYS_NOTHING.strip().splitlines())
def test_that_the_sources_do_not_say_is_no_claim(text: str) -> None:
    assert Verifier().check(text, []).reason == NO_CLAIM


@pytest.mark.parametrize("text", CLAIMS.strip().splitlines())
def test_that_something_is_not_so_is_one(text: str) -> None:
    assert Verifier().check(text, []).verdict is Verdict.UNCITED
