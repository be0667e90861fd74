# make demo: install and read the example articles.  make test: install what tests need and run them.
# Both work on a fresh machine with Python 3.11 or newer; PYTHON=python3.12 chooses another one.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
VENV ?= .venv
BIN := $(VENV)/bin
# Not shared out over the cores: schemathesis gives the tests of all operations one name, and of those of one name only one would be run.
ALONE := tests/desk/test_schema.py

.PHONY: demo test lint clean

demo: $(VENV)/installed
	$(BIN)/dragoman read examples

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest --cov --cov-report= --cov-fail-under=0 $(ALONE)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --cov --cov-append --cov-report=term:skip-covered $(ALONE:%=--ignore=%)

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "dragoman needs Python 3.11 or newer; install one, or name it: make demo PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
