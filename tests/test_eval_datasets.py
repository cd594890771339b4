"""Every format becomes the same cases, and what is wrong with a data set is said with file, place and remedy."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from eval.cases import Case, DataError, Dataset, Place, Source, Variant, settled
from eval.datasets import FORMATS, load_dataset
from eval.datasets.squad import language_of
from eval.examples import READING
from eval.measures import values
from eval.ranked import ranking
from eval.records import Shown
from eval.variants import with_variants
from rag.types import Turn

SAMPLES = Path(__file__).parent / "eval_samples"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def load(name: str, folder: str = "") -> Dataset:
    return load_dataset(name, SAMPLES / (folder or name))


def text_of(dataset: Dataset, case: Case, place: Place) -> str:
    source = next(own for own in dataset.libraries[case.library] if own.key == place.document)
    return source.text[place.start : place.end]


def by_id(dataset: Dataset, id_: str) -> Case:
    return next(case for case in dataset.cases if case.id == id_)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES, tmp_path / "samples")
    return tmp_path / "samples"


def error(name: str, path: Path) -> str:
    with pytest.raises(DataError) as caught:
        load_dataset(name, path)
    return str(caught.value)


def test_every_format_has_a_sample_that_loads() -> None:
    assert {name: len(load(name).cases) for name in FORMATS} == {
        "chunking": 3, "xquad": 6, "mtrag": 5, "squad": 2, "multihop-rag": 3, "beir": 2, "own": 3,
    }  # fmt: skip


def test_chunking_spans_are_wanted_together_and_read_as_the_references_say() -> None:
    dataset = load("chunking")
    case = dataset.cases[0]
    assert [text_of(dataset, case, gold) for gold in case.gold] == [
        "The harbour of Lindby was dug in 1871 by two hundred workers.",
        "It is nine metres deep at low water.",
    ]
    assert (case.one_of, case.answerable, case.group) == (False, True, "harbour")


def test_spans_count_a_line_end_as_one_character_however_it_is_written(copy: Path) -> None:
    corpus = copy / "chunking/corpora/harbour.md"
    corpus.write_bytes(corpus.read_bytes().replace(b"\n", b"\r\n"))
    dataset = load_dataset("chunking", copy / "chunking")
    case = dataset.cases[1]
    assert text_of(dataset, case, case.gold[0]) == "The lighthouse keeper, Ada Holm, lit the lamp for forty years."


def test_offsets_move_with_characters_that_no_library_keeps(copy: Path) -> None:
    path = copy / "xquad/sample.en.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    paragraph = data["data"][0]["paragraphs"][0]
    paragraph["context"] = "\x07\r\n" + paragraph["context"]
    paragraph["qas"][0]["answers"][0]["answer_start"] += 3
    path.write_text(json.dumps(data), encoding="utf-8")
    dataset = load_dataset("xquad", copy / "xquad", language="en")
    assert text_of(dataset, dataset.cases[0], dataset.cases[0].gold[0]) == "1871"
    assert dataset.cases[0].gold[0].start == len("\nThe harbour of Lindby was dug in ")


def test_xquad_files_are_libraries_of_their_language() -> None:
    dataset = load("xquad")
    assert {name: len(sources) for name, sources in dataset.libraries.items()} == {"de": 3, "en": 3}
    assert {case.language for case in dataset.cases} == {"de", "en"}
    english = load_dataset("xquad", SAMPLES / "xquad", language="en")
    assert [case.id for case in english.cases] == ["q1", "q2", "q3"]
    assert english.cases[2].answers == ("September", "in September")
    assert english.cases[2].one_of


def test_a_language_that_is_not_there_is_an_error_that_lists_those_that_are() -> None:
    with pytest.raises(DataError, match="no questions in 'fr'. The languages are: de, en."):
        load_dataset("xquad", SAMPLES / "xquad", language="fr")


def test_the_name_of_a_part_is_no_language() -> None:
    names = ("xquad.de", "squad.dev", "squad.train", "squad")
    assert [language_of(Path(f"{name}.json")) for name in names] == ["de", "", "", ""]


def test_impossible_questions_are_unanswerable() -> None:
    assert [case.answerable for case in load("squad").cases] == [True, False]


def test_a_conversation_becomes_its_last_question_and_the_turns_before() -> None:
    case = by_id(load("mtrag"), "a::2")
    assert case.question == "And who kept its lighthouse?"
    assert case.history == (Turn("When was the harbour of Lindby dug?", "In 1871."),)
    assert case.relevant == {"lindby-2": 1}


def test_only_plain_labels_make_a_question_answerable_or_not() -> None:
    assert {case.label: case.answerable for case in load("mtrag").cases} == {
        "ANSWERABLE": True, "PARTIAL": None, "UNANSWERABLE": False,
    }  # fmt: skip


def test_a_label_is_the_same_in_small_letters(copy: Path) -> None:
    path = copy / "mtrag/tasks.jsonl"
    path.write_text(path.read_text().replace('"ANSWERABLE"', '"answerable"'))
    assert load_dataset("mtrag", copy / "mtrag").cases == load("mtrag").cases


def test_the_corpus_is_the_union_of_the_contexts() -> None:
    assert [source.key for source in load("mtrag").libraries["contexts"]] == ["lindby-1", "lindby-2", "velm-1"]


def test_a_fact_in_other_words_leaves_the_articles_as_gold_and_is_told() -> None:
    dataset = load("multihop-rag")
    first, second, third = dataset.cases
    assert [text_of(dataset, first, gold) for gold in first.gold] == [
        "Ada Holm cut the ribbon.", "Ada Holm bought the first basket.",
    ]  # fmt: skip
    assert (second.gold, dict(second.relevant)) == ((), {"news/1": 1})
    assert third.answerable is False
    assert dataset.notes == ("Questions judged by article, since a fact of theirs stands there in other words: 1.",)


def test_beir_takes_the_test_judgements_with_their_grades_and_tells_what_it_left() -> None:
    dataset = load("beir")
    assert {case.id: dict(case.relevant) for case in dataset.cases} == {"1": {"d1": 2, "d2": 0}, "2": {"d2": 1}}
    assert dataset.notes == (
        "Queries that have no relevant document in test.tsv and were not asked: 1.",
        "Of 2 files in qrels/ only test.tsv was used.",
    )


def test_own_quotes_are_found_whatever_their_blank_space() -> None:
    dataset = load("own")
    case = by_id(dataset, "keeper")
    assert text_of(dataset, case, case.gold[0]) == "Ada Holm kept the lighthouse\nfor forty years."
    assert case.standalone == "Who kept the lighthouse of Lindby?"
    assert sorted(source.title for source in dataset.libraries["documents"]) == ["Notes", "velm"]
    assert by_id(dataset, "mayor").answerable is False


GUIDE = """# Lindby

