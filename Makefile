# Waymark. `make run` and `make test` need Python 3.11+, git, make and a package index; nothing else.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
PYTHON ?= python3
PY := .venv/bin/python
DB ?= sqlite

help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | sort

env: .venv/locked ## the environment in .venv/ and nothing else

.venv/locked: uv.lock pyproject.toml bin/environment
	@PYTHON=$(PYTHON) bin/environment

run: env ## the demo portal on http://127.0.0.1:8000, or the PORT= you choose; PHASE= moves its cohort
	@DEBUG=1 $(PY) manage.py demo --serve --port $(PORT) $(if $(PHASE),--phase $(PHASE))

test: env browser ## the whole suite on SQLite, or on PostgreSQL with DB=postgres and DATABASE_URL
	@bin/test $(DB)

browser: ## a Chromium for the browser tests
	@bin/browser

lint: env ## everything CI refuses for style, types, imports and schema
	@bin/lint

proof: env browser ## exhaustive sweeps too long for CI
	@$(PY) -m pytest -m proof

bench: env ## what pages, matchings and meetings cost, as ratios that travel; writes bench/results.json
	@$(PY) -m bench.pages
	@$(PY) -m bench.matching
	@$(PY) -m bench.meetings
	@$(PY) -m bench.feeds
	@$(PY) -m bench.growth
	@$(PY) -m bench.journeys

.PHONY: help env run test browser lint proof bench
