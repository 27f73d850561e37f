# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Everything happens in build/: a Python environment, collections, clusters. `make clean` removes it.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := build/venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run-$(shell cat tests/requirements-run.txt | cksum | cut -d' ' -f1)
CHECK := $(VENV)/.check-$(shell cat tests/requirements-run.txt tests/requirements-test.txt | cksum | cut -d' ' -f1)
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help demo test soak unit integration interop sanity lint types format venv testbed testbed-down clean

help:  ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 22

demo: $(RUN)  ## watch a chart's whole life on a local control plane (another cluster: DEMO_KUBECONFIG=FILE)
	@$(BIN)/python examples/run_demo.py

test: $(CHECK)  ## run all tests: unit, golden, integration, sanity, lint, types
	@$(PYTEST) -n 2 --dist worksteal tests

soak: $(CHECK)  ## run all tests with their full counts, then the playbooks with each supported ansible-core
	@$(PYTEST) -n 2 --dist worksteal --soak tests
	@$(BIN)/python tests/version_matrix.py

unit: $(CHECK)  ## run the tests that need no cluster
	@$(PYTEST) tests/unit

integration: $(CHECK)  ## run the playbooks of tests/integration on the test bed
	@$(PYTEST) tests/integration

interop: $(CHECK)  ## compare releases with the helm command's (more charts: CHARTWRIGHT_PUBLIC_CHARTS=DIR:DIR=VALUES)
	@$(PYTEST) tests/interop

sanity: $(CHECK)  ## run ansible-test sanity
	@$(PYTEST) tests/rules/test_sanity.py

lint: $(CHECK)  ## check style, layers, payloads, YAML and the changelog
	@$(PYTEST) tests/rules/test_lint.py tests/rules/test_layers.py tests/rules/test_payload.py tests/rules/test_metadata.py

types: $(CHECK)  ## check types
	@$(PYTEST) tests/rules/test_types.py

format: $(CHECK)  ## let ruff mend what it can
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

testbed: $(RUN)  ## start a real control plane in build/testbed
	@$(BIN)/python tests/testbed up

testbed-down: $(RUN)  ## stop it
	@$(BIN)/python tests/testbed down

venv: $(RUN)

$(VENV)/bin/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, as python3 or by PYTHON=..." >&2; exit 1; }
	@echo "Making a Python environment in $(VENV)" >&2
	@mkdir -p build
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make environments:" \
		"install its venv module (Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 1; }

$(RUN): | $(VENV)/bin/pip
	@echo "Installing ansible-core and what playbooks need into $(VENV) (about half a minute)" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check -r tests/requirements-run.txt
	@rm -f $(VENV)/.run-*
	@touch $@

$(CHECK): $(RUN)
	@echo "Installing what the tests need into $(VENV) (about half a minute)" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check -r tests/requirements-test.txt
	@rm -f $(VENV)/.check-*
	@touch $@

clean:  ## stop what runs in build/ and remove it
	@if test -x $(BIN)/python; then for d in build/testbed build/demo/cluster build/tests/*; do \
		test ! -d $$d || $(BIN)/python tests/testbed down --dir $$d; done; fi
	@rm -rf build .tree .pytest_cache .mypy_cache .ruff_cache .hypothesis
