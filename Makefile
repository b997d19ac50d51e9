# Two commands do everything: `make run` opens the portal, `make test` runs every test.
.POSIX:
.SUFFIXES:
.DELETE_ON_ERROR:
.PHONY: help run test check fix bench spark requirements messages catalogues browser clean

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
# Two at a time: what a small machine has. More: make test WORKERS=8
WORKERS ?= 2
# Passed on: make run ARGS="--port 8001 --sources ../papers"
ARGS   ?=

PIP     := $(BIN)/python -m pip --disable-pip-version-check install --quiet
COMPILE := CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/python -m piptools compile --quiet --generate-hashes \
           --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options
PO      := $(shell find src -name '*.po' 2>/dev/null)

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{printf "%-22s%s\n", $$1, $$2}'

run: $(VENV)/base.stamp $(VENV)/catalogues.stamp ## open the portal at http://127.0.0.1:8000
	@$(BIN)/technopole serve $(ARGS)

test: $(VENV)/test.stamp $(VENV)/catalogues.stamp browser ## run every check and every test, with PostgreSQL and a real browser
	@passed=true; $(MAKE) --no-print-directory check || passed=false; \
	echo "pytest"; $(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term $(ARGS) && $$passed

check: $(VENV)/test.stamp ## look at the code without running it: ruff, types, import contracts
	@failed=; \
	for check in "ruff check" "ruff format --check" "mypy" "lint-imports --no-logo"; do \
	    echo "$$check"; $(BIN)/$$check || failed="$$failed, $$check"; \
	done; \
	test -z "$$failed" || { echo "Failed: $${failed#, }"; exit 1; }

fix: $(VENV)/test.stamp ## let ruff mend and format what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/test.stamp $(VENV)/catalogues.stamp ## measure, each thing beside its peer
	@if test -f bench/__main__.py; then $(BIN)/python -m bench $(ARGS); else echo "No benchmark is written yet."; fi

spark: $(VENV)/spark.stamp ## try the rules on Spark with two executors; needs Java, takes minutes
	@$(BIN)/python -m pytest tests/spark $(ARGS)

requirements: $(VENV)/test.stamp ## pin everything again, with hashes, from pyproject.toml
	$(COMPILE) --upgrade --build-deps-for=editable --extra=tables --extra=proofs --extra=papers --output-file=requirements/base.txt pyproject.toml
	$(COMPILE) --upgrade --build-deps-for=editable --extra=tables --extra=proofs --extra=papers --extra=test --constraint=requirements/base.txt \
	    --output-file=requirements/test.txt pyproject.toml
	$(COMPILE) --upgrade --build-deps-for=editable --extra=tables --extra=proofs --extra=papers --extra=test --extra=spark --constraint=requirements/test.txt \
	    --output-file=requirements/spark.txt pyproject.toml

messages: $(VENV)/base.stamp ## bring the catalogue up to date with what the site says; name what is not translated
	@$(BIN)/python scripts/extract_messages.py

catalogues: $(VENV)/catalogues.stamp ## compile the translations

browser: ## install Chromium and a Chinese font where this user may
	@sh scripts/install-browser.sh

clean: ## remove what was installed and built here, never your data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage htmlcov dist

# The stamps make a second `make run` start at once.
$(VENV)/pip.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Technopole needs Python 3.11 or newer; this is %d.%d. Say which: make PYTHON=/path/to/python3.11" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/base.stamp: $(VENV)/pip.stamp requirements/base.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/base.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/base.stamp requirements/test.txt
	$(PIP) --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/spark.stamp: $(VENV)/test.stamp requirements/spark.txt
	$(PIP) --require-hashes -r requirements/spark.txt
	@touch $@

$(VENV)/catalogues.stamp: $(VENV)/base.stamp $(PO)
	@$(BIN)/python scripts/compile_catalogues.py
	@touch $@
