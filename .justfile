# The few commands that a contributor needs.

# Everything that CI checks
default: lint test

# Serve the chat
serve:
    uv run app.py

# Run the tests
test *ARGS:
    uv run pytest {{ARGS}}

# Check style, types and the arrows between the rooms
lint:
    uv run ruff check
    uv run ruff format --check
    uv run mypy
    uv run lint-imports

# Mend what can be mended by itself
fix:
    uv run ruff check --fix
    uv run ruff format

# Make the sample agreements that are typeset by a script
samples:
    uv run python -m evals.typeset
