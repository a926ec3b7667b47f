/* SPDX-License-Identifier: Apache-2.0 */
#include "node/archive.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mailbox.h"
#include "base/thread.h"
#include "history/lock.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SYNC_INTERVAL_MS = 1000,
    OPEN_INTERVAL_MS = 5000,
    STATE_COUNT_MAX = 2,
    AT_A_TIME = 4096,
};

enum letter_kind { LETTER_REPORT, LETTER_STATION, LETTER_END };

struct letter {
    enum letter_kind kind;
    union {
        struct history_record record;
        struct {
            uint16_t number;
            char name[EVIDENCE_STATION_NAME_BYTES];
        } station;
    } of;
};

struct node_archive {
    struct thread *thread;
    struct mailbox *letters;
    struct mailbox *states;

    /* The loop's side. */
    bool is_named[EVIDENCE_STATION_COUNT_MAX]; /* the thread knows the station's name */
    uint64_t lost_count;
    struct node_archive_state state;

    /* The thread's side. */
    char directory[HISTORY_STORE_FILE_BYTES];
    struct history_keep keep;
    struct history_writer *writer; /* NULL while the store cannot be opened */
    char why[NODE_ARCHIVE_REASON_BYTES];
    int64_t tried_ms;      /* steady */
    uint64_t unkept_count; /* reports while there was no writer */
    char names[EVIDENCE_STATION_COUNT_MAX][EVIDENCE_STATION_NAME_BYTES];
    uint16_t stations[EVIDENCE_STATION_COUNT_MAX]; /* the store's numbers */
    int64_t reported_ms; /* the time of the last report: the same in a replay as live */
    bool is_over;
};

/* Opens the store; stations keep the loop's numbers. */
static bool open_writer(struct node_archive *archive)
{
    struct text why = text_init(archive->why, sizeof archive->why);

    archive->tried_ms = clock_steady_ms();
    archive->writer = history_writer_open(
        &(struct history_writer_options){
            .directory = archive->directory,
            .has_journal = true,
            .keep = archive->keep,
            .segment_count_max = HISTORY_WRITER_SEGMENTS,
            .position_count_max = HISTORY_WRITER_POSITIONS,
        },
        &why);
    for (size_t i = 0; archive->writer != NULL && i < EVIDENCE_STATION_COUNT_MAX; i++)
        if (archive->names[i][0] != '\0')
            archive->stations[i] = history_writer_station(archive->writer, archive->names[i]);
    return archive->writer != NULL;
}

static void take_letter(struct node_archive *archive, const struct letter *letter)
{
    if (letter->kind == LETTER_END) {
        archive->is_over = true;
    } else if (letter->kind == LETTER_STATION) {
        uint16_t number = letter->of.station.number;
        memcpy(archive->names[number], letter->of.station.name, sizeof archive->names[number]);
        if (archive->writer != NULL)
            archive->stations[number] =
                history_writer_station(archive->writer, letter->of.station.name);
    } else if (archive->writer == NULL) {
        archive->unkept_count++;
    } else {
        struct history_record record = letter->of.record;
        archive->reported_ms = record.time_ms;
        record.station = archive->stations[record.station];
        history_writer_take_record(archive->writer, &record);
    }
}

static void tell_state(struct node_archive *archive)
{
    struct history_writer_state writer = {.reason = archive->why};
    if (archive->writer != NULL)
        writer = history_writer_state(archive->writer);
    struct node_archive_state state = {
        .is_storing = writer.is_storing,
        .lost_count = writer.refused_count + archive->unkept_count,
        .open_position_count = writer.open_position_count,
        .position_count = writer.store.positions,
        .journal_size = writer.journal_size,
    };

    snprintf(state.reason, sizeof state.reason, "%s", writer.reason);
    mailbox_send(archive->states, &state); /* the loop has not looked yet: it will see the next */
}

static void work(void *user)
{
    struct node_archive *archive = user;
    int64_t synced_ms = clock_steady_ms();

    while (!archive->is_over) {
        struct pollfd waits = {.fd = mailbox_fd(archive->letters), .events = POLLIN};
        int64_t left_ms = synced_ms + SYNC_INTERVAL_MS - clock_steady_ms();
        struct letter letter;
        if (left_ms > 0)
            poll(&waits, 1, (int)left_ms);
        for (int i = 0; i < AT_A_TIME && mailbox_receive(archive->letters, &letter); i++)
            take_letter(archive, &letter);
        if (clock_steady_ms() - synced_ms < SYNC_INTERVAL_MS && !archive->is_over)
            continue;
        synced_ms = clock_steady_ms();
        if (archive->writer != NULL)
            history_writer_sync(archive->writer, archive->reported_ms);
        else if (synced_ms - archive->tried_ms >= OPEN_INTERVAL_MS)
            open_writer(archive);
        tell_state(archive);
    }
}

