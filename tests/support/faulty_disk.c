/* A disk that fails, and a clock that is wrong: put before the C library by LD_PRELOAD.

   FAULTY_FILES  only files whose path holds this text
   FAULTY_CALL   write, short (a write that takes half) or fsync
   FAULTY_NTH    which of these calls fails, from 1
   FAULTY_ERRNO  with what; FAULTY_LASTING=1: and every later one too, as on a disk that is full
   FAULTY_MARK   a file that is made when the fault strikes
   FAULTY_CLOCK  seconds by which the time of day is ahead (negative: behind) */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static int calls = 0;

static int concerns(int fd) {
    const char *part = getenv("FAULTY_FILES");
    char link[64], path[4096];
    if (part == NULL) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, part) != NULL;
}

static int number(const char *name) {
    const char *text = getenv(name);
    return text == NULL ? 0 : atoi(text);
}

/* Whether this call is the one that fails. */
static int strikes(int fd, const char *call) {
    const char *wanted = getenv("FAULTY_CALL"), *mark = getenv("FAULTY_MARK");
    if (wanted == NULL || strcmp(wanted, call) != 0 || !concerns(fd)) return 0;
    calls++;
    if (calls != number("FAULTY_NTH") && !(number("FAULTY_LASTING") && calls > number("FAULTY_NTH"))) return 0;
    if (mark != NULL) close(open(mark, O_CREAT | O_WRONLY, 0600));
    errno = number("FAULTY_ERRNO");
    return 1;
}

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t size) {
    if (strikes(fd, "write")) return -1;
    return REAL(write)(fd, data, size > 1 && strikes(fd, "short") ? size / 2 : size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    if (strikes(fd, "write")) return -1;
    return REAL(pwrite)(fd, data, size > 1 && strikes(fd, "short") ? size / 2 : size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    if (strikes(fd, "write")) return -1;
    return REAL(pwrite64)(fd, data, size > 1 && strikes(fd, "short") ? size / 2 : size, at);
}

int fsync(int fd) { return strikes(fd, "fsync") ? -1 : REAL(fsync)(fd); }

int fdatasync(int fd) { return strikes(fd, "fsync") ? -1 : REAL(fdatasync)(fd); }

int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = REAL(clock_gettime)(clock, now);
    if (clock == CLOCK_REALTIME) now->tv_sec += number("FAULTY_CLOCK");
    return result;
}
