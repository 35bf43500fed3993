# fangzhi: `make site` and `make test` are all one needs; `make help` lists the rest.

BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
bindir   = $(PREFIX)/bin
datadir  = $(PREFIX)/share
mandir   = $(PREFIX)/share/man

CC      ?= cc
CFLAGS  ?= -O2 -g
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)

VERSION := $(shell sed -n 's/^\#\# \([0-9][^ ]*\).*/\1/p' CHANGELOG.md | head -n 1)

# Debian packages: to build, and besides those to test.
BUILD_PACKAGES = gcc make pkg-config libc6-dev libcmark-dev libicu-dev libyaml-dev libxxhash-dev libmd-dev libgit2-dev
TEST_PACKAGES  = libcmocka-dev cmark-gfm git nodejs npm chromium fonts-noto-cjk
PKGS           = libcmark icu-uc icu-i18n yaml-0.1 libxxhash libmd libgit2

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wstrict-prototypes -Wmissing-prototypes
ifdef SANITIZE
BUILD   := $(BUILD)/sanitize
SAN      = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

# Looked up when first used, so that `make deps` can run without them.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null))$(PKG_LIBS)
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -Igenerator $(WARN) $(SAN) $(PKG_CFLAGS) -pthread $(CPPFLAGS) $(CFLAGS)
ALL_LIBS   = $(SAN) -pthread $(LDFLAGS) $(PKG_LIBS) -lm

# A file mk*.c is a program of its own that make runs; the rest is the library.
SOURCES  := $(filter-out generator/main.c,$(shell find generator -name '*.c' ! -name 'mk*.c' | LC_ALL=C sort))
OBJECTS   = $(SOURCES:%.c=$(BUILD)/obj/%.o)
LIBRARY   = $(BUILD)/libfangzhi.a
PROGRAM   = $(BUILD)/fangzhi
TESTS    := $(shell find tests -name 'test_*.c' | LC_ALL=C sort)
TEST_BINS = $(TESTS:%.c=$(BUILD)/%)
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

# The flags are kept in a file that changes only when they do.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS) $(VERSION)' | cmp -s - $@ || echo '$(CC) $(ALL_CFLAGS) $(VERSION)' >$@
FORCE:

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -DFANGZHI_VERSION='"$(VERSION)"' -DFANGZHI_DATADIR='"$(datadir)/fangzhi"' -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(LIBRARY) $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -MF $@.d -o $@ $< $(LIBRARY) $(ALL_LIBS) -lcmocka

-include $(OBJECTS:.o=.d) $(BUILD)/obj/generator/main.d $(TEST_BINS:%=%.d)

$(BUILD)/templates $(BUILD)/static: $(BUILD)/%: | $(BUILD)/flags
	ln -sfn '$(CURDIR)/$*' $@
$(BUILD)/topics.yaml: | $(BUILD)/flags
	ln -sfn '$(CURDIR)/content/topics.yaml' $@

.PHONY: all help FORCE
