/* SPDX-License-Identifier: Apache-2.0 */
/* A request to the archive, of a fixed size, so that it goes through a mailbox; and what answers it
 * on a reader's thread. For this folder only. */
#ifndef SERVER_ASK_H
#define SERVER_ASK_H

#include "history/reader.h"
#include "server/parameters.h"
#include "server/response.h"
#include "server/way.h"

enum server_collection {
    SERVER_POSITIONS,
    SERVER_TRACKS,
    SERVER_VESSELS,
    SERVER_VOYAGES,
    SERVER_WATERS,
    SERVER_COLLECTION_COUNT,
};

enum server_ask_kind {
    SERVER_ASK_PERIOD,
    SERVER_ASK_DENSITY,
    SERVER_ASK_TRACKS,
    SERVER_ASK_VESSEL,
    SERVER_ASK_NAMES,
    SERVER_ASK_COLLECTIONS,
    SERVER_ASK_COLLECTION,
    SERVER_ASK_ITEMS,
    SERVER_ASK_ITEM,
    SERVER_ASK_COUNT,
};

enum {
    SERVER_ASK_FEATURE_BYTES = 128,
    SERVER_ASK_BASE_BYTES = 320,
    SERVER_ASK_QUERY_BYTES = 1024,
};

struct server_ask {
    enum server_ask_kind kind;
    enum server_collection collection;
    struct server_parameters parameters;
    char feature[SERVER_ASK_FEATURE_BYTES]; /* its id */
    char base[SERVER_ASK_BASE_BYTES];       /* "http://127.0.0.1:8080" */
    char query[SERVER_ASK_QUERY_BYTES];     /* decoded */
};

enum {
    SERVER_ANSWER_BYTES_MAX = 8 << 20,
    SERVER_PAGE_BYTES_MAX = 4 << 20, /* a page ends when it is larger */
    SERVER_PAGE_MS_MAX = 2000,       /* or took longer, and holds something */
    SERVER_ANSWER_MS_MAX = 10000,
};

/* What an answer is made with, on a reader's thread. */
struct server_desk {
    const struct server_ask *ask;
    struct history_reader *reader;
    const char *waters_path; /* or NULL */
    struct server_way *way;
    struct text *text;              /* the body */
    int64_t begun_ms;               /* steady; the store was open then */
    bool (*is_dropped)(void *user); /* nobody waits for the answer any more */
    void *user;
    bool has_given_up; /* it took too long, or was dropped */
    unsigned status;   /* 200, or of the error */
    const char *content_type;
    struct text *error;
};

/* Each writes the body of a kind of request; `desk->status` and `error` say when it cannot. */
void server_period_answer(struct server_desk *desk);
void server_density_answer(struct server_desk *desk);
void server_tracks_answer(struct server_desk *desk);
void server_vessel_answer(struct server_desk *desk);
void server_names_answer(struct server_desk *desk);
void server_collections_answer(struct server_desk *desk);
void server_collection_answer(struct server_desk *desk);
void server_items_answer(struct server_desk *desk);
void server_item_answer(struct server_desk *desk);

/* To be asked often: false when the answer is to be given up. */
bool server_desk_may_go_on(struct server_desk *desk);

/* Whether a page that holds something is to end. */
bool server_desk_is_full(const struct server_desk *desk);

void server_desk_fail(struct server_desk *desk, unsigned status, const char *words);

#endif