## Ferry

Tickets cost 30 euros for adults.

## Museum

Tickets cost 30 euros for adults. They are sold at the door.
"""
TICKETS = "Tickets cost 30 euros for adults."


def own_set(folder: Path, *rows: Mapping[str, object], **files: str) -> Dataset:
    """A set of these rows about these files."""
    for name, text in files.items():
        (folder / f"{name}.md").parent.mkdir(exist_ok=True)
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    lines = (json.dumps({"question": "What do tickets for the museum cost?", **row}) for row in rows)
    (folder / "set.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_dataset("own", folder / "set.jsonl")


def test_a_quotation_counts_wherever_it_stands(tmp_path: Path) -> None:
    row = {"quotes": [TICKETS], "documents": ["guide.md", "leaflet.md"]}
    dataset = own_set(tmp_path, row, guide=GUIDE, leaflet=f"# Leaflet\n\n{TICKETS}\n")
    [case] = dataset.cases
    [places] = case.wanted
    assert [text_of(dataset, case, place) for place in places] == [TICKETS] * 3
    assert [Path(place.document).name for place in places] == ["guide.md", "guide.md", "leaflet.md"]
    assert "Questions with a quotation that stands in several places, each of which counts: 1." in dataset.notes
    texts = {("documents", source.key): source.text for source in dataset.libraries["documents"]}
    for place in places:
        got = values(case, Shown((place,), cited=(place,), answered=True), texts)
        assert (got["citation F1"], got["passage hit@1"], got["span recall@5"]) == (1.0, 1.0, 1.0)
        assert ranking(case, (place,)).ids == [next(iter(ranking(case, (place,)).grades))]
    [near] = [own for own in with_variants(dataset, refusals=True).cases if own.variant is Variant.NEAR_MISS]
    assert near.without == places


def test_an_offset_says_which_place_is_meant_unless_the_document_has_changed(tmp_path: Path) -> None:
    start = GUIDE.rindex(TICKETS)
    quotes = [{"text": TICKETS, "document": "guide.md", "start": at} for at in (start, start - 1)]
    meant, changed = own_set(tmp_path, *({"quotes": [quote]} for quote in quotes), guide=GUIDE).cases
    assert [place.start for place in meant.places] == [start]
    assert [place.start for place in changed.places] == [GUIDE.index(TICKETS), start]


def test_a_quotation_is_no_piece_of_a_longer_number_where_it_stands_whole(tmp_path: Path) -> None:
    text = "It had 18711 tiles in 1871, and 港口于1871年开挖。"
    case, cut = own_set(tmp_path, {"quotes": ["1871"]}, {"quotes": ["187"]}, **{"documents/a": text}).cases
    assert [place.start for place in case.places] == [22, text.index("1871年")]
    assert len(cut.places) == 3
    quote = {"text": "1871", "document": "documents/a.md", "start": 7}
    (there,) = own_set(tmp_path, {"quotes": [quote]}, **{"documents/a": text}).cases
    assert [place.start for place in there.places] == [7]


def test_a_misspelt_column_is_a_fault_and_a_strange_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"line 1: there is no column 'quote'. It is called 'quotes'."):
        own_set(tmp_path, {"quote": [TICKETS], "documents": "guide.md"}, guide=GUIDE)
    with pytest.raises(DataError, match=r"line 1: there is no column 'document'. It is called 'documents'."):
        own_set(tmp_path, {"quotes": [TICKETS], "Document": "guide.md"}, guide=GUIDE)
    dataset = own_set(tmp_path, {"quotes": [TICKETS], "documents": "guide.md", "owner": "me"}, guide=GUIDE)
    assert "Columns that mean nothing here: owner." in dataset.notes


def test_a_row_that_says_nothing_about_what_is_right_is_not_taken_for_unanswerable(tmp_path: Path) -> None:
    row = {"quotes": [TICKETS], "documents": "guide.md"}
    dataset = own_set(tmp_path, row, {"id": "bare"}, {"answerable": False}, guide=GUIDE)
    assert [case.answerable for case in dataset.cases] == [True, None, False]
    assert any("nothing about what is right: 1, such as bare." in note for note in dataset.notes)


def test_what_cannot_be_read_beside_a_set_is_told_and_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/logo.png").write_bytes(b"\x89PNG\r\n\x00\x01")
    (tmp_path / "documents/.DS_Store").write_bytes(b"\x00\xff")
    dataset = own_set(tmp_path, {"quotes": [TICKETS], "documents": "guide.md"}, guide=GUIDE)
    assert [source.key for source in dataset.libraries["documents"]] == ["guide.md"]
    assert any("logo.png" in note for note in dataset.notes)
    (tmp_path / "documents/empty.txt").write_text("")
    message = error("own", tmp_path / "set.jsonl")
    assert "empty.txt is empty" in message
    assert message.endswith(", or leave it out with --skip-faulty.")
    kept = load_dataset("own", tmp_path / "set.jsonl", skip_faulty=True)
    assert any(note.startswith("Left out: ") and "empty.txt" in note for note in kept.notes)


def test_the_hidden_file_of_a_mac_is_no_text_of_a_corpus(copy: Path) -> None:
    (copy / "chunking/corpora/.DS_Store").write_bytes(b"\x00\xff")
    assert len(load_dataset("chunking", copy / "chunking").cases) == 3


def test_documents_are_called_the_same_wherever_their_set_lies(copy: Path) -> None:
    assert [source.key for source in load_dataset("own", copy / "own").libraries["documents"]] == [
        "documents/velm.txt", "notes.md",
    ]  # fmt: skip


def test_values_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    bare: dict[str, object] = {"answer": "[1] is it", "history": "[laughs] who?", "documents": "guide.md"}
    turns: dict[str, object] = {"answer": [1987, "1987"], "history": [{"question": "Who?", "answer": None}]}
    one, two = own_set(tmp_path, bare, turns, guide=GUIDE).cases
    assert (one.answers, one.history) == (("[1] is it",), (Turn("[laughs] who?"),))
    assert (two.answers, two.history) == (("1987", "1987"), (Turn("Who?", ""),))


def test_a_quotation_is_found_however_its_accents_are_written(tmp_path: Path) -> None:
    text = "The Café opens at nine. The Cafe\u0301 closes at six."
    for quote in ("Cafe\u0301 opens", "Café closes"):
        [case] = own_set(tmp_path, {"quotes": [quote], "documents": "a.md"}, a=text).cases
        assert len(case.gold) == 1


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_as_it_was_written(tmp_path: Path, separator: str) -> None:
    (tmp_path / "a.txt").write_text("The fee is 20 euros.")
    rows = [
        ["question", "answer", "documents", "quotes"],
        ["What is\u2028the fee?\x0b", "20; or so, euros", "a.txt", " "],
        ["", "", "", ""],
        ["Who\nsays so?", "", "a.txt", "The fee is 20 euros."],
    ]
    with (tmp_path / "set.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows(rows)
    one, two = load_dataset("own", tmp_path / "set.csv").cases
    assert (one.question, one.answers, one.gold) == ("What is\u2028the fee?\x0b", ("20; or so, euros",), ())
    assert (two.question, len(two.gold)) == ("Who\nsays so?", 1)


def test_a_missing_column_is_told_with_those_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "set.csv").write_text("Query,answer\nWho?,me\n")
    said = error("own", tmp_path / "set.csv")
    assert "there is no column question, but query, answer. Give the columns question." in said
    assert said.endswith("'query' may be 'question'.")


def test_two_files_of_questions_are_two_files_of_questions(copy: Path) -> None:
    more = copy / "multihop-rag/more.json"
    more.write_text((copy / "multihop-rag/questions.json").read_text(encoding="utf-8"), encoding="utf-8")
    ids = [case.id for case in load_dataset("multihop-rag", copy / "multihop-rag").cases]
    assert ids == ["more-1", "more-2", "more-3", "questions-1", "questions-2", "questions-3"]


def test_two_questions_of_one_key_are_a_fault() -> None:
    twins = (Case("1", "Who?", "all"), Case("1", "When?", "all"))
    with pytest.raises(DataError, match="2 questions are called 'all/asked/1'. Give each an id of its own."):
        settled(Dataset("own", {"all": ()}, twins))


@pytest.mark.parametrize(("start", "end"), [(-62, -1), (0, 4000)])
def test_a_span_must_lie_within_its_text(copy: Path, start: int, end: int) -> None:
    text = (copy / "chunking/corpora/orchard.md").read_text(encoding="utf-8")
    reference = {"content": text[start:end], "start_index": start, "end_index": end}
    with (copy / "chunking/questions.csv").open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerow(["Which?", json.dumps([reference]), "orchard"])
    assert f"characters {start} to {end} of orchard are not" in error("chunking", copy / "chunking")


def test_faults_deep_within_a_file_are_left_out_like_others(copy: Path) -> None:
    path = copy / "squad/dev.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["data"] += [{"title": "Empty"}, {"title": "Bare", "paragraphs": [{"context": "A text."}]}]
    path.write_text(json.dumps(data), encoding="utf-8")
    assert "article 2: 'paragraphs' is no list" in error("squad", copy / "squad")
    kept = load_dataset("squad", copy / "squad", skip_faulty=True)
    assert (len(kept.cases), len(kept.notes)) == (2, 2)
    path.write_text(json.dumps({"data": data["data"][1:]}), encoding="utf-8")
    with pytest.raises(DataError, match=r"holds no question. Add some.\nLeft out: .*'paragraphs' is no list"):
        load_dataset("squad", copy / "squad", skip_faulty=True)
    (copy / "own/questions.jsonl").write_text('{"id": ["a"], "question": "Who?"}\n{"question": "When?"}\n')
    assert len(load_dataset("own", copy / "own", skip_faulty=True).cases) == 1


def test_judgements_may_be_parted_by_blanks_and_need_no_heading(copy: Path) -> None:
    (copy / "beir/qrels/test.tsv").write_text("1 0 d1 2\n1 0 d2 0\n2 0 d2 1\n")
    dataset = load_dataset("beir", copy / "beir")
    assert {case.id: dict(case.relevant) for case in dataset.cases} == {"1": {"d1": 2, "d2": 0}, "2": {"d2": 1}}
    (copy / "beir/qrels/test.tsv").write_text("1\td1\t²\n")
    assert "test.tsv, line 1: the score '²' is no whole number" in error("beir", copy / "beir")


def test_own_csv_reads_lists_and_conversations_from_cells() -> None:
    first, second, third = load("own", "own-csv").cases
    assert first.answers == ("1871",)
    assert second.answers == ("Ada Holm", "Holm")
    assert second.history == (Turn("When was it dug?", "In 1871."),)
    assert [case.answerable for case in (first, second, third)] == [True, True, False]


def test_two_documents_with_one_text_are_one_and_both_keys_lead_to_it(copy: Path) -> None:
    path = copy / "beir/corpus.jsonl"
    twin = {"_id": "d9", "title": "Velm", "text": "Pears are picked in September."}
    path.write_text(path.read_text() + json.dumps(twin) + "\n")
    (copy / "beir/qrels/test.tsv").write_text("1\td9\t1\n")
    dataset = load_dataset("beir", copy / "beir")
    assert dict(dataset.cases[0].relevant) == {"d2": 1}
    assert len(dataset.libraries["corpus"]) == 3
    assert "Documents with the very text of another, indexed once: 1." in dataset.notes


FAULTS = {
    "span": ("chunking", "chunking/questions.csv", "1871 by", "1872 by", ["questions.csv", "line 2", "Correct start"]),
    "corpus": ("chunking", "chunking/questions.csv", ",orchard", ",meadow", ["line 4", "corpora/meadow", "Add the"]),
    "column": ("chunking", "chunking/questions.csv", "corpus_id", "corpus", ["line 1", "no column corpus_id", "Give"]),
    "answer": ("xquad", "xquad/sample.en.json", '"Ada Holm"', '"Ada Horn"', ["article 1", "id 'q2'", "Correct one"]),
    "double": ("xquad", "xquad/sample.de.json", '"q2"', '"q1"', ["sample.de.json", "'q1' stands in", "Give each row"]),
    "json": ("mtrag", "mtrag/tasks.jsonl", '{"conversation_id": "b"', "{", ["tasks.jsonl", "line 3", "Mend the line"]),
    "label": ("mtrag", "mtrag/tasks.jsonl", '["PARTIAL"]', '["PARTAIL"]', ["line 3", "'PARTAIL'", "Give ANSW"]),
    "task": ("mtrag", "mtrag/tasks.jsonl", '"a::2"', '"a::1"', ["line 2", "'a::1' stands in tasks.jsonl, line 1"]),
    "context": ("mtrag", "mtrag/tasks.jsonl", "velm-1", "lindby-1", ["line 3", "another text", "Give each text"]),
    "article": ("multihop-rag", "multihop-rag/questions.json", "news/2", "news/7", ["record 1", "no article 'news/7'"]),
    "judged": ("beir", "beir/qrels/test.tsv", "2\td2", "2\td7", ["test.tsv, line 4", "no document 'd7'", "Add it"]),
    "grade": ("beir", "beir/qrels/test.tsv", "d1\t2", "d1 2", ["test.tsv, line 2", "Give three columns"]),
    "quote": ("own", "own/questions.jsonl", "dug in 1871.\"", "dug 1871.\"", ["line 1", "stands in none", "Copy it"]),
    "file": ("own", "own/questions.jsonl", "notes.md", "lost.md", ["line 1", "no document 'lost.md'", "Put it in"]),
    "truth": ("own", "own/questions.jsonl", "false", '"maybe"', ["line 3", "'answerable' is 'maybe'", "Say true"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_names_file_place_and_remedy(copy: Path, fault: str) -> None:
    name, file, old, new, said = FAULTS[fault]
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new), encoding="utf-8")
    message = error(name, copy / name)
    assert [part for part in [str(copy / name), *said] if part not in message] == []


def test_all_faults_are_told_at_once_and_sound_rows_can_be_run_without_them(copy: Path) -> None:
    path = copy / "own/questions.jsonl"
    lines = path.read_text().splitlines()
    path.write_text("\n".join(["no json", *lines, '{"question": ""}', '{"id": "dug", "question": "Again?"}']) + "\n")
    message = error("own", copy / "own")
    assert message.startswith("3 faulty rows. Mend them, or leave them out with --skip-faulty:\n")
    assert all(f"line {number}: " in message for number in (1, 5, 6))
    kept = load_dataset("own", copy / "own", skip_faulty=True)
    assert [case.id for case in kept.cases] == ["dug", "keeper", "mayor"]
    assert len([note for note in kept.notes if note.startswith("Left out: ")]) == 3


def test_who_gives_no_questions_of_their_own_learns_how_to_come_by_them() -> None:
    with pytest.raises(DataError) as raised:
        load_dataset("own", None)
    assert str(raised.value) == (
        "The suite own carries no questions. "
        "Give your file of questions with --data PATH, or draft one with: footnote eval new FILE.jsonl"
    )


def test_a_document_is_no_set_of_questions(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("The ferry leaves at nine.")
    assert "report.md is no set of questions. Give one .jsonl or .csv file." in error("own", tmp_path / "report.md")


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_of_another_format_or_an_empty_one_is_an_error_with_a_remedy(name: str, tmp_path: Path) -> None:
    assert "Give " in error(name, tmp_path)
    assert "--data PATH" in error(name, tmp_path / "absent")
    (tmp_path / "other.json").write_text('{"rows": []}')
    assert error(name, tmp_path)


def test_a_set_without_a_question_is_an_error(copy: Path) -> None:
    (copy / "chunking/questions.csv").write_text("question,references,corpus_id\n")
    assert error("chunking", copy / "chunking").endswith("holds no question. Add some.")


def test_a_near_miss_withholds_what_answers_and_nothing_else() -> None:
    near = [case for case in with_variants(load("xquad"), refusals=True).cases if case.variant is Variant.NEAR_MISS]
    assert len(near) == 6
    case = next(case for case in near if case.library == "en" and case.id == "q2")
    assert [place.document for place in case.without] == ["article 1, paragraph 2"]
    assert (case.answerable, case.gold, case.relevant) == (False, (), {})


def test_other_topics_are_asked_of_a_half_that_has_nothing_on_their_group() -> None:
    dataset = with_variants(load("chunking"), refusals=True)
    other = [case for case in dataset.cases if case.variant is Variant.OTHER_TOPIC]
    assert len(other) == 3
    for case in other:
        assert case.group not in {source.group for source in dataset.libraries[case.library]}


def test_one_group_alone_has_no_other_topic_and_that_is_told() -> None:
    sources = (Source("a", "A", "One."), Source("b", "B", "Two."))
    dataset = Dataset("own", {"all": sources}, (Case("1", "One?", "all", relevant={"a": 1}, answerable=True),))
    assert with_variants(dataset, refusals=True).notes == (
        "No other-topic questions are asked of all: all of its documents are one group.",
    )


@pytest.mark.parametrize("name", ["chunking", "xquad", "mtrag"])
def test_shared_data_loads_whole(name: str) -> None:
    if not (SHARED / name).is_dir():
        pytest.skip(f"the shared data is not on this machine: {SHARED / name}")
    dataset = load_dataset(name, SHARED / name)
    assert not [note for note in dataset.notes if note.startswith("Left out")]
    for case in dataset.cases[:50]:
        assert all(text_of(dataset, case, gold).strip() for gold in case.gold)


@pytest.mark.parametrize(
    ("folder", "counts"),
    [
        ("reading", (151, 3994, 3234)),
        pytest.param("reader", (296, 8288, 7104), marks=pytest.mark.slow),
        ("reworded", (117, 2574, 1638)),
        pytest.param("unseen", (180, 3960, 2520), marks=pytest.mark.slow),
    ],
)
def test_the_documents_of_the_fit_are_whole_and_their_near_misses_ask_in_every_way(
    folder: str, counts: tuple[int, int, int]
) -> None:
    found = load_dataset("own", READING.parent / folder)
    documents = {Path(source.key).name for source in found.libraries["documents"]}
    answered = [case for case in found.cases if case.answerable]
    assert (len(documents), len(answered), len(found.cases) - len(answered)) == counts
    assert {case.group for case in found.cases} == documents
    assert all(case.gold for case in answered)
    words = Counter(case.question.split()[0] for case in found.cases if not case.answerable)
    assert {word for word, n in words.most_common(8)} >= {"How", "What", "Who", "Why", "When", "Which"}
