# Everything runs in .venv, made from requirements.lock the first time and again whenever the lock changes.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test check unit bench speed performance scale reading hostile durability peers format lock package wheel-compiled pictures clean

demo: $(READY)  ## The main job on real pages over real HTTP; prints the report and what to do next
	@$(BIN)/python -m fixtures.demo

test: check unit  ## All that must hold: style, types, the house's rules, the tests

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

unit: $(READY)
	$(BIN)/python -m pytest -n auto --dist worksteal

bench: $(READY)  ## Quality of every bundle against bench/floors.json, claims gained and lost
	$(BIN)/python -m bench.quality

speed: $(READY)  ## How fast the finders and a whole check are
	$(BIN)/python -m bench.speed

performance: $(READY)  ## docs/performance.md, measured; beside others where `make peers` has put them
	@if test -x .venv-peers/bin/python; then exec .venv-peers/bin/python -W ignore -m bench.performance --write; \
	else exec $(BIN)/python -m bench.performance --write; fi

scale: $(READY)  ## docs/scale.md: 100,000 articles against a million pages; an hour or two, and goes on where it was ended
	$(BIN)/python -m bench.scale --write

reading: $(READY)  ## How much of a page is kept, what is taken for the article, how fast
	$(BIN)/python -m bench.reading

hostile: $(READY)  ## The fetcher on 87 hostile and odd answers of servers, with time and memory
	$(BIN)/python -m bench.hostile

durability: $(READY)  ## Two writers, kill -9, flipped bytes, a full disk: what becomes of decisions
	$(BIN)/python -m bench.durability

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

peers: requirements.lock  ## Our finders beside others, in an environment of their own
	@test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --require-hashes -r requirements.lock
	@.venv-peers/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@.venv-peers/bin/python -m pip install --quiet -r bench/rivals/requirements.txt
	@.venv-peers/bin/python -W ignore -m bench.peers

package: $(READY)  ## Wheel and sdist, each installed into an empty environment and tried there
	.ci/package

wheel-compiled: $(READY)  ## A wheel whose finders are compiled, proved to find the same; needs a C compiler
	rm -rf dist/compiled
	HATCH_BUILD_HOOK_ENABLE_CUSTOM=1 $(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist/compiled .
	$(BIN)/python -m bench.compiled dist/compiled/*.whl

pictures: $(READY)  ## docs/review.svg and docs/recording.svg, made by the real programs
	$(BIN)/python -m bench.screenshot
	$(BIN)/python -m bench.recording

lock:  ## Pins every dependency with its hashes; needs uv
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "stet needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "setting up .venv ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
