# Woodshed. `make help` lists what can be asked for; nothing but Python 3.11+ and make is needed.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON := .venv/bin/python
PORT ?= 8000
export PORT

ifdef ONLY
export ONLY
endif
ifdef WOODSHED_HOME
export WOODSHED_HOME
endif

COMPILE = pip compile -q --upgrade --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" \
	--no-emit-index-url --no-emit-find-links
SETUP = python=$$(tools/find-python) && "$$python" tools/setup.py

.PHONY: help run dev test lint fmt migrate demo bench soak train image-test previous clean setup lock

help: ## What can be asked for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  make run PORT=8000 WOODSHED_HOME=folder   on another port, with another data folder (dev too)"

run: ## Set up, build, migrate and start everything; Ctrl-C stops it all
	@$(SETUP) && exec $(PYTHON) -m practice_app.run

dev: ## The same while you work on it: changed Python, JSX and CSS are there a moment later
	@$(SETUP) --dev && exec $(PYTHON) -m practice_app.run dev

test: ## Everything that must be true: lint, types, tests, browser tests; ONLY=… a path or words: those tests alone
	@$(SETUP) --dev && exec $(PYTHON) tools/check.py

lint: ## Style, layers and types only
	@$(SETUP) --dev && exec $(PYTHON) tools/check.py style layers types

fmt: ## Put the code into its usual form
	@$(SETUP) --dev && $(PYTHON) -m ruff check -q --fix --select I . && $(PYTHON) -m ruff format . && \
	PATH="$(CURDIR)/build/bin:$$PATH" exec tools/node_modules/.bin/biome format --write .

migrate: ## Bring the tables of DATABASE_URL (or of the data folder) up to date
	@$(SETUP) && exec $(PYTHON) -m practice_app.run migrate

demo: ## Fill the running Woodshed with a believable year of a student, a teacher and a class
	@$(SETUP) && exec $(PYTHON) -m practice_app.run with $(PYTHON) -m practice_app.demo

bench: ## Measure speed and size; results go to docs/performance.md
	@$(SETUP) --dev && exec $(PYTHON) -m benchmarks

train: ## Make the recordings that the recogniser learns from and fit its model anew; docs/analysis.md says what that needs
	@$(SETUP) --dev && OPENBLAS_NUM_THREADS=1 exec $(PYTHON) -m benchmarks.training

soak: ## Long proofs that nothing practised is lost; results go to docs/reliability.md
	@$(SETUP) --dev && $(PYTHON) -m benchmarks.soak.coldstart && $(PYTHON) -m benchmarks.soak.reloads && \
	$(PYTHON) -m benchmarks.soak.faults && $(PYTHON) -m benchmarks.soak.kills && exec $(PYTHON) -m benchmarks.soak.cluster

image-test: ## Build the container images and drive them (root, Linux, buildah, podman, runc); says so where it can't
	@$(SETUP) --dev && exec $(PYTHON) tools/images.py

previous: ## Run the tests of the release before on the tables of this one, as both are at work during an update
	@$(SETUP) --dev && exec $(PYTHON) tools/previous

clean: ## Remove what was installed and built; data stays
	@rm -rf .venv build .web .states tools/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup: ## Prepare .venv and the tools, and nothing else
	@$(SETUP) --dev

lock: ## Pin the newest versions that pyproject.toml allows, by name, version and content
	@$(SETUP) --dev && $(PYTHON) -m uv $(COMPILE) pyproject.toml -o requirements.txt
	@$(PYTHON) -m uv $(COMPILE) pyproject.toml --extra dev --extra sentry --extra otel -c requirements.txt \
		-o requirements-dev.txt
	@$(PYTHON) -m uv $(COMPILE) tools/pip.in -o tools/pip.txt
	@for image in web worker; do $(PYTHON) -m uv $(COMPILE) pyproject.toml --excludes deploy/images/$$image.without.txt \
		-c requirements.txt -o deploy/images/$$image.txt || exit 1; done
	@# Only what the extras bring along: it goes beside what is there, in .venv and in either image (web has no requests).
	@sed -n 's/^\([A-Za-z0-9._-]*\).*==.*/\1/p' requirements.txt | grep -vx 'requests\|charset-normalizer' > build/there.txt
	@$(PYTHON) -m uv $(COMPILE) pyproject.toml --extra sentry --extra otel --excludes build/there.txt \
		-c requirements-dev.txt -o requirements-observability.txt
	@$(PYTHON) -m uv $(COMPILE) deploy/images/sbom.in -o deploy/images/sbom.txt
