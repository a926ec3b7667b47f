/* SPDX-License-Identifier: Apache-2.0 */
#include "history/backup.h"

#include "history/journal.h"
#include "history/lock.h"
#include "history/schema.h"
#include "history/store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

enum { PATH_SIZE = HISTORY_STORE_FILE_BYTES + 32, PAGES_AT_A_TIME = 256, BUSY_WAIT_MS = 50 };

struct copying {
    sqlite3 *from;
    sqlite3 *to;
    void (*step)(void *user, uint64_t done, uint64_t all);
    void *user;
};

/* SQLite's online backup: what is written meanwhile by another process begins it anew. */
static bool copy_pages(const struct copying *copying, struct text *reason)
{
    sqlite3_backup *backup = sqlite3_backup_init(copying->to, "main", copying->from, "main");
    int result = backup != NULL ? SQLITE_OK : SQLITE_ERROR;

    while (result == SQLITE_OK || result == SQLITE_BUSY || result == SQLITE_LOCKED) {
        if (result != SQLITE_OK)
            sqlite3_sleep(BUSY_WAIT_MS);
        result = sqlite3_backup_step(backup, PAGES_AT_A_TIME);
        int all = sqlite3_backup_pagecount(backup);
        if (copying->step != NULL)
            copying->step(copying->user, (uint64_t)(all - sqlite3_backup_remaining(backup)),
                          (uint64_t)all);
    }
    if (backup != NULL)
        sqlite3_backup_finish(backup);
    if (result == SQLITE_DONE)
        return true;
    text_add(reason, sqlite3_errmsg(copying->to));
    return false;
}

static bool copy_database(const char *directory, const char *target, struct copying *copying,
                          struct text *reason)
{
    char to[PATH_SIZE];
    bool is_done = false;

    snprintf(to, sizeof to, "%s/%s", target, HISTORY_STORE_FILE);
    copying->from = history_schema_open(directory, reason);
    if (copying->from == NULL)
        return false;
    /* One reading transaction: all pages are of one moment, and the backup never begins anew. */
    if (sqlite3_exec(copying->from, "BEGIN; SELECT 1 FROM station", NULL, NULL, NULL) != SQLITE_OK)
        text_add(reason, sqlite3_errmsg(copying->from));
    else if (sqlite3_open_v2(to, &copying->to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) !=
             SQLITE_OK)
        text_add(reason, sqlite3_errmsg(copying->to));
    else
        is_done = copy_pages(copying, reason);
    sqlite3_close(copying->from);
    sqlite3_close(copying->to);
    return is_done;
}

bool history_backup(const char *directory, const char *target,
                    void (*step)(void *user, uint64_t done, uint64_t all), void *user,
                    struct text *reason)
{
    struct copying copying = {.step = step, .user = user};
    char path[PATH_SIZE];

    int lock = history_lock_take(target, reason);
    if (lock < 0)
        return false;
    snprintf(path, sizeof path, "%s/%s", target, HISTORY_STORE_FILE);
    bool is_free = access(path, F_OK) != 0;
    if (!is_free)
        text_add(reason, "there is a store already; name another folder");
    /* The journal first: what is closed into chunks meanwhile is then there twice, and found to be
     * the same, but never missed. */
    bool is_done = is_free && history_journal_copy(directory, target, reason) &&
                   copy_database(directory, target, &copying, reason);
    history_lock_release(lock);
    return is_done;
}
