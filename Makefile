# SPDX-License-Identifier: Apache-2.0
#
# Every target sets up what it needs; `scripts/setup` says what it installs and where.

PREFIX ?= /usr/local
DESTDIR ?=

.DEFAULT_GOAL := help
.PHONY: help try test fuzz sanitize lint format generate release binary reproduce bench \
	bench-check install clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

try: ## run the main job on an example, step by step
	@scripts/try

test: ## format check, build without warnings, release binary, all tests
	@scripts/test

fuzz: ## fuzz what reads foreign text, each entry for SECONDS_EACH seconds (60)
	@scripts/fuzz $(or $(SECONDS_EACH),60) $(ENTRIES)

sanitize: ## all tests under the address sanitizer, then under the thread sanitizer
	@scripts/sanitize

lint: ## the format check alone
	@scripts/lint

format: ## format every Swift file in place
	@scripts/format

generate: ## rewrite every generated file
	@scripts/setup generate
	@scripts/generate

release: $(if $(ROLEFIT_BINARY),,binary) ## dist/rolefit, one static binary; archive, Krew manifest, bill of materials, sums
	@scripts/dist '$(or $(ROLEFIT_BINARY),dist/rolefit)'

binary: # dist/rolefit alone
	@scripts/setup build
	@scripts/release

reproduce: ## build the release twice, in two folders, and compare the bytes
	@scripts/setup build
	@scripts/reproduce

bench: binary ## measure, as ratios to named peers in the same run
	@scripts/bench

bench-check: binary ## measure, and fail where a ratio lost over a fifth of the baseline's
	@mkdir -p .build-release/bench
	@scripts/bench --json .build-release/bench/figures.json
	@scripts/bench --check .build-release/bench/figures.json

install: $(if $(ROLEFIT_BINARY),,binary) ## put rolefit, completions and the manual below PREFIX
	@DESTDIR='$(DESTDIR)' scripts/install '$(or $(ROLEFIT_BINARY),dist/rolefit)' '$(PREFIX)'

clean: ## remove what was built; caches of downloads stay
	rm -rf .build .build-release .build-try .build-fuzz .build-address .build-thread dist
