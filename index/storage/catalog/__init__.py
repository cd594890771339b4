"""The SQL catalog: the truth about documents, their canonical text, their passages and their vectors.

The only folder that imports peewee. `tables` and `rows` say what is stored, `database` how it is reached, `catalog`
what can be asked and changed.
"""

from index.storage.catalog.catalog import Catalog
from index.storage.catalog.damage import damaged
from index.storage.catalog.rows import Entry, StoredPassage

__all__ = ["Catalog", "Entry", "StoredPassage", "damaged"]
