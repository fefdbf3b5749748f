"""`python -m practice_app.metrics` prints the table of docs/api.md."""

from practice_app.metrics.told import table

print(table())
