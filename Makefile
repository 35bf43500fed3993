# fangzhi: `make site` and `make test` are all one needs; `make help` lists the rest.

BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
bindir   = $(PREFIX)/bin
datadir  = $(PREFIX)/share
mandir   = $(PREFIX)/share/man

CC      ?= cc
CFLAGS  ?= -O3 -g
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)

VERSION := $(shell sed -n 's/^\#\# \([0-9][^ ]*\).*/\1/p' CHANGELOG.md | head -n 1)

# Debian packages: to build, and besides those to test.
BUILD_PACKAGES = gcc make pkg-config libc6-dev libcmark-dev libicu-dev libyaml-dev libxxhash-dev nettle-dev libgit2-dev
TEST_PACKAGES  = libcmocka-dev cmark-gfm git nodejs npm chromium fonts-noto-cjk
PKGS           = libcmark icu-uc icu-i18n yaml-0.1 libxxhash nettle libgit2

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wstrict-prototypes -Wmissing-prototypes
ifdef SANITIZE
BUILD   := $(BUILD)/sanitize
SAN      = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

# libgit2 is loaded when it is needed (base/git.h), not linked. Looked up when first used, so that `make deps` can run
# without them.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $(shell pkg-config --libs $(filter-out libgit2,$(PKGS)) 2>/dev/null))$(PKG_LIBS)
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -Igenerator -I$(BUILD)/gen $(WARN) $(SAN) $(PKG_CFLAGS) -pthread \
             $(CPPFLAGS) $(CFLAGS)
ALL_LIBS   = $(SAN) -pthread $(LDFLAGS) $(PKG_LIBS) -lm

