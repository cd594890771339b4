# Every way to run Footnote from a checkout. Needs python3 (3.11 or newer, with venv and pip) and make, nothing else.

.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
LIMIT_MB := 800

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCKED := $(PIP) install --quiet --no-deps --require-hashes --requirement
# A stamp is named after what it stands for: change a lock or pyproject.toml and the name changes, so the step runs again.
HASH := $(PYTHON) -c 'import hashlib, pathlib, sys; print(hashlib.sha256(b"".join(pathlib.Path(p).read_bytes() for p in sys.argv[1:])).hexdigest()[:16])'
RUNTIME := $(VENV)/.runtime-$(shell $(HASH) requirements.lock pyproject.toml)
DEV := $(VENV)/.dev-$(shell $(HASH) requirements-dev.lock)
MODEL := $(VENV)/.model-$(notdir $(RUNTIME))

.PHONY: help setup chat test test-slow lint smoke bench size lock clean

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
