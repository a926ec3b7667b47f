/* SPDX-License-Identifier: Apache-2.0 */
/* A journal of any entries, with right check sums, replayed into a tail: nothing is read or written
 * where it should not be, and what came in can be gone through again. */
#include "base/checksum.h"
#include "history/journal.h"
#include "history/replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FRAME_SIZE_MAX = 8192 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzzed {
    char folder[32];
    struct history_hearers *hearers;
    struct history_tail *tail;
    struct history_replay *replay;
};

static bool keep(void *user, const struct history_position *of, struct history_columns *columns)
{
    (void)user, (void)of;
    return columns->count % 2 == 0; /* now and then the disk refuses */
}

static uint16_t station(void *user, uint16_t number, const char *name)
{
    (void)user;
    return strlen(name) < HISTORY_STATION_NAME_BYTES + 1 ? number : 0;
}

static void report(void *user, const struct evidence_report *report)
{
    struct fuzzed *fuzzed = user;
    history_replay_take(fuzzed->tail, fuzzed->hearers, report);
}

static void look(void *user, const struct history_position *of,
                 const struct history_columns *columns)
{
    (void)of;
    *(size_t *)user += columns->count;
}

static struct fuzzed *begin(void)
{
    static struct fuzzed fuzzed;

    if (fuzzed.tail != NULL)
        return &fuzzed;
    snprintf(fuzzed.folder, sizeof fuzzed.folder, "/tmp/narrows-fuzz-XXXXXX");
    if (mkdtemp(fuzzed.folder) == NULL)
        abort();
    fuzzed.hearers = history_hearers_new();
    fuzzed.tail = history_tail_new(&(struct history_tail_options){.segment_count_max = 4,
                                                                  .position_count_max = 200,
                                                                  .hearers = fuzzed.hearers,
                                                                  .keep = keep});
    fuzzed.replay = calloc(1, sizeof *fuzzed.replay);
    if (fuzzed.hearers == NULL || fuzzed.tail == NULL || fuzzed.replay == NULL)
        abort();
    fuzzed.replay->tail = fuzzed.tail;
    fuzzed.replay->hearers = fuzzed.hearers;
    fuzzed.replay->station = station;
    fuzzed.replay->report = report;
    fuzzed.replay->user = &fuzzed;
    return &fuzzed;
}

static void write_journal(const char *path, const uint8_t *data, size_t size)
{
    static const uint8_t begun[] = {HISTORY_JOURNAL_BEGUN, 0, 0};
    uint8_t frame[8 + sizeof begun + FRAME_SIZE_MAX];
    FILE *file = fopen(path, "wb");

    if (file == NULL)
        abort();
    memcpy(frame + 8, begun, sizeof begun);
    memcpy(frame + 8 + sizeof begun, data, size);
    size += sizeof begun;
    history_bytes_put(history_bytes_put(frame, size, 4), checksum_crc32(0, frame + 8, size), 4);
    if (fwrite(frame, 1, 8 + size, file) != 8 + size || fclose(file) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzzed *fuzzed = begin();
    char path[64], bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    size_t seen = 0;

    if (size > FRAME_SIZE_MAX)
        return 0;
    snprintf(path, sizeof path, "%s/journal-00000001", fuzzed->folder);
    write_journal(path, data, size);
    history_tail_clear(fuzzed->tail);
    if (history_hearers_are_nearly_full(fuzzed->hearers))
        history_hearers_clear(fuzzed->hearers);
    if (!history_replay_run(fuzzed->replay, fuzzed->folder, &reason))
        abort();
    history_tail_each(fuzzed->tail, 0, look, &seen);
    if (seen > history_tail_position_count(fuzzed->tail))
        abort();
    history_tail_close(fuzzed->tail);
    unlink(path);
    return 0;
}
