/* SPDX-License-Identifier: Apache-2.0 */
/* The node's configuration: what `narrows.conf` says, or the defaults.
 *
 *   [node]
 *   name = Khasab                  shown on the page
 *   http = 127.0.0.1:8080          where the map is served; port 0 for a free one
 *   host = map.example.org         the name by which a proxy in front is called, if there is one
 *   waters = hormuz                a waters file, or the name of one that comes with narrows
 *   store = /var/lib/narrows        the folder of the archive; without it nothing is kept
 *   keep_days = 3650 class_b:365     how long the archive keeps what it has, of all classes and of
 *                                  some (class_a, class_b, long_range, aircraft, base_station,
 *                                  aid); without it for good
 *   keep_gb = 500                  how large it may grow; the oldest goes first
 *   targets_max = 20000            ships and stations at a time
 *   keep_lost_min = 30             how long a lost target stays, minutes
 *   drill = yes                    takes sentences that are marked as of a drill, and says so on
 *                                  the page; no: refuses them
 *   drill_start = 2026-11-22T14:00:00Z   with --drill: when the scenario begins, on each node
 *   drill_stations = khasab, larak       with --drill: which of its stations this node has
 *
 *   [source roof]                  one section a source, each with a name of its own
 *   from = tcp://192.168.1.20:5012 source/address.h says what can stand here
 *   station = roof-east            the station's name where the sentences give none
 *
 * A line has at most 190 bytes; blanks before it mean nothing. ';' or '#' begins a remark, behind
 * a value ';' with a blank before it. Each section and each key stands once. */
#ifndef NODE_CONFIG_H
#define NODE_CONFIG_H

#include "ais/stamp.h"
#include "base/text.h"
#include "history/keeper.h"
#include "source/address.h"

enum {
    NODE_NAME_BYTES = 64,
    NODE_ADDRESS_BYTES = 64,
    NODE_STATIONS_BYTES = 512,
    NODE_SOURCE_COUNT_MAX = 32,
    NODE_TARGETS_MAX_MAX = 1000000,
    NODE_KEEP_LOST_MIN_MAX = 1440,
    NODE_KEEP_DAYS_MAX = 36500,
    NODE_KEEP_GB_MAX = 100000,
};

struct node_http {
    char address[NODE_ADDRESS_BYTES]; /* an IPv4 or IPv6 address, without brackets */
    uint16_t port;
};

struct node_source_config {
    char name[AIS_STATION_BYTES];    /* what a station may be called, as it is one by default */
    char station[AIS_STATION_BYTES]; /* "" for the name */
    char from[SOURCE_PATH_BYTES];    /* as written */
    struct source_address address;
    int line; /* of its section in the file */
};

struct node_config {
    char name[NODE_NAME_BYTES];
    struct node_http http;
    char host[NODE_NAME_BYTES];     /* "" for none */
    char waters[SOURCE_PATH_BYTES]; /* the path of the file; "" for none */
    char store[SOURCE_PATH_BYTES];  /* the folder of the archive; "" for none */
    struct history_keep keep;       /* of the archive */
    size_t targets_max;
    int64_t keep_lost_ms;
    bool is_drill;
    int64_t drill_start_ms;                   /* UTC; AIS_UNKNOWN_MS: none is said */
    char drill_stations[NODE_STATIONS_BYTES]; /* as written; "" for all */
    size_t source_count;
    struct node_source_config sources[NODE_SOURCE_COUNT_MAX];
};

/* Everything as without a file, but no source yet. */
void node_config_init(struct node_config *config);

/* Reads a file over what is in `config`. False when it cannot be read or holds a mistake; each is
 * then one line in `mistakes`: "narrows.conf:3: no key 'prot'; one of name, http, ...". Where not
 * all fit, the last line says "... and more". */
bool node_config_read(struct node_config *config, const char *path, struct text *mistakes);

/* Adds the source that listens when none is configured: UDP port 10110. */
void node_config_add_default_source(struct node_config *config);

/* "127.0.0.1:8080", "[::1]:0" or ":8080" (every interface). False for anything else; `*http` is
 * then untouched. */
bool node_config_parse_http(const char *words, struct node_http *http);

#endif
