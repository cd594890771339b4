# Every way to run Footnote from a checkout. Needs python3 (3.11 or newer, with venv and pip) and make, nothing else.

.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
UV ?= uv
DOCS ?=

VENV := .venv
BIN := $(VENV)/bin
LIMIT_MB := 800

# On a terminal pip shows how far it is, for a download may take minutes; a log gets its warnings and errors only.
PIP := quiet=; [ -t 1 ] || quiet=--quiet; $(BIN)/python -B -m pip --disable-pip-version-check $$quiet
# --only-binary: building a package would download tools that no lock covers. Bytecode is compiled below instead.
LOCKED := $(PIP) install --no-compile --only-binary :all: --no-deps --require-hashes --requirement
# All bytecode except that of files which Footnote never imports: 70 MB less than pip's own choice.
COMPILE := $(BIN)/python -W ignore -m compileall -q -j 0 -x '[/\\](tests?|testing|setuptools|pip|transformers|lexers)[/\\]' $(VENV)/lib

# A stamp carries the hash of what it stands for. Change the lock or pyproject.toml, and the step runs again.
hash = $(shell cat $(1) 2>/dev/null | $(PYTHON) -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest()[:16])')
RUNTIME := $(VENV)/.runtime-$(call hash,requirements.lock pyproject.toml)
DEV := $(VENV)/.dev-$(call hash,requirements-dev.lock)
PY := $(VENV)/pyvenv.cfg

.PHONY: help setup dev chat test test-slow lint screenshot smoke bench lock clean

help: ## List the targets
	@echo "Footnote: ask your documents; every sentence of the answer carries a footnote that you can check."
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='|' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

setup: $(RUNTIME) ## Create .venv, install the locked packages, build the embedded model; skips what is done
	@$(BIN)/python -m compileall -q index rag eval ui
	@cat $(RUNTIME)

dev: $(RUNTIME) $(DEV) ## The same, and the test tools

chat: setup ## Start the chat page on the sample article, or on yours: make chat DOCS=path
	@$(BIN)/footnote chat $(if $(DOCS),--docs "$(DOCS)")

# A file's tests stay in one process, which makes its fixtures once.
test: dev ## The whole test suite, browser tests included
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

test-slow: dev ## The tests that take minutes
	$(BIN)/python -m pytest -m slow

lint: dev ## Style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

screenshot: dev ## Take the picture in docs/ again
	SCREENSHOT=1 $(BIN)/python -m pytest -q tests/test_chat_page_layout.py -k screenshot

smoke: setup ## Score the answers on the golden set
	$(BIN)/footnote eval run smoke

bench: setup ## Measure speed against references taken in the same run
	$(BIN)/footnote bench

# Needs uv. The locks hold names, versions and hashes for every platform; .ci/lock-extra.in and .ci/lock-excludes.txt
# say what is installed besides the dependencies of pyproject.toml, what is left out, and why.
COMPILE_LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --excludes .ci/lock-excludes.txt pyproject.toml .ci/lock-extra.in

lock: ## Resolve the locks again (needs uv; UPGRADE=--upgrade takes newer versions)
	$(COMPILE_LOCK) $(UPGRADE) --output-file requirements.lock
	$(COMPILE_LOCK) $(UPGRADE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## Delete .venv and caches; your library stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Footnote needs Python 3.11 or newer: make PYTHON=python3.12 setup")'
	@echo "Creating $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@find $(VENV) -name __pycache__ -prune -exec rm -rf {} +

# The size is that of a runtime install: where test tools were added before, there is nothing to compare with the limit.
$(RUNTIME): $(PY)
	@rm -f $(VENV)/.runtime-*
	@echo "Installing the locked packages (about 270 MB to download)"
	@$(LOCKED) requirements.lock
	@$(COMPILE)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@echo "Building the embedded model"
	@$(BIN)/footnote doctor
	@size=$$(du -sm $(VENV) | cut -f 1); \
	if [ -x $(BIN)/pytest ]; then echo "Installed: $$size MB, test tools included" > $@.new; \
	elif [ "$$size" -gt $(LIMIT_MB) ]; then echo "Installed: $$size MB, above the limit of $(LIMIT_MB) MB" >&2; exit 1; \
	else echo "Installed: $$size MB of $(LIMIT_MB) MB" > $@.new; fi
	@mv $@.new $@

$(DEV): $(RUNTIME)
	@rm -f $(VENV)/.dev-*
	@echo "Installing the test tools"
	@$(LOCKED) requirements-dev.lock
	@$(COMPILE)
	@touch $@
