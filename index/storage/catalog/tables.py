"""The tables of the catalog: what is stored about documents, passages and vectors, and in which version."""

from __future__ import annotations

import sqlalchemy as sa

SCHEMA_VERSION = "2"

meta = sa.MetaData()
settings = sa.Table(
    "settings", meta, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.Text, nullable=False)
)
documents = sa.Table(
    "documents",
    meta,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("state", sa.String, nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("sha256", sa.String, nullable=False),
    sa.Column("recipe", sa.String, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("pages", sa.Text, nullable=False),
    sa.Column("headings", sa.Text, nullable=False),
    sa.Column("notes", sa.Text, nullable=False),
    sa.Column("passages", sa.Integer, nullable=False),
    sa.Column("added_at", sa.String, nullable=False),
)
# Files that hold the text of a document too, beside its source: one of them takes over when that goes or changes.
copies = sa.Table(
    "copies",
    meta,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("document_id", sa.String, nullable=False, index=True),
)
passages = sa.Table(
    "passages",
    meta,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("document_id", sa.String, nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("page", sa.Integer),
    sa.Column("heading", sa.Text, nullable=False),
    sa.Column("sentences", sa.Text, nullable=False),
    sa.Column("vector_key", sa.String, nullable=False, index=True),
)
vectors = sa.Table(
    "vectors",
    meta,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("tokens", sa.LargeBinary, nullable=False),
    sa.Column("owners", sa.LargeBinary, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
