"""The tables of the catalog: what is stored about documents, passages and vectors, and in which version."""

from __future__ import annotations

from typing import Any

import peewee as pw

SCHEMA_VERSION = "2"


class Settings(pw.Model):
    """What the catalog and the library keep about themselves, such as the schema's version."""

    name = pw.TextField(primary_key=True)
    value = pw.TextField()


class Documents(pw.Model):
    """One row for each document, with its canonical text. `pages`, `headings` and `notes` are JSON."""

    id = pw.TextField(primary_key=True)
    state = pw.TextField(index=True)
    title = pw.TextField()
    source = pw.TextField(index=True)
    sha256 = pw.TextField()
    recipe = pw.TextField()
    text = pw.TextField()
    pages = pw.TextField()
    headings = pw.TextField()
    notes = pw.TextField()
    passages = pw.IntegerField()
    added_at = pw.TextField()


class Copies(pw.Model):
    """Files that hold the text of a document too: one of them takes over when its source goes or changes."""

    source = pw.TextField(primary_key=True)
    document_id = pw.TextField(index=True)


class Passages(pw.Model):
    """Where each stands in its document. `sentences` are JSON, offsets into the passage."""

    id = pw.TextField(primary_key=True)
    document_id = pw.TextField(index=True)
    start = pw.IntegerField()
    end = pw.IntegerField()
    text = pw.TextField()
    page = pw.IntegerField(null=True)
    heading = pw.TextField()
    sentences = pw.TextField()
    vector_key = pw.TextField(index=True)


class Vectors(pw.Model):
    """What the embedder made of a text, under a key of both."""

    key = pw.TextField(primary_key=True)
    rows = pw.IntegerField()
    tokens = pw.BlobField()
    owners = pw.BlobField()
    data = pw.BlobField()


def _table(model: type[pw.Model]) -> Any:
    """What is asked and changed; its attributes are the columns, which its type does not tell.

    Rows come as the database has them, for `rows` to judge: those of a model would be converted.
    """
    return pw.Table(model._meta.table_name, model._meta.sorted_field_names)


settings, documents, copies = _table(Settings), _table(Documents), _table(Copies)
passages, vectors = _table(Passages), _table(Vectors)


def create_tables(database: pw.Database) -> None:
    """Those that are not there yet."""
    for model in (Settings, Documents, Copies, Passages, Vectors):
        pw.SchemaManager(model, database).create_all()
