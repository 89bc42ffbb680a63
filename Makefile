# Two commands do all: `make` renders the sample report, `make test` runs the checks; `make help` lists the rest.
# On Windows without make, README.md gives the same steps.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
UV := $(shell command -v uv 2>/dev/null)

.PHONY: html test browser lab bench lock clean help

html: .venv/ready  ## render every report in data/reports into html/ (default)
	$(BIN)/workreport render data/reports

test: .venv/ready-to-test  ## lint and run all tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python -m pytest

browser: .venv/ready-to-test .venv/node_modules/axe-core/axe.min.js  ## check the pages in headless Chromium, with axe-core
	AXE=.venv/node_modules/axe-core/axe.min.js $(BIN)/python -m pytest -s tests/browser_checks.py

lab: .venv/ready  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

bench: .venv/ready-to-test  ## print speeds as ratios, sizes and scores
	$(BIN)/python tests/bench.py

lock: .venv/ready  ## write both requirements files anew from pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header pyproject.toml -o .venv/user.txt
	uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header --extra corpus --extra dev -c .venv/user.txt pyproject.toml -o .venv/all.txt
	{ cat .venv/user.txt; echo "-e ."; } > requirements.txt
	{ echo "-r ../requirements.txt"; grep -vxFf .venv/user.txt .venv/all.txt; } > tests/requirements.txt

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

ifneq ($(UV),)
define install
	@echo "Installing $(1) into .venv with uv (about 10 seconds) ..."
	@test -d .venv || uv venv --quiet --python $(PYTHON) .venv
	uv pip install --python $(BIN)/python -r $(1)
endef
else
define install
	@echo "Installing $(1) into .venv with pip (one to two minutes) ..."
	@test -d .venv || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip  # uv made it, and is gone
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on -r $(1)
endef
endif
