# Every target sets up what it needs: only Python 3.11 or later and make must be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The tests start many processes: without what is compiled, each of them compiles the whole package.
unexport PYTHONDONTWRITEBYTECODE

BROWSER := No chromium is here, and it could not be installed (on Debian, as root: apt-get install chromium).

.PHONY: help setup reproduce browser test test-slow test-oldest lint bench lab docs lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(READY) ## make the environment, from the lock file

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; name it with: make PYTHON=/path/to/python3.11")'
	@echo "Setting up $(VENV) (once; a few minutes) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

reproduce: $(READY) ## audit, notebooks, tables and figures, and a manifest of them
	$(BIN)/python -m tools.reproduce

browser: ## install what opens the reviewer's page in the tests, where it is missing
	@command -v chromium > /dev/null \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null && echo "Installing chromium ..." \
			&& apt-get update -qq && apt-get install -y -qq chromium > /dev/null; } \
		|| echo "$(BROWSER) The browser tests are skipped."

test: lint browser ## the everyday tests
	$(BIN)/python -m pytest -W error -m "not slow" -n auto --dist worksteal

test-slow: $(READY) browser ## wheels, fresh environments, long comparisons
	$(BIN)/python -m pytest -m slow -n auto --dist loadfile

lint: $(READY) ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY) ## speed, and what is noticed, beside other packages; what is read right (DOCUMENTS=folder)
	@$(PIP) install --require-hashes --requirement requirements-bench.lock
	$(BIN)/python tests/benchmarks/bench_printed.py
	$(BIN)/python tests/benchmarks/bench_start.py
	$(BIN)/python tests/benchmarks/bench_rows.py
	$(BIN)/python tests/benchmarks/bench_reconstruct.py
	$(BIN)/python tests/benchmarks/bench_problems.py $(if $(DOCUMENTS),--documents "$(DOCUMENTS)")
	$(BIN)/python tests/benchmarks/bench_readers.py $(if $(DOCUMENTS),--documents "$(DOCUMENTS)")

lab: $(READY) ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir notebooks

docs: $(READY) ## write the generated parts: data/README.md, the count of results in README.md
	$(BIN)/python -m tools.dictionary

lock: ## resolve the lock files anew, with uv
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra lab --extra readers --group dev --output-file requirements.lock pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group bench --output-file requirements-bench.lock

clean: ## remove the environment and everything generated
	rm -rf $(VENV) build dist data/derived .mypy_cache .ruff_cache .pytest_cache .hypothesis
