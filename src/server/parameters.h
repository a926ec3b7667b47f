/* SPDX-License-Identifier: Apache-2.0 */
/* What stands behind the question mark of a request to the history: pure. */
#ifndef SERVER_PARAMETERS_H
#define SERVER_PARAMETERS_H

#include "geo/box.h"
#include "server/key.h"

/* Bits: a set of them says which are taken. */
enum server_parameter {
    SERVER_PARAMETER_BBOX = 1 << 0,
    SERVER_PARAMETER_DATETIME = 1 << 1,
    SERVER_PARAMETER_LIMIT = 1 << 2,
    SERVER_PARAMETER_MMSI = 1 << 3,
    SERVER_PARAMETER_NEXT = 1 << 4,
    SERVER_PARAMETER_FORMAT = 1 << 5,
    SERVER_PARAMETER_FROM = 1 << 6,
    SERVER_PARAMETER_UNTIL = 1 << 7,
    SERVER_PARAMETER_AT = 1 << 8,
    SERVER_PARAMETER_BUCKETS = 1 << 9,
    SERVER_PARAMETER_SIMPLIFY = 1 << 10,
};

enum {
    SERVER_LIMIT_DEFAULT = 100,
    SERVER_LIMIT_MAX = 10000,
    SERVER_BUCKET_COUNT_DEFAULT = 200,
    SERVER_BUCKET_COUNT_MAX = 2000,
    SERVER_SIMPLIFY_MAX_M = 10000,
};

struct server_parameters {
    unsigned given;         /* which of them were */
    struct geo_box box;     /* with bbox */
    int64_t from_ms;        /* of `datetime`, or `from`; INT64_MIN: no limit */
    int64_t until_ms;       /* not itself; INT64_MAX: no limit */
    int64_t at_ms;          /* with at */
    uint32_t limit;         /* 1 to SERVER_LIMIT_MAX */
    uint32_t mmsi;          /* with mmsi */
    uint32_t bucket_count;  /* 1 to SERVER_BUCKET_COUNT_MAX */
    double simplify_m;      /* 0: nothing is left out */
    struct server_key next; /* zeros: from the beginning */
};

/* Reads a query, "name=value&name=value", decoded. False, with `error` saying what and what
 * instead, where it holds another parameter than those of `allowed`, one twice, or a bad value;
 * `*parameters` is then untouched. */
bool server_parameters_read(const char *query, unsigned allowed,
                            struct server_parameters *parameters, struct text *error);

/* RFC 3339, to milliseconds. False for anything else, and for years before 1970 or behind 9999. */
bool server_parameters_read_time(const char *words, size_t size, int64_t *time_ms);

/* The box of the history: all places in it, edges included. */
struct history_box server_parameters_box(const struct geo_box *box);

#endif
