# The only task runner. `make demo` and `make test` need Python 3.11 or later and nothing else.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Build with the setuptools that requirements.lock pins, not with one fetched on the way.
INSTALL_SELF := PYTHONWARNINGS=ignore $(PIP) install --quiet --no-deps --no-build-isolation --editable .

# Workers wait for databases at times. Each keeps to files as long as it can: a list read or an
# index built for one test is there for the next.
TESTS = $(BIN)/pytest -n $(or $(WORKERS),4) --dist worksteal $(PYTEST)
# What is compiled once must stay so: four workers and every command they start read it again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo serve worker test check bench fuzz openapi lock clean

help:  ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: .venv/.service  ## vet the example vendors and explain each result
	@$(BIN)/vetting demo

serve: .venv/.service  ## serve the REST API on http://127.0.0.1:8000
	@$(BIN)/vetting migrate --quiet
	@$(BIN)/vetting serve

worker: .venv/.service  ## run the jobs: refresh lists, vet what has no run yet
	@$(BIN)/vetting worker

test: .venv/.tests  ## run all tests, on SQLite and on PostgreSQL
	$(TESTS)

check: .venv/.tests  ## everything a change must pass
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(TESTS)

bench: .venv/.tests  ## measure speed and recall
	$(BIN)/pytest tests/bench -o python_files='bench_*.py' -s -p no:randomly $(PYTEST)

fuzz: .venv/.tests  ## damage the list files at random, SECONDS a parser
	$(BIN)/python -m tests.bench.fuzz_lists $(or $(SECONDS),30)

openapi: .venv/.service  ## export the contract to openapi/v1.json
	$(BIN)/vetting openapi openapi/v1.json

lock: .venv/.tests  ## resolve the dependencies again into requirements.lock
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --extra test --strip-extras --allow-unsafe \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--output-file requirements.lock pyproject.toml

clean:  ## remove the environment, and nothing that was recorded
	rm -rf .venv build *.egg-info

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or later, or name one: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "making the environment in .venv"
	@$(PYTHON) -m venv .venv

# What runs the service: only that part of the lock, so that a first demo fetches little.
.venv/.service: requirements.lock pyproject.toml .ci/runtime_lock.py | .venv/bin/python
	@echo "installing the service"
	@$(BIN)/python .ci/runtime_lock.py > .venv/runtime.lock
	@$(PIP) install --quiet --require-hashes --requirement .venv/runtime.lock
	@$(INSTALL_SELF)
	@echo "compiling the matcher, once"
	@$(BIN)/python -m screening.matching.warm
	@touch $@

.venv/.tests: .venv/.service
	@echo "installing what the tests need"
	@$(PIP) install --quiet --require-hashes --requirement requirements.lock
	@touch $@
