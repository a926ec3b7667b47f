/* SPDX-License-Identifier: Apache-2.0 */
/* The threads that read the store for the web server, and the queue in front of them.
 *
 * The loop's thread asks and is called back there; it never waits for the disk. At most
 * SERVER_ARCHIVE_WAITING_MAX requests wait; each thread has one under way. A thread keeps the store
 * open for a second or, where it took long to open, ten times that, so what answers show is that
 * old at most. */
#ifndef SERVER_ARCHIVE_H
#define SERVER_ARCHIVE_H

#include "net/loop.h"
#include "server/ask.h"

enum {
    SERVER_ARCHIVE_THREAD_COUNT = 2,
    SERVER_ARCHIVE_WAITING_MAX = 32,
};

struct server_archive;

/* Texts are copied. `on_answer` is called from the loop, with the answer, which is its own from
 * then on. NULL when there is no memory, thread or file descriptor left. */
struct server_archive_options {
    struct net_loop *loop;
    const char *directory;   /* the store */
    const char *waters_path; /* or NULL */
    void (*on_answer)(void *asker, struct server_response *response);

    /* Whether this one still waits; asked now and then. When not, it is forgotten, and not called
     * back. */
    bool (*is_there)(void *asker);
};

struct server_archive *server_archive_new(const struct server_archive_options *options);

/* Waits until the threads have ended; nobody is called back any more. NULL is fine. */
void server_archive_free(struct server_archive *archive);

/* False when too many wait. `asker` is not NULL, and asks once at a time. */
bool server_archive_ask(struct server_archive *archive, const struct server_ask *ask, void *asker);

/* Nobody waits for this asker's answer any more. */
void server_archive_forget(struct server_archive *archive, const void *asker);

#endif
