# One word for each thing a newcomer does. `make` alone lists them.
# Needs Python 3.11+, make and git; everything else is made here, in .venv.

.DEFAULT_GOAL := help
.PHONY: help install dev demo test check bench pins docs messages openapi screenshots clean
.NOTPARALLEL:

# Chinese file contents must read the same under an empty environment.
export PYTHONUTF8 := 1

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$python >/dev/null 2>&1 \
	&& $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
ifeq ($(strip $(PYTHON)),)
$(error Python 3.11 or newer is needed and was not found. Install it, or name it: make PYTHON=/path/to/python3.11)
endif

VENV_PYTHON := .venv/bin/python

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r word what; do printf '  make %-12s %s\n' "$$word" "$$what"; done

install: ## .venv with the pinned libraries and the yichuang command
	@$(PYTHON) scripts/install.py

dev: ## the same, plus what the checks need
	@$(PYTHON) scripts/install.py --dev

demo: install ## a hall with people and a few days of life (RESET=1 starts over, PORT=8000)
	@.venv/bin/yichuang demo $(if $(RESET),--reset) $(if $(PORT),--port $(PORT))

test: dev ## everything CI runs, on SQLite and on PostgreSQL, browser included
	@$(VENV_PYTHON) scripts/check.py

check: dev ## the quick half: format, lint, types, imports, words, migrations
	@$(VENV_PYTHON) scripts/check.py --static

bench: dev ## throughput and latency against plain SQL; figures for docs/performance.md
	@$(VENV_PYTHON) -m bench $(ARGS)

pins: dev ## requirements*.txt from requirements*.in, with hashes (UPGRADE=1)
	@$(VENV_PYTHON) scripts/pins.py $(if $(UPGRADE),--upgrade)

docs: dev ## draw docs/floorplan.md, docs/rules/*.md and the OpenAPI snapshot
	@$(VENV_PYTHON) scripts/floorplan.py
	@$(VENV_PYTHON) scripts/lifecycle.py
	@$(VENV_PYTHON) scripts/papers.py
	@$(VENV_PYTHON) scripts/openapi.py

openapi: dev ## write docs/api/openapi.json
	@$(VENV_PYTHON) scripts/openapi.py

messages: dev ## collect every room's sentences into its catalogue and compile
	@$(VENV_PYTHON) scripts/messages.py update
	@$(VENV_PYTHON) scripts/messages.py compile

screenshots: dev ## pictures of every page, phone and desktop, into test-results/screens
	@$(VENV_PYTHON) scripts/check.py --screens

clean: ## remove what was made, except the data of the demo hall
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results static-root
