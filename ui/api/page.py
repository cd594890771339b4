"""The page that describes the API, made from its OpenAPI description. One file, no script, nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; } h2 code { font-size: 1.1rem; }
code { font-family: ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8885; }
"""

Schema = dict[str, Any]


def description_page(api: Schema) -> str:
    """HTML of an OpenAPI description: every operation, and every type that goes in or comes out."""
    info = api["info"]
    operations = "".join(_operations(api["paths"]))
    types = "".join(_type(name, schema) for name, schema in _described(api))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(info["title"])} API</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{escape(info['title'])} API</h1><p>{escape(info.get('description', ''))}</p>"
        '<p>For programs: <a href="/openapi.json">openapi.json</a>. Where a key is set, send it as '
        "<code>Authorization: Bearer KEY</code> to everything below <code>/v1</code>.</p>"
        f"{operations}<h1>Types</h1>{types}</main></body></html>"
    )


def _operations(paths: Schema) -> Iterator[str]:
    for path, methods in paths.items():
        for method, operation in methods.items():
            yield f"<h2><code>{method.upper()} {escape(path)}</code></h2>"
            yield f"<p>{escape(operation.get('description', operation.get('summary', '')))}</p>"
            rows = [("sends", operation["requestBody"])] if "requestBody" in operation else []
            rows += [(code, response) for code, response in operation["responses"].items() if code != "422"]
            yield _table(("", "Type", ""), [(name, _body(body), body.get("description", "")) for name, body in rows])


def _body(body: Schema) -> str:
    return ", ".join(_kind(content.get("schema", {})) for content in body.get("content", {}).values())


def _described(api: Schema) -> Iterator[tuple[str, Schema]]:
    for name, schema in api.get("components", {}).get("schemas", {}).items():
        if "ValidationError" not in name:  # Errors have OpenAI's form instead.
            yield name, schema


def _type(name: str, schema: Schema) -> str:
    needed = schema.get("required", [])
    fields = [
        (field, _kind(of) + ("" if field in needed else ", optional"), of.get("description", ""))
        for field, of in schema.get("properties", {}).items()
    ]
    table = _table(("Field", "Type", ""), fields) if fields else f"<p>{escape(_kind(schema))}</p>"
    return (
        f'<h2 id="{escape(name)}"><code>{escape(name)}</code></h2><p>{escape(schema.get("description", ""))}</p>{table}'
    )


def _kind(schema: Schema) -> str:
    """A type in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(_kind(option) for option in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return " or ".join(repr(value) for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {})) or 'anything'}"
    return str(schema.get("type", ""))


def _table(heading: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in heading)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
