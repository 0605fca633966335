"""A search index over the blind words of pages, made of what each database has:
FTS5 over an outside table in SQLite, a kept tsvector with GIN in PostgreSQL."""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE materials_pagefinder USING fts5("
    "words, content='materials_pagewords', content_rowid='page_id',"
    " tokenize='ascii', detail='none', columnsize=0)",
    "CREATE TRIGGER materials_pagewords_in AFTER INSERT ON materials_pagewords BEGIN"
    " INSERT INTO materials_pagefinder(rowid, words) VALUES (new.page_id, new.words);"
    " END",
    "CREATE TRIGGER materials_pagewords_out AFTER DELETE ON materials_pagewords BEGIN"
    " INSERT INTO materials_pagefinder(materials_pagefinder, rowid, words)"
    " VALUES ('delete', old.page_id, old.words); END",
    "CREATE TRIGGER materials_pagewords_up AFTER UPDATE ON materials_pagewords BEGIN"
    " INSERT INTO materials_pagefinder(materials_pagefinder, rowid, words)"
    " VALUES ('delete', old.page_id, old.words);"
    " INSERT INTO materials_pagefinder(rowid, words) VALUES (new.page_id, new.words);"
    " END",
)
SQLITE_BACK = (
    "DROP TRIGGER materials_pagewords_up",
    "DROP TRIGGER materials_pagewords_out",
    "DROP TRIGGER materials_pagewords_in",
    "DROP TABLE materials_pagefinder",
)
POSTGRESQL = (
    "ALTER TABLE materials_pagewords ADD COLUMN finder tsvector"
    " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED",
    "CREATE INDEX materials_pagefinder ON materials_pagewords USING gin (finder)",
)
POSTGRESQL_BACK = ("ALTER TABLE materials_pagewords DROP COLUMN finder",)

THERE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACK = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def _each(schema_editor, statements):
    for statement in statements.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement)


def make(_apps, schema_editor):
    _each(schema_editor, THERE)


def drop(_apps, schema_editor):
    _each(schema_editor, BACK)


class Migration(migrations.Migration):
    dependencies = [("materials", "0002_stacks")]
    operations = [migrations.RunPython(make, drop)]