# A file mk*.c is a program of its own that make runs; the rest is the library.
LIB_SOURCES := $(filter-out generator/main.c,$(shell find generator -name '*.c' ! -name 'mk*.c' | LC_ALL=C sort))
OBJECTS   = $(LIB_SOURCES:%.c=$(BUILD)/obj/%.o)
# What the programs that make tables are linked with: the tables' own rooms cannot be, before the tables are there.
BASE_OBJECTS = $(filter $(BUILD)/obj/generator/base/%,$(OBJECTS))
text_objects = $(1:%=$(BUILD)/obj/generator/text/%.o)
LIBRARY   = $(BUILD)/libfangzhi.a
PROGRAM   = $(BUILD)/fangzhi
TESTS    := $(shell find tests -name 'test_*.c' | LC_ALL=C sort)
TEST_BINS = $(TESTS:%.c=$(BUILD)/%)
TEST_SCRIPTS := $(wildcard tests/*/test_*.sh)
# tests/fuzz/fuzz_X.c is a libFuzzer entry; as a test it runs over tests/fuzz/corpus/X.
FUZZERS  := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ_BINS = $(FUZZERS:%.c=$(BUILD)/%)
FUZZ_SECONDS ?= 30
# `make test` compiles what measures, too, but runs none of it.
BENCH_BINS = $(addprefix $(BUILD)/tests/bench/,gencorpus limit measure regions decode)
# Defaults are looked up beside the program.
DATA      = $(BUILD)/templates $(BUILD)/static $(BUILD)/topics.yaml $(BUILD)/gazetteer.bin

all: $(PROGRAM) $(DATA)

help:
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile

$(PROGRAM): $(BUILD)/obj/generator/main.o $(LIBRARY)
	$(CC) -o $@ $^ $(ALL_LIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^
	@# Of two functions of one name a linker takes the first it meets in silence.
	@twice=$$(nm -g --defined-only $@ | awk 'NF == 3 { print $$3 }' | sort | uniq -d); \
		[ -z "$$twice" ] || { echo "defined twice: $$twice" >&2; rm -f $@; exit 1; }

# The flags are kept in a file that changes only when they do.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS) $(VERSION) $(datadir)' | cmp -s - $@ || echo '$(CC) $(ALL_CFLAGS) $(VERSION) $(datadir)' >$@
FORCE:

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -DFANGZHI_VERSION='"$(VERSION)"' -DFANGZHI_DATADIR='"$(datadir)/fangzhi"' -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(LIBRARY) $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -MF $@.d -o $@ $(filter %.c,$^) $(LIBRARY) $(ALL_LIBS) -lcmocka

$(BUILD)/tests/bench/gencorpus: tests/bench/invent.c tests/bench/pages.c
$(BUILD)/tests/bench/search_index: tests/bench/invent.c

# The driver is ours, or libFuzzer's (see the target fuzz).
FUZZ_DRIVER = tests/fuzz/replay.c
$(FUZZ_BINS): $(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(FUZZ_DRIVER) $(LIBRARY) $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(FUZZ_DRIVER) $(LIBRARY) $(ALL_LIBS) $(FUZZ_LIBS)

# text: the tables. `make fold` makes the committed one anew from ICU; a build
# only brings it into the shapes that fold.c and language.c want.
TEXT_TOOLS = mkfold mkfoldtable mkorthography mkpinyin mkwordpairs
TEXT_ICU_TABLES = $(addprefix $(BUILD)/gen/text/,orthography.h pinyin.h wordpairs.h)
TEXT_TABLES = $(BUILD)/gen/text/fold_table.h $(TEXT_ICU_TABLES)
$(TEXT_TOOLS:%=$(BUILD)/%): $(BUILD)/%: $(BUILD)/obj/generator/text/%.o \
		$(call text_objects,utf8 script icu) $(BASE_OBJECTS)
	$(CC) -o $@ $^ $(ALL_LIBS)
$(BUILD)/mkorthography: $(call text_objects,fold)
$(BUILD)/gen/text/fold_table.h: generator/text/fold.tsv $(BUILD)/mkfoldtable
	@mkdir -p $(@D)
	$(BUILD)/mkfoldtable $< >$@.new && mv $@.new $@
$(TEXT_ICU_TABLES): $(BUILD)/gen/text/%.h: $(BUILD)/mk%
	@mkdir -p $(@D)
	$< >$@.new && mv $@.new $@
$(BUILD)/obj/generator/text/fold.o: $(BUILD)/gen/text/fold_table.h
$(BUILD)/obj/generator/text/language.o: $(BUILD)/gen/text/orthography.h
$(BUILD)/obj/generator/text/romanize.o: $(BUILD)/gen/text/pinyin.h
$(BUILD)/obj/generator/text/words.o: $(BUILD)/gen/text/wordpairs.h
# search: the page's tables, from the same fold.
SEARCH_TABLE = $(BUILD)/gen/search/cut_table.h
$(BUILD)/mkcuttable: $(addprefix $(BUILD)/obj/generator/search/,mkcuttable.o cut.o bits.o) \
		$(call text_objects,utf8 script fold) $(BASE_OBJECTS)
	$(CC) -o $@ $^ $(ALL_LIBS)
$(SEARCH_TABLE): $(BUILD)/mkcuttable
	@mkdir -p $(@D)
	$< >$@.new && mv $@.new $@
$(BUILD)/obj/generator/search/table.o: $(SEARCH_TABLE)
fold: $(BUILD)/mkfold ## make generator/text/fold.tsv anew
	$(BUILD)/mkfold generator/text/variants.txt >$(BUILD)/fold.tsv && mv $(BUILD)/fold.tsv generator/text/fold.tsv

# The weights of import's model, fitted on the labelled pages.
fit: $(BUILD)/tests/import/fit ## make generator/import/fitted.def anew
	$< >$(BUILD)/fitted.def && mv $(BUILD)/fitted.def generator/import/fitted.def
fit-confidence: $(BUILD)/tests/import/fit_confidence ## make generator/import/confidence.def anew
	$< >$(BUILD)/confidence.def && mv $(BUILD)/confidence.def generator/import/confidence.def
fit-kind: $(BUILD)/tests/import/fit_kind ## make generator/import/kind.def anew
	$< >$(BUILD)/kind.def && mv $(BUILD)/kind.def generator/import/kind.def
fit-starts: $(BUILD)/tests/import/fit_starts ## make generator/import/starts.def anew
	$< >$(BUILD)/starts.def && mv $(BUILD)/starts.def generator/import/starts.def

-include $(OBJECTS:.o=.d) $(TEXT_TOOLS:%=$(BUILD)/obj/generator/text/%.d) $(TEST_BINS:%=%.d) $(FUZZ_BINS:%=%.d)
-include $(addprefix $(BUILD)/obj/generator/,search/mkcuttable.d regions/mkgazetteer.d main.d)

$(BUILD)/templates $(BUILD)/static: $(BUILD)/%: | $(BUILD)/flags
	ln -sfn '$(CURDIR)/$*' $@
$(BUILD)/topics.yaml: | $(BUILD)/flags
	ln -sfn '$(CURDIR)/content/topics.yaml' $@

# --- what a newcomer runs ---------------------------------------------------

site: deps ## build the program and the sample archive into public/ (SOURCES=DIR: a folder of your own pages)
	@$(MAKE) --no-print-directory -j$(JOBS) all
ifdef SOURCES
	@# What differs from what import wrote is somebody's work.
	@cd '$(BUILD)/archive' 2>/dev/null || exit 0; \
		find articles -name '*.md' | while IFS= read -r f; do cmp -s "$$f" ".fangzhi/base/$$f" || echo "$$f"; done | \
		{ ! IFS= read -r f || { \
			echo "make site: $(BUILD)/archive/$$f was corrected by hand; move $(BUILD)/archive elsewhere" \
				"before it is made anew" >&2; exit 1; }; }
	@rm -rf '$(BUILD)/archive'
	$(PROGRAM) -C '$(BUILD)/archive' init
	@# Documents with errors (status 1) were reported; the others make a site.
	$(PROGRAM) -C '$(BUILD)/archive' import '$(SOURCES)' || [ $$? -eq 1 ]
	$(PROGRAM) -C '$(BUILD)/archive' build -o public
else
	$(PROGRAM) -C content build -o public
endif
	@echo "The site is in public/: open public/index.html."

test: test-deps ## run all tests
	@mkdir -p $(BUILD)
	@$(MAKE) --no-print-directory -j$(JOBS) all $(TEST_BINS) $(FUZZ_BINS) $(BENCH_BINS) >$(BUILD)/make.log 2>&1 || \
		{ tail -n 40 $(BUILD)/make.log; exit 1; }
	@BUILD='$(BUILD)' tests/run $(TEST_BINS) $(FUZZ_BINS) $(TEST_SCRIPTS)

# What a fuzzer finds new goes into build/fuzz/corpus, what breaks it into build/fuzz.
fuzz: test-deps ## run each fuzzer for FUZZ_SECONDS (clang); FUZZERS=tests/fuzz/fuzz_X.c runs one
	$(call need,clang)
	@$(MAKE) --no-print-directory -j$(JOBS) BUILD=build/fuzz CC=clang CFLAGS='-O1 -g -fno-omit-frame-pointer' \
		SAN='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' \
		FUZZ_DRIVER= FUZZ_LIBS=-fsanitize=fuzzer $(FUZZERS:%.c=build/fuzz/%)
	@for f in $(FUZZERS:tests/fuzz/fuzz_%.c=%); do mkdir -p build/fuzz/corpus/$$f && \
		build/fuzz/tests/fuzz/fuzz_$$f -max_total_time=$(FUZZ_SECONDS) -timeout=10 -print_final_stats=1 \
			-artifact_prefix=build/fuzz/$$f- build/fuzz/corpus/$$f tests/fuzz/corpus/$$f || exit 1; done

golden: $(BUILD)/tests/site/test_golden ## show how the golden sites changed, and take the change over
	@$(BUILD)/tests/site/test_golden >/dev/null 2>&1 || true
	@for dir in tests/site/golden/*/; do new=build/golden/$$(basename $$dir); \
		rm -rf $$new/static $$new/search $$new/.fangzhi-manifest; \
		diff -ruN $$dir/expected $$new; rm -rf $$dir/expected; cp -R $$new $$dir/expected; done

# $(call modules,FOLDER[,COMMAND]): what npm brings, once.
modules = [ -d $(1)/node_modules ] || (cd $(1) && npm $(or $(2),ci) --silent --no-audit --no-fund)
# No lock file: pagefind is one binary out of many, and npm ci wants those of all systems named.
pagefind = $(call modules,tests/bench/pagefind,install --no-package-lock)

screenshots: all test-deps ## picture every kind of page of the sample site, into build/screenshots
	@$(call modules,tests/browser)
	@rm -rf '$(BUILD)/screenshots' && $(PROGRAM) -q -C content build -o '$(CURDIR)/$(BUILD)/screenshots/site'
	node tests/browser/screenshots.js '$(BUILD)/screenshots/site' '$(BUILD)/screenshots'
	node tests/browser/screenshots.js '$(BUILD)/screenshots/site' '$(BUILD)/screenshots/readme' readme

# SIZES="1000 10000": of how many articles. What it measures is said in tests/bench/run.
bench: all $(BENCH_BINS) ## time builds, imports and the finding of names beside the physical limit
	@BUILD='$(BUILD)' tests/bench/run $(SIZES)
bench-peers: all $(BENCH_BINS) ## the same beside hugo, hexo and pagefind
	$(call need,hugo npm)
	@$(call modules,tests/bench)
	@$(pagefind)
	@BUILD='$(BUILD)' tests/bench/peers $(SIZES)

bench-search: all $(BENCH_BINS) $(BUILD)/tests/bench/search_index ## measure search beside a plain scan and pagefind
	$(call need,npm)
	@$(call modules,tests/browser)
	@[ "$$PEERS" = 0 ] || $(pagefind)
	@BUILD='$(BUILD)' tests/bench/search $(SIZES)

install: all ## install below $(DESTDIR)$(PREFIX)
	install -d '$(DESTDIR)$(bindir)' '$(DESTDIR)$(datadir)/fangzhi'
	install -m 755 $(PROGRAM) '$(DESTDIR)$(bindir)/fangzhi'
	install -m 644 content/topics.yaml $(BUILD)/gazetteer.bin '$(DESTDIR)$(datadir)/fangzhi/'
	cp -R templates static '$(DESTDIR)$(datadir)/fangzhi/'

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(bindir)/fangzhi'
	rm -rf '$(DESTDIR)$(datadir)/fangzhi'

clean: ## remove everything built
	rm -rf $(BUILD) public

lint: $(TEXT_TABLES) $(SEARCH_TABLE) ## compile with gcc and clang, headers alone too; clang-tidy where there is one
	@tests/lint '$(ALL_CFLAGS)'

format: ## lay the code out with clang-format
	clang-format -i $$(find generator tests -name '*.[ch]')

# The national gazetteer, compiled from the committed data; SCOPE=54,5133
# narrows it.
GAZETTEER_DATA = $(shell find generator/regions/data -name '*.txt' -o -name '*.tsv')
MKGAZETTEER    = $(BUILD)/mkgazetteer
gazetteer: ## compile the gazetteer (SCOPE=54,5133: only these parts of China)
	@rm -f $(BUILD)/gazetteer.bin
	@$(MAKE) --no-print-directory $(BUILD)/gazetteer.bin
$(BUILD)/gazetteer.bin: $(MKGAZETTEER) $(GAZETTEER_DATA)
	$(MKGAZETTEER) generator/regions/data $@ $(SCOPE)
$(MKGAZETTEER): $(BUILD)/obj/generator/regions/mkgazetteer.o $(LIBRARY)
	$(CC) -o $@ $^ $(ALL_LIBS)

# --- what they need -----------------------------------------------------------

# Installs when it may, else prints the line; does nothing where all is there.
need = @missing=; for p in $(1); do command -v $$p >/dev/null || \
		dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	[ -z "$$missing" ] || tests/install-packages $$missing

deps: ## install the Debian packages that building needs
	$(call need,$(BUILD_PACKAGES))
test-deps: deps ## install those that testing needs besides
	$(call need,$(TEST_PACKAGES))

.PHONY: all help site test fuzz golden screenshots bench bench-peers bench-search lint format fold fit fit-confidence \
	fit-kind fit-starts gazetteer deps test-deps install uninstall clean FORCE