static void release(struct node_archive *archive)
{
    mailbox_free(archive->letters);
    mailbox_free(archive->states);
    free(archive);
}

struct node_archive *node_archive_open(const char *directory, const struct history_keep *keep,
                                       struct text *reason)
{
    struct node_archive *archive = calloc(1, sizeof *archive);
    char path[HISTORY_STORE_FILE_BYTES + 32];

    if (archive == NULL) {
        text_add(reason, "there is no memory");
        return NULL;
    }
    archive->state.is_storing = true;
    archive->letters = mailbox_new(sizeof(struct letter), NODE_ARCHIVE_WAITING_MAX);
    archive->states = mailbox_new(sizeof(struct node_archive_state), STATE_COUNT_MAX);
    if (archive->letters == NULL || archive->states == NULL) {
        text_add(reason, "there is no memory");
        release(archive);
        return NULL;
    }
    snprintf(archive->directory, sizeof archive->directory, "%s", directory);
    archive->keep = *keep;
    snprintf(path, sizeof path, "%s/%s", directory, HISTORY_STORE_FILE);
    bool is_established = access(path, F_OK) == 0 && !history_lock_is_held(directory);
    if (open_writer(archive) || is_established)
        archive->thread = thread_new(work, archive);
    if (archive->thread != NULL)
        return archive;
    text_add(reason, archive->writer == NULL ? archive->why : "there is no thread for it");
    if (archive->writer != NULL)
        history_writer_close(archive->writer, NULL, reason);
    release(archive);
    return NULL;
}

void node_archive_close(struct node_archive *archive)
{
    char bytes[NODE_ARCHIVE_REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);

    if (archive == NULL)
        return;
    while (!mailbox_send(archive->letters, &(struct letter){.kind = LETTER_END}))
        poll(NULL, 0, 10); /* it is being emptied */
    thread_join(archive->thread);
    if (archive->writer != NULL && !history_writer_close(archive->writer, NULL, &reason))
        log_line("the archive could not be written to the end: %s", bytes);
    release(archive);
}

/* Names a station to the thread before the first of its reports. */
static bool name_station(struct node_archive *archive, uint16_t number,
                         const struct evidence_stations *stations)
{
    struct letter letter = {.kind = LETTER_STATION, .of.station.number = number};
    const char *name = evidence_stations_get(stations, number)->name;

    if (archive->is_named[number] || name[0] == '\0')
        return true;
    snprintf(letter.of.station.name, sizeof letter.of.station.name, "%s", name);
    archive->is_named[number] = mailbox_send(archive->letters, &letter);
    return archive->is_named[number];
}

void node_archive_take(struct node_archive *archive, const struct evidence_report *report,
                       const struct evidence_stations *stations)
{
    if (!history_record_is_wanted(report->message->type))
        return;
    struct letter letter = {.kind = LETTER_REPORT, .of.record = history_record_of(report)};
    if (!name_station(archive, report->station, stations) ||
        !mailbox_send(archive->letters, &letter))
        archive->lost_count++;
}

void node_archive_forget_stations(struct node_archive *archive)
{
    memset(archive->is_named, 0, sizeof archive->is_named);
}

const struct node_archive_state *node_archive_state(struct node_archive *archive)
{
    while (mailbox_receive(archive->states, &archive->state))
        archive->state.lost_count += archive->lost_count;
    return &archive->state;
}

void node_archive_remove(const char *directory)
{
    DIR *folder = opendir(directory);

    if (folder == NULL)
        return;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char path[HISTORY_STORE_FILE_BYTES + 256 + 2];
        bool is_ours =
            strncmp(entry->d_name, HISTORY_STORE_FILE, strlen(HISTORY_STORE_FILE)) == 0 ||
            strncmp(entry->d_name, "journal-", 8) == 0 || strcmp(entry->d_name, "lock") == 0;
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        if (is_ours && unlink(path) < 0)
            log_line("%s stays: %s", path, strerror(errno));
    }
    closedir(folder);
    rmdir(directory);
}
