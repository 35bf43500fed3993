#include "base/git.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

Git git;
static bool loaded;

static void stop(void) { git.libgit2_shutdown(); }

/* It stays until the end, as one that was linked would. */
static void load(void) {
    void *library = dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_LAZY);
    void *address;
    if (!library) return;
    loaded = true;
    /* POSIX lets a function's address be told by dlsym as an object's. */
#define F(name)                                  \
    address = dlsym(library, "git_" #name);      \
    memcpy(&git.name, &address, sizeof address); \
    loaded = loaded && address;
    GIT_FUNCTIONS(F)
#undef F
    loaded = loaded && git.libgit2_init() > 0 && atexit(stop) == 0;
}

bool git_begin(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return loaded;
}
