# Two commands do all: `make` renders the sample report, `make test` runs the checks; `make help` lists the rest.
# On Windows without make, README.md gives the same steps.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
UV := $(shell command -v uv 2>/dev/null)

.PHONY: html test browser lab bench fuzz mutants audit sbom lock clean help

html: .venv/ready  ## render every report in data/reports into html/ (default)
	$(BIN)/workreport render data/reports

test: .venv/ready-to-test  ## lint, check types and run all tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile

browser: .venv/ready-to-test .venv/node_modules/axe-core/axe.min.js  ## check the pages in headless Chromium, with axe-core
	AXE=.venv/node_modules/axe-core/axe.min.js $(BIN)/python -m pytest -s tests/browser_checks.py

lab: .venv/ready  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

bench: .venv/ready-to-test  ## print speeds as ratios, sizes and scores
	$(BIN)/python tests/bench.py

fuzz: .venv/ready-to-test  ## try the functions on 100,000 texts in all, the readers on 100,000 damaged files (hours)
	WORKREPORT_EXAMPLES=$(or $(EXAMPLES),7000) WORKREPORT_FUZZ=$(or $(FILES),10000) $(BIN)/python -m pytest -s tests/test_any_text.py tests/test_reading_fuzz.py

mutants: .venv/ready-to-test  ## change the code in small ways and see that the tests notice
	$(BIN)/python tests/mutants.py

audit: .venv/ready  ## look for known faults in the pinned libraries, where the package registry tells of them
	$(BIN)/python -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet pip-audit==2.10.1
	.venv/audit/bin/pip-audit --require-hashes --disable-pip -r requirements.txt

sbom: .venv/ready  ## write sbom.json, the bill of all libraries that a user installs (CycloneDX)
	$(BIN)/python -m venv .venv/sbom
	.venv/sbom/bin/python -m pip install --quiet cyclonedx-bom==7.5.0
	.venv/sbom/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible -o .venv/sbom.json requirements.txt
	@echo ".venv/sbom.json"

lock: .venv/ready  ## write both requirements files anew from pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra dev -c requirements.txt pyproject.toml -o tests/requirements.txt

clean:  ## remove the environment and all rendered pages
	rm -rf .venv html

help:  ## list these targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 8

.venv/ready: requirements.txt pyproject.toml
	$(call install,requirements.txt)
	@touch $@

.venv/ready-to-test: .venv/ready tests/requirements.txt
	$(call install,tests/requirements.txt)
	@touch $@

.venv/node_modules/axe-core/axe.min.js: .venv/ready
	npm install --silent --no-save --prefix .venv axe-core@4.14.1

# Libraries come by their hashes; the project itself stands in this folder and has none.
ifneq ($(UV),)
define install
	@echo "Installing $(1) into .venv with uv (about 10 seconds) ..."
	@test -d .venv || uv venv --quiet --python $(PYTHON) .venv
	uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1)
	uv pip install --quiet --python $(BIN)/python --no-deps -e .
endef
else
define install
	@echo "Installing $(1) into .venv with pip (one to two minutes) ..."
	@test -d .venv || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip  # uv made it, and is gone
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --require-hashes -r $(1)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps -e .
endef
endif
