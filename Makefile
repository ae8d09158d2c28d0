# Needs Python 3.11 and make, nothing else. `make run` shows the worked case, `make test` checks everything.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

FRONTEND := src/pactwatch/web/frontend
BOARD := src/pactwatch/web/static/board.js

.PHONY: run test lint quality bench docs screenshots setup clean

setup: $(READY) $(BOARD)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "pactwatch needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

# The board's scripts and styles, with Node from PyPI.
$(BOARD): $(READY) $(wildcard $(FRONTEND)/*.ts $(FRONTEND)/*.css $(FRONTEND)/package-lock.json) src/pactwatch/briefs/templates/status.css tools/frontend.py
	$(BIN)/python -m tools.frontend

# The example is copied, so that the repository stays as it is. ARTICLE=path reads an article of your own as well.
CASE := build/karabakh-2020
PACTWATCH := $(BIN)/pactwatch

run: setup
	@rm -rf $(CASE) && mkdir -p build && cp -r examples/karabakh-2020 $(CASE)
	@rm -rf $(CASE)/ledger.db* $(CASE)/drafts $(CASE)/briefs
ifdef ARTICLE
	$(PACTWATCH) read "$(ARTICLE)"
endif
	$(PACTWATCH) build $(CASE)
	$(PACTWATCH) verify $(CASE)
	$(PACTWATCH) adopt $(CASE) 027-russia-answers-on-condition --by "make run" --why "a pledge with a condition"
	$(PACTWATCH) judge $(CASE) --at 2020-11-08
	$(PACTWATCH) explain $(CASE) geneva-2020-10-30/lists --at 2020-12-06 --bearer ARM
	$(PACTWATCH) brief $(CASE) --from 2020-10-30 --to 2020-12-06 --lang en
	$(PACTWATCH) brief $(CASE) --from 2020-10-30 --to 2020-12-06 --lang ar
	@echo; echo "The briefs are in build/karabakh-2020/briefs/; the .html files stand by themselves."
	@echo "A day of the war: http://127.0.0.1:8000/en/today?at=2020-11-08 (or /ar/, /ru/)"
	$(PACTWATCH) board $(CASE)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tools.frontend --check

test: lint
	$(BIN)/pytest -n auto

quality: setup
	$(BIN)/python -m tests.quality

bench: setup
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python -m benchmarks

docs: setup
	$(BIN)/python -m tools.reference

# Pictures of every page of the board, in every language, wide and narrow: build/screenshots. Needs Chromium.
screenshots: setup
	$(BIN)/python -m tools.screenshots

clean:
	rm -rf $(VENV) build dist $(FRONTEND)/node_modules src/pactwatch/web/static .pytest_cache .mypy_cache .ruff_cache .hypothesis
