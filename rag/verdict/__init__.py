"""A verdict’s parts: reading a claim, laying it beside its evidence, a file for each thing that can be wrong.

Which rule made a verdict? `rag.checking.verify` asks in this order, and what it says in the reason tells which it was:

1. `claims`: what is claimed, if anything is. Quotation marks, and whole sentences that are repeated, end it here.
2. `against.contradictions`, what is wrong outright (figures, names, yes and no, who did what): the first that is found,
   or one that is surer. Each rule is a function in a table of `against`, beside the wording of its reason.
3. `carried`: how much of the claim's words the evidence has.
4. `against.weaknesses`, what says more than the evidence (conditions, duties, how many), from a table too; the surest.
5. `changed`: in a sentence that is else repeated (`edited`), what a word or two make of it.
6. `carried` again: a word or a clause that has nothing to do with the evidence.
7. `entailed`: how sure each finding is (`Found`), and so whether what reads both together may overrule it.

Rules look at a `pair.Pair`: two `reading.Reading`s, their words laid side by side (`alignment`, and as stretches that
follow each other, `tiles`), and the figures of `rag.quantities`.
"""
