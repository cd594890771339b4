"""What a summary makes of a passage, by the rules alone: each sentence that is true beside a false one like it."""

from __future__ import annotations

import pytest

from rag.checking.verify import Cited, Verifier
from rag.types import Verdict

BRIDGE = "The bridge was designed by Pieter Koss and built by the Lowland Iron Company."
FILM = "The film was written by Ada Bell and directed by Carl Moss."
INCOME = "Income fell from £41,200 in 2021 to £37,900 in 2022."
JOBLESS = "Unemployment rose from 4.1 percent in 2016 to 6.3 percent in 2020 before easing to 5.2 percent in 2023."
VISITORS = "Visitor numbers rose between 2016 and 2020."
TOURS = "Guided tours run on the first and third Sunday of each month."
NOTICE = "Reports must be handed in no later than 48 hours before the meeting."
FILES = "Files larger than 5 GB are not backed up."
GROUPS = "Groups of up to 20 people pay a flat rate of €90."
TREES = "Of the 36 trees planted in spring, 11 died before autumn."
VOTE = "The plan was approved by nine votes to four, with two members abstaining."
FIND = "The agency has yet to confirm the find."
WINNER = "The winner has not yet been announced."

BESIDE = [
    # Not yet.
    (FIND, "The agency has not confirmed the find yet.", "The agency has confirmed the find.", "“yet”"),
    (WINNER, "The winner has yet to be announced.", "The winner has been announced.", "“not”"),
    (WINNER, "The winner will be announced later.", "The winner was announced.", "“not”"),
    # Opposites, and what is worse than what was said.
    (
        "Net profit slipped to €6.1 million.",
        "Net profit fell to €6.1 million.",
        "Net profit rose to €6.1 million.",
        "slip",
    ),
    ("The rash is mostly mild.", "Mostly the rash is mild.", "The rash is mostly severe.", "“mild”"),
    (
        "The fire injured three workers on Monday.",
        "Three workers were injured in the fire on Monday.",
        "Three workers died in the fire on Monday.",
        "injured",
    ),
    (
        "The judge refused permission to appeal.",
        "Permission to appeal was refused by the judge.",
        "The judge granted permission to appeal.",
        "“refused”",
    ),
    (
        "The item was deferred to March.",
        "The item was put off to March.",
        "The item was cancelled in March.",
        "“deferred”",
    ),
    (
        "Youth unemployment is twice the overall rate.",
        "The overall rate is half of youth unemployment.",
        "Youth unemployment is half the overall rate.",
        "“twice”",
    ),
    # How far it goes.
    (VOTE, "The plan was approved by nine votes.", "The plan was approved unanimously.", "“unanimously”"),
    (
        "The tower may be climbed only in dry weather.",
        "In dry weather the tower may be climbed.",
        "The tower may be climbed in any weather.",
        "“any”",
    ),
    (TREES, "Of 36 trees 11 died before autumn.", "Most of the trees died before autumn.", "“Most”"),
    # Who does it.
    (BRIDGE, "The Lowland Iron Company built the bridge.", "Pieter Koss built the bridge.", "“Lowland Iron Company”"),
    (BRIDGE, "The bridge was designed by Koss.", "The bridge was designed by the Lowland Company.", "“Pieter Koss”"),
    (FILM, "Ada Bell wrote the film.", "Carl Moss wrote the film.", "“Ada Bell”"),
    # Which year had more.
    (INCOME, "Income was lower in 2022 than in 2021.", "Income was higher in 2022 than in 2021.", "£37,900 in 2022"),
    (
        "There were 41,200 visitors in 2021 and 37,900 in 2022.",
        "Fewer visitors were there in 2022 than in 2021.",
        "More visitors were there in 2022 than in 2021.",
        "37,900 in 2022",
    ),
    (
        JOBLESS,
        "Unemployment was lower in 2016 than in 2020.",
        "Unemployment was lower in 2020 than in 2016.",
        "6.3 percent in 2020",
    ),
    (
        VISITORS,
        "Visitor numbers were lower in 2016 than in 2020.",
        "Visitor numbers were higher in 2016 than in 2020.",
        "rose between 2016 and 2020",
    ),
    # How long, how often and how many.
    ("It took six nights.", "It took six days.", "It took six weeks.", "six nights"),
    (TOURS, "Guided tours run on two Sundays a month.", "Guided tours run every Sunday.", "first and third Sunday"),
    (
        NOTICE,
        "Reports must be handed in at least two days before the meeting.",
        "Reports must be handed in no more than 48 hours before the meeting.",
        "at least 48 hours",
    ),
    (
        NOTICE,
        "Reports may be handed in up to 48 hours before the meeting.",
        "Hand in reports 24 hours before.",
        "24 hours",
    ),
    (FILES, "A file of 6 GB is not backed up.", "A file of 4 GB is not backed up.", "5 GB"),
    (GROUPS, "A group of 15 pays €90.", "A group of 25 pays €90.", "20 in the source"),
    (
        "Backups are kept for 90 days.",
        "Backups are kept for about three months.",
        "Backups are kept for about two months.",
        "two months",
    ),
    (
        "Do not take more than four tablets in 24 hours.",
        "Take no more than four tablets a day.",
        "Take no more than four tablets an hour.",
        "an hour",
    ),
    (
        "Of the 850 households asked 12 percent use wood.",
        "About 100 of the 850 households asked use wood.",
        "About 200 of the 850 households asked use wood.",
        "200",
    ),
    (
        VOTE,
        "Nine of the fifteen who were there backed the plan.",
        "Nine of the sixteen who were there backed the plan.",
        "sixteen",
    ),
    # Wherever it stands, such a word says which of two it is.
    (
        "A temporary footbridge will be put up downstream while the arches of the old one are rebuilt.",
        "While the old arches are rebuilt, people can cross by a temporary bridge downstream.",
        "While the old arches are rebuilt, people can cross by a temporary bridge upstream.",
        "the source says “downstream”",
    ),
    (
        "Members may bring a guest on weekdays.",
        "On a weekday a guest may be brought by members.",
        "On any weekend a guest may be brought by members.",
        "the source says “weekdays”",
    ),
]
CRASH = ("The pilot died in the crash.", "All the passengers survived.")
HOURS = ("The museum is open daily from 10 to 6.", "On Mondays the museum is closed.")
PIERS = ("The old pier was built of oak.", "The new pier is of steel and was opened in 1998.")
FRAUD = (
    "The bank denied that it had known of the fraud.",
    "The regulator said that the bank had been warned in March.",
)
# What one quotation says of one thing makes no claim about another right.
QUOTED_TOGETHER = [
    (CRASH, "All the passengers survived the crash.", "The pilot survived the crash.", "“died”"),
    (HOURS, "The museum is closed on Mondays.", "The museum is open on Mondays.", "“closed”"),
    (PIERS, "The new pier was opened in 1998.", "The old pier was opened in 1998.", "of “new”"),
    (
        FRAUD,
        "The bank denied that it had known of the fraud, the report says.",
        "The regulator denied that it had known of the fraud.",
        "of “bank”",
    ),
]
# What speaks against one part of a text says nothing of another.
FREE = [
    (
        "Astronomers led by Dr Solt found 17 new moons. The agency still has to confirm the find.",
        "The agency still has to confirm the 17 new moons.",
    ),
    (
        "A fire at the Brandt works injured three people. Police said that they had failed to find the cause.",
        "Police had failed to find the cause of the fire.",
    ),
    (
        "Pupils are admitted on the basis of a test, which 84 of 120 applicants passed last year.",
        "On the basis of a test pupils are admitted; 84 applicants passed the test.",
    ),
    ("He was badly wounded and died a week later.", "He died of his wounds."),
    ("The proposal was backed by 12 votes to nil.", "The proposal was backed unanimously."),
    ("Of the 36 trees planted in spring, 11 died.", "Most of the 36 trees planted in spring were alive."),
    ("Exports were €5m in 2021. Exports were €6m and imports €4m in 2022.", "Exports rose from 2021 to 2022."),
    ("Revenue growth was 12 percent in 2021 and 5 percent in 2022.", "Revenue rose from 2021 to 2022."),
    (
        "Costs rose between 2016 and 2020. There were more visitors in 2016 than in 2020.",
        "There were more visitors in 2016 than in 2020.",
    ),
    ("Revenue grew by 12 percent in 2021 and by 5 percent in 2022.", "Revenue grew between 2021 and 2022."),
    (
        "No compensation is paid for delays of less than three hours.",
        "Compensation is paid only for delays of three hours or more.",
    ),
    ("The sender must not send the header more than once.", "The sender is forbidden to send the header twice."),
]


