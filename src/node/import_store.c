/* SPDX-License-Identifier: Apache-2.0 */
#include "node/import_store.h"

#include <string.h>

/* How many reports go into one transaction, which a stop in the middle loses. */
enum { SYNC_EVERY = 1000000, POSITION_COUNT_MAX = 1 << 23 };

static bool take_station(void *user, uint16_t number, const char *name)
{
    struct node_import_store *store = user;

    store->stations[number] = history_writer_station(store->writer, name);
    return history_writer_is_storing(store->writer);
}

static bool take_report(void *user, const struct evidence_report *given)
{
    struct node_import_store *store = user;
    struct evidence_report report = *given;

    report.station = store->stations[given->station];
    history_writer_take(store->writer, &report);
    if (++store->synced_count % SYNC_EVERY == 0)
        history_writer_sync(store->writer, report.time_ms);
    return history_writer_is_storing(store->writer);
}

bool node_import_store_open(struct node_import_store *store, const char *directory,
                            struct node_import_sink *sink, struct text *reason)
{
    memset(store, 0, sizeof *store);
    store->writer = history_writer_open(
        &(struct history_writer_options){
            .directory = directory,
            .segment_count_max = HISTORY_WRITER_SEGMENTS,
            .position_count_max = POSITION_COUNT_MAX,
        },
        reason);
    *sink = (struct node_import_sink){take_station, take_report, store};
    return store->writer != NULL;
}

bool node_import_store_close(struct node_import_store *store, struct history_store_counts *counts,
                             struct text *reason)
{
    return history_writer_close(store->writer, counts, reason);
}
