/* SPDX-License-Identifier: Apache-2.0 */
/* One live source: bytes from the network, a serial port, a pipe or a file, for as long as the
 * node runs. What breaks is opened again by the source itself. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "base/clock.h"
#include "net/loop.h"
#include "source/address.h"

#include <stddef.h>

enum {
    SOURCE_RETRY_MIN_MS = 1000,    /* before the second try; doubled for each that fails */
    SOURCE_RETRY_MAX_MS = 30000,   /* and no longer than this */
    SOURCE_SILENCE_MAX_MS = 60000, /* a TCP connection is taken for dead after it */
    SOURCE_SILENT_MS = 30000,      /* a source is called silent after it */
    SOURCE_DETAIL_BYTES = 160,
};

enum source_state {
    SOURCE_WAITING,    /* open; nothing heard yet */
    SOURCE_RECEIVING,  /* heard within SOURCE_SILENT_MS */
    SOURCE_SILENT,     /* open; heard before, but not of late */
    SOURCE_CONNECTING, /* TCP: no connection; another try is under way or set */
    SOURCE_ENDED,      /* a file or standard input is at its end */
    SOURCE_FAILED,     /* cannot be opened; tried again unless it is a file */
    SOURCE_STATE_COUNT
};

struct source;

struct source_options {
    struct net_loop *loop;
    const struct source_address *address; /* copied */

    /* Bytes as they came. `origin` is 0 for a stream. For datagrams it is a number for the
     * sender's address, never 0, and each call is one datagram, at whose end a line is over. A
     * stream that breaks inside a line is ended with a newline of the source's own. */
    void (*on_bytes)(void *user, const char *bytes, size_t size, uint32_t origin);

    void *user;

    int64_t retry_min_ms; /* 0 for the three numbers above */
    int64_t retry_max_ms;
    int64_t silence_max_ms;
};

struct source_status {
    enum source_state state;
    const char *detail; /* why, in words, or ""; holds until the loop's next turn */
    uint64_t byte_count;
    uint64_t opened_count; /* how often it was opened or connected */
    int64_t heard_ms;      /* net_loop_now_ms() of the last bytes, or CLOCK_UNKNOWN_MS */
};

/* Opens the source, or begins to; a source that cannot be opened says so in its status. NULL when
 * there is no memory. Callbacks come from the loop only, and must not free the source. */
struct source *source_new(const struct source_options *options);
void source_free(struct source *source);

struct source_status source_status(const struct source *source);

/* The port that a UDP source has, also when its address said 0; otherwise 0. */
uint16_t source_port(const struct source *source);

/* "receiving" and so on, as in docs/api.md. */
const char *source_state_name(enum source_state state);

#endif
