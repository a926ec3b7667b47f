/* SPDX-License-Identifier: Apache-2.0 */
#include "evidence/copies.h"

#include "base/hash.h"
#include "base/table.h"

#include <stdlib.h>
#include <string.h>

struct recent {
    uint64_t key;
    int64_t time_ms;
    uint32_t mmsi;
    uint32_t bit_count; /* 0: the place is free */
};

struct evidence_copies {
    struct table *by_key;
    size_t next; /* the oldest place, which the next message takes */
    struct recent recent[EVIDENCE_RECENT_COUNT_MAX];
};

struct evidence_copies *evidence_copies_new(void)
{
    struct evidence_copies *copies = calloc(1, sizeof *copies);
    if (copies == NULL)
        return NULL;
    copies->by_key = table_new(EVIDENCE_RECENT_COUNT_MAX);
    if (copies->by_key == NULL) {
        free(copies);
        return NULL;
    }
    return copies;
}

void evidence_copies_free(struct evidence_copies *copies)
{
    if (copies == NULL)
        return;
    table_free(copies->by_key);
    free(copies);
}

void evidence_copies_clear(struct evidence_copies *copies)
{
    table_clear(copies->by_key);
    for (size_t i = 0; i < EVIDENCE_RECENT_COUNT_MAX; i++)
        copies->recent[i].bit_count = 0;
    copies->next = 0;
}

static void remember(struct evidence_copies *copies, struct recent recent)
{
    size_t place = copies->next;
    struct recent *old = &copies->recent[place];
    uint32_t number;

    if (old->bit_count > 0 && table_find(copies->by_key, old->key, &number) && number == place)
        table_remove(copies->by_key, old->key);
    *old = recent;
    table_set(copies->by_key, recent.key, (uint32_t)place);
    copies->next = (place + 1) % EVIDENCE_RECENT_COUNT_MAX;
}

/* Over the payload's bits; those that fill up its last byte are no part of it. */
static uint64_t hash_bits(struct ais_bits bits)
{
    uint8_t bytes[AIS_PAYLOAD_BYTES_MAX];
    size_t size = (bits.bit_count + 7) / 8;

    memcpy(bytes, bits.bytes, size);
    if (bits.bit_count % 8 != 0)
        bytes[size - 1] &= (uint8_t)(0xff << (8 - bits.bit_count % 8));
    return hash_bytes(bytes, size);
}

bool evidence_copies_take(struct evidence_copies *copies, const struct ais_message *message,
                          int64_t time_ms)
{
    struct recent recent = {.key = hash_bits(message->bits),
                            .time_ms = time_ms,
                            .mmsi = message->mmsi,
                            .bit_count = (uint32_t)message->bits.bit_count};
    uint32_t number;

    if (table_find(copies->by_key, recent.key, &number)) {
        const struct recent *first = &copies->recent[number];
        int64_t apart_ms =
            time_ms > first->time_ms ? time_ms - first->time_ms : first->time_ms - time_ms;
        if (first->mmsi == recent.mmsi && first->bit_count == recent.bit_count &&
            apart_ms <= EVIDENCE_COPY_PERIOD_MS)
            return true;
    }
    remember(copies, recent);
    return false;
}
