/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "history/backup.h"
#include "history/check.h"
#include "history/keeper.h"
#include "history/lock.h"
#include "node/command.h"
#include "node/progress.h"

#include <stdio.h>
#include <string.h>

enum { CHUNKS_AT_A_TIME = 512, PAGE_BYTES = 16384 };

static const char help[] =
    "usage: narrows store check DIR\n"
    "       narrows store backup DIR TARGET\n"
    "       narrows store compact DIR\n\n"
    "The archive in the folder DIR, as narrows run --store and narrows import write it.\n\n"
    "  check      reads all of it: is every page and every chunk whole, and where its row says?\n"
    "             Status 1 when it is not\n"
    "  backup     copies it into the folder TARGET, also while a node writes to it\n"
    "  compact    writes what is older than a day smaller; a running node does so by itself, so\n"
    "             this is for after an import\n"
    "  --help     this text\n";

static enum command_status fail(const char *folder, const char *reason)
{
    fprintf(stderr, "narrows store: %s: %s\n", folder, reason);
    return COMMAND_FAILED;
}

static void tell_fault(void *user, const char *fault)
{
    (void)user;
    printf("%s\n", fault);
}

static enum command_status check(const char *folder)
{
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_check found;

    if (!history_check_run(folder, &found, tell_fault, NULL, &reason))
        return fail(folder, bytes);
    double each =
        found.position_count > 0 ? (double)found.file_size / (double)found.position_count : 0;
    printf("%llu chunks, %llu of them compacted, %llu positions; %llu bytes, %.2f a position\n",
           (unsigned long long)found.chunk_count, (unsigned long long)found.cold_count,
           (unsigned long long)found.position_count, (unsigned long long)found.file_size, each);
    if (found.fault_count == 0)
        printf("no fault\n");
    else
        printf("%llu faults; what is broken is left out of answers, the rest is as it was. Bring "
               "the store back from a backup, or import what it held again into a new one\n",
               (unsigned long long)found.fault_count);
    enum command_status status = command_flush_output("store");
    return found.fault_count == 0 ? status : COMMAND_FAILED;
}

static void show_pages(void *user, uint64_t done, uint64_t all)
{
    node_progress_show(user,
                       (struct node_progress_done){.byte_count = done * PAGE_BYTES,
                                                   .byte_total = all * PAGE_BYTES,
                                                   .sentence_count = done,
                                                   .unit = "pages"},
                       clock_steady_ms());
}

static enum command_status backup(const char *folder, const char *target)
{
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);
    struct node_progress progress = node_progress_init(clock_steady_ms());

    bool is_done = history_backup(folder, target, show_pages, &progress, &reason);
    node_progress_erase(&progress);
    return is_done ? COMMAND_OK : fail(folder, bytes);
}

/* All steps of it, each in a transaction of its own. */
static bool compact_all(struct history_store *store, struct history_keeper *keeper)
{
    struct node_progress progress = node_progress_init(clock_steady_ms());
    int64_t now_s = clock_utc_ms() / 1000;
    bool is_done = false;

    while (!is_done) {
        if (!history_keeper_compact(keeper, now_s, CHUNKS_AT_A_TIME, &is_done) ||
            !history_store_commit(store))
            return false;
        node_progress_show(
            &progress,
            (struct node_progress_done){.sentence_count = history_keeper_counts(keeper).compacted,
                                        .unit = "chunks"},
            clock_steady_ms());
    }
    node_progress_erase(&progress);
    return true;
}

static enum command_status compact(const char *folder)
{
    char bytes[512];
    struct text reason = text_init(bytes, sizeof bytes);
    enum command_status status = COMMAND_FAILED;
    int lock = history_lock_take(folder, &reason);
    struct history_store *store = lock < 0 ? NULL : history_store_open(folder, &reason);
    struct history_keeper *keeper =
        store == NULL ? NULL : history_keeper_new(store, &(struct history_keep){0});

    if (keeper == NULL) {
        status = fail(folder, bytes);
    } else if (!compact_all(store, keeper)) {
        status = fail(folder, history_store_reason(store));
    } else {
        printf("%llu chunks compacted\n",
               (unsigned long long)history_keeper_counts(keeper).compacted);
        status = command_flush_output("store");
    }
    history_keeper_free(keeper);
    history_store_close(store);
    history_lock_release(lock);
    return status;
}

enum command_status command_store(int count, char **words)
{
    const char *word = count > 1 ? words[1] : "";

    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return command_print_help("store", help);
    if (count == 3 && strcmp(word, "check") == 0)
        return check(words[2]);
    if (count == 4 && strcmp(word, "backup") == 0)
        return backup(words[2], words[3]);
    if (count == 3 && strcmp(word, "compact") == 0)
        return compact(words[2]);
    return command_usage_error("store", "what, and which folder? check DIR, backup DIR TARGET or "
                                        "compact DIR");
}
