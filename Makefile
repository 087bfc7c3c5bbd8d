# Two commands for people: `make run` and `make test`. Everything else is a part of them, or a longer proof.
# A machine needs git, make and Python 3.11 or newer with venv; the rest is set up here.

PYTHON ?= python3
PROVISION := $(PYTHON) .ci/provision.py
BIN := .venv/bin
RUNS ?= 3
CLIENTS ?= 1000
SIZES ?= 200,2000
N ?= 1000000
SEED ?=
KILLS ?= 100
SEEDS ?= 100
PAIRS ?= 100
ONLY ?=
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONDONTWRITEBYTECODE :=  # empty: compiled modules are kept, and a server starts in a third of the time

.PHONY: run test check generate format environment trial bench bench-page bench-phone bench-storm bench-nodes fuzz-live chaos lattice noninterference leaks schemathesis guards

run: ## Set up what is missing and serve the demo on http://127.0.0.1:8000 (PORT and DATA_DIR are respected)
	@$(PROVISION) run
	@exec concerte demo

test: environment check ## Everything: checks, front-end tests, and all suites on real PostgreSQL, Redis or Valkey, and Chromium
	npm --prefix frontend test
	$(PROVISION) with-services pytest --numprocesses 3 --dist worksteal --durations 15 -m 'not browser'
	$(PROVISION) with-services pytest --numprocesses 3 --dist loadfile --durations 15 -m browser

check: environment ## Lint, format, types on both sides, import contracts, and generated files that are up to date
	ruff check .
	ruff format --check .
	mypy
	lint-imports
	npm --prefix frontend run check
	python .ci/drift.py

generate: environment ## Write again every file that is generated from the code
	concerte generate

format: environment ## Put the Python sources into the house's form
	ruff check --fix-only .
	ruff format .

trial: environment ## The whole job on every Markdown file of a folder (make trial DATA=DIR): what was kept, what was lost
	python -m tests.trials "$(DATA)"

bench: environment ## Our live server beside Hocuspocus and pycrdt-websocket, people typing and opening (RUNS=3): ratios and targets
	$(PROVISION) live-peers
	python -m tests.benchmarks.live --runs $(RUNS)

bench-page: environment ## Our page beside one Tiptap document of the same text, in Chromium (RUNS=3, SIZES=200,2000): ratios and budgets
	$(PROVISION) page-peer
	$(PROVISION) with-services python -m tests.benchmarks.page --runs $(RUNS) --sizes $(SIZES)

fuzz-live: environment ## Damaged and made-up updates against the gate, compared with Yjs (N=1000000, SEED=…): figures, 1 when one is bad
	python -m tests.fuzz --mutants $(N) --seed "$(SEED)"

bench-phone: environment ## The phone's first screens at 400 ms, 400 kbit/s, 4x slower processor, in Chromium (RUNS=3): bytes and seconds; 1 when over
	$(PROVISION) with-services python -m tests.benchmarks.phone --runs $(RUNS)

bench-storm: environment ## HTTP beside WebSocket, a slow reader, a thousand connections that come back at once: figures (CLIENTS=1000, RUNS=3)
	python -m tests.benchmarks.storm --clients $(CLIENTS) --runs $(RUNS)

bench-nodes: environment ## One, two and three nodes on PostgreSQL and Redis: what crossing adds, how soon a revocation holds; 1 when a target is missed
	$(PROVISION) with-services python -m tests.benchmarks.nodes

chaos: environment ## Servers killed (KILLS=100) and lines cut, late, mixed up (SEEDS=100, SEED=…) while people write: figures, 1 when a word is lost
	$(PROVISION) with-services python -m tests.chaos --kills $(KILLS) --seeds $(SEEDS) --seed "$(SEED)"

lattice: N = 200000
lattice: environment ## Labels, rights and what is seen: the services against a small model of the rules (N=200000 steps)
	$(PROVISION) with-services env LATTICE_STEPS=$(N) pytest tests/policy/test_lattice.py -q -s

leaks: environment ## Canaries in everything, looked for in all that leaves, and leaks planted to be caught: figures, 1 when one is bad
	$(PROVISION) with-services python -m tests.leaks
	$(PROVISION) with-services env EVERY_ASKER=1 pytest tests/web/test_identifiers.py -q

schemathesis: CASES = 50
schemathesis: environment ## Requests made from the API's document, as every role (CASES=50 of each operation): none breaks, all answers declared
	$(PROVISION) with-services env CASES=$(CASES) pytest tests/web/test_generated_requests.py -q -s

guards: environment ## Each guard of the server taken away in turn (ONLY=part of its name): figures, 1 unless a test notices each or it is declared
	$(PROVISION) with-services python -m tests.guards --only "$(ONLY)"

noninterference: environment ## Two worlds a supplier must not tell apart, in PAIRS pairs (100): bytes compared and differences of each
	$(PROVISION) with-services env PAIRS=$(PAIRS) pytest tests/leaks/test_noninterference.py -q -s

environment:
	@$(PROVISION) tests
