# Meridian's commands; `make help` lists them. Everything is installed below this folder.
SHELL := /bin/bash
PYTHON ?= python3.11
UV := .uv/bin/uv
APP := .venv/bin/python
RASA := .venv-rasa/bin/python
# A folder of wheels that pip is told of serves uv too, so a CPU build of torch that lies there is taken.
export UV_FIND_LINKS ?= $(PIP_FIND_LINKS)
# "cpu" takes torch's CPU build from its own index on machines with the open internet; see README.md.
TORCH_BACKEND ?=
# A file's tests stay together, since they share what is slow to make.
ON_TWO_CORES := --numprocesses 2 --dist loadfile
# As the assistant's own processes calculate: threads that share cores with others mostly wait for each other.
ONE_THREAD := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
PYTEST := $(ONE_THREAD) $(APP) -m pytest
SYNC = $(UV) pip sync --compile-bytecode $(if $(TORCH_BACKEND),--torch-backend=$(TORCH_BACKEND))

.DEFAULT_GOAL := help
.PHONY: help install run run-whatsapp-demo test test-fast prove train evaluate evaluate-when evaluate-red-flags check lint bench lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

install: .venv/installed .venv-rasa/installed ## install both environments

run: .venv/installed .venv-rasa/installed ## start the assistant and print its address
	@$(APP) -m bot up

run-whatsapp-demo: .venv/installed .venv-rasa/installed ## write to the assistant as a WhatsApp user, without Meta
	@$(APP) -m tests.whatsapp.demo $(if $(PHONE),--phone $(PHONE))

test: .venv/installed .venv-rasa/installed ## train if need be and run all tests
	@$(APP) -m bot train --if-needed
	@echo "Testing what runs inside Rasa ..."
	@$(ONE_THREAD) $(RASA) -W ignore -m pytest tests/inside_rasa
	@echo "Testing what starts no processes, on two cores ..."
	@$(PYTEST) --ignore tests/system $(ON_TWO_CORES)
	@echo "Testing the assistant as it runs ..."
	@$(PYTEST) -m "not proof" tests/system

prove: .venv/installed .venv-rasa/installed ## run the tests that kill processes among crowds, which take minutes
	@$(APP) -m bot train --if-needed
	@$(PYTEST) -m proof

test-fast: .venv/installed ## run only the tests that start no processes
	@$(PYTEST) --ignore tests/system $(ON_TWO_CORES)

train: .venv/installed .venv-rasa/installed ## train the assistant from the data
	@$(APP) -m bot train

evaluate: .venv/installed ## score the held-out questions against the running assistant
	@$(APP) -m bot evaluate $(if $(QUESTIONS),--questions $(QUESTIONS))

evaluate-when: .venv/installed ## score the held-out days and times against the running assistant
	@$(APP) -m bot evaluate-when

evaluate-red-flags: .venv/installed ## score the held-out red flags with the trained detector
	@$(APP) -m bot evaluate-red-flags

check: .venv/installed ## check every file that staff edit
	@$(APP) -m bot check

lint: .venv/installed ## formatting, style, types and import rules
	$(APP) -m ruff format --check .
	$(APP) -m ruff check .
	$(APP) -m mypy
	.venv/bin/lint-imports

bench: .venv/installed .venv-rasa/installed ## measure beside Rasa's own default pipeline
	@$(APP) -m benchmarks

lock: $(UV) ## compile requirements/*.in into exact pins
	$(UV) pip compile -q --no-header --no-annotate requirements/rasa.in -o requirements/rasa.txt
	$(UV) pip compile -q --no-header --no-annotate requirements/dev.in -o requirements/dev.txt
	$(UV) pip compile -q --no-header --no-annotate requirements/app.in -c requirements/dev.txt -o requirements/app.txt
	sed -i -E 's/^(torch==[0-9.]+)\+cpu/\1/' requirements/*.txt

clean: ## remove what was installed and trained
	rm -rf .uv .venv .venv-rasa var

$(UV):
	@echo "Installing uv ..."
	@$(PYTHON) -m venv .uv
	@.uv/bin/pip install --quiet --disable-pip-version-check uv

.venv/installed: requirements/dev.txt pyproject.toml | $(UV)
	@echo "Installing the application's environment ..."
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	@$(SYNC) --python .venv requirements/dev.txt
	@touch $@

.venv-rasa/installed: requirements/rasa.txt pyproject.toml | $(UV)
	@echo "Installing Rasa's environment ..."
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv-rasa
	@$(SYNC) --python .venv-rasa requirements/rasa.txt
	@touch $@