@pytest.mark.parametrize(("source", "true", "false", "reason"), BESIDE)
def test_a_true_summary_passes_and_a_false_one_like_it_does_not(
    source: str, true: str, false: str, reason: str
) -> None:
    right, wrong = (Verifier().check(claim, [Cited(source)]) for claim in (true, false))
    assert right.verdict is Verdict.SUPPORTED or right.reason.startswith("not in the quotation"), right.reason
    assert wrong.verdict is not Verdict.SUPPORTED
    assert reason in wrong.reason


@pytest.mark.parametrize(("sources", "true", "false", "reason"), QUOTED_TOGETHER)
def test_two_quotations_carry_no_claim_that_is_put_together_from_them_the_wrong_way(
    sources: tuple[str, ...], true: str, false: str, reason: str
) -> None:
    right, wrong = (Verifier().check(claim, list(map(Cited, sources))) for claim in (true, false))
    assert right.verdict is Verdict.SUPPORTED, right.reason
    assert wrong.verdict is Verdict.UNSUPPORTED
    assert reason in wrong.reason


@pytest.mark.parametrize(("source", "claim"), FREE)
def test_what_speaks_against_another_claim_does_not_speak_against_this_one(source: str, claim: str) -> None:
    check = Verifier().check(claim, [Cited(source)])
    assert check.verdict is Verdict.SUPPORTED or check.reason.startswith("not in the quotation"), check.reason
