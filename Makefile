# Two commands for newcomers: `make demo` and `make test`.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
JOBS   ?= auto

.PHONY: help demo test format lint types imports unit node docs verify bench bench-peers fuzz fuzz-properties lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/run: pyproject.toml src/ringfence/version.py
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ringfence needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@# An editable install compiles nothing, and where PYTHONDONTWRITEBYTECODE is set no run would.
	@$(BIN)/python -m compileall -q -j 0 src/ringfence
	@touch $@

$(VENV)/dev: $(VENV)/run requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/run ## install, then scan the retail example
	@echo '$$ ringfence scan examples/retail/leaky'
	@$(BIN)/ringfence scan examples/retail/leaky || [ $$? -eq 1 ]
	@echo
	@echo '$$ ringfence scan examples/retail/sealed'
	@$(BIN)/ringfence scan examples/retail/sealed

test: format lint types imports unit docs ## everything that CI runs

format: $(VENV)/dev
	$(BIN)/ruff format --check --quiet .

lint: $(VENV)/dev
	$(BIN)/ruff check --quiet .

types: $(VENV)/dev
	$(BIN)/mypy

imports: $(VENV)/dev
	$(BIN)/lint-imports --no-cache --quiet 2>/dev/null || $(BIN)/lint-imports --no-cache

unit: $(VENV)/dev node
	$(BIN)/python -m pytest -n $(JOBS)

# The SARIF schema comes in an npm package; without npm its test says loudly that it did not run.
SARIF := tests/node/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json
export RINGFENCE_SARIF_SCHEMA ?= $(if $(wildcard $(SARIF)),$(abspath $(SARIF)),$(if $(shell command -v npm),$(abspath $(SARIF))))

node:
	@if command -v npm >/dev/null; then test -f $(SARIF) || npm ci --silent --no-audit --no-fund --prefix tests/node; \
	else echo 'npm is missing: the SARIF schema test will not run' >&2; fi

docs: $(VENV)/dev
	$(BIN)/mkdocs build --strict --quiet

verify: $(VENV)/dev ## the long runs: large random tests, public corpora (RINGFENCE_CORPUS=DIR)
	HYPOTHESIS_PROFILE=verify $(BIN)/python -m pytest -n $(JOBS) --timeout 3600
	$(BIN)/python -m bench.corpus
	$(BIN)/python -m bench.pairs

bench: $(VENV)/dev ## wall, CPU, memory and growth on generated estates
	$(BIN)/python -m bench.run

bench-peers: $(VENV)/dev ## the same estates through Checkov and Trivy, each in its own environment
	$(BIN)/python -m bench.peers

# atheris has wheels for some platforms only: without it the targets do not run, and that is said.
$(VENV)/fuzz: $(VENV)/dev requirements/fuzz.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt \
	|| echo 'DID NOT RUN: atheris cannot be installed on this machine' >&2
	@touch $@

fuzz: $(VENV)/fuzz ## every parser on mutated input for FUZZ_SECONDS each (default 600)
	$(BIN)/python -m fuzz

fuzz-properties: $(VENV)/dev ## the random tests of `make test`, 200,000 examples each
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n $(JOBS) -k "fuzz or never_crash" --timeout 7200

LOCK := uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --quiet
lock: ## refresh requirements/*.txt
	$(LOCK) requirements/dev.in -o requirements/dev.txt
	$(LOCK) requirements/fuzz.in -o requirements/fuzz.txt

clean: ## remove what the commands above made
	rm -rf $(VENV) site .mypy_cache .ruff_cache .hypothesis bench/out
