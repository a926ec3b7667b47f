/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes from a file, which may be compressed (base/reader.h), standard input, a named pipe or a
 * serial port. */
#ifndef NET_STREAM_H
#define NET_STREAM_H

#include "base/text.h"
#include "net/loop.h"

enum { NET_STREAM_BYTES_MAX = 65536 };

struct net_stream;

struct net_stream_options {
    const char *path; /* "" for standard input */
    unsigned baud;    /* of a serial port, which is set to 8 bits, raw; 0 for anything else */

    /* Bytes came, at most NET_STREAM_BYTES_MAX in one turn of the loop. They hold until the call
     * returns. */
    void (*on_bytes)(void *user, const char *bytes, size_t size);

    /* It ended (`reason` is ""), or broke: `reason` says why, in the system's words. Nothing
     * follows; net_stream_close() is still to be called. */
    void (*on_closed)(void *user, const char *reason);
    void *user;
};

/* NULL when it cannot be opened; `reason` then says why. A named pipe without a writer is
 * opened and waited for. */
struct net_stream *net_stream_open(struct net_loop *loop, const struct net_stream_options *options,
                                   struct text *reason);
void net_stream_close(struct net_stream *stream);

/* A plain file, which ends for good; all others may get a new writer. */
bool net_stream_is_file(const struct net_stream *stream);

/* Whether serial ports can be set to `baud`. */
bool net_stream_baud_is_known(unsigned baud);

#endif
