/* SPDX-License-Identifier: Apache-2.0 */
#include "history/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

int history_lock_take(const char *directory, struct text *reason)
{
    char path[4096 + 8];

    if (mkdir(directory, 0755) < 0 && errno != EEXIST) {
        text_add_format(reason, "cannot make it: %s", strerror(errno));
        return -1;
    }
    snprintf(path, sizeof path, "%s/lock", directory);
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (lock < 0) {
        text_add_format(reason, "cannot write into it: %s", strerror(errno));
        return -1;
    }
    if (flock(lock, LOCK_EX | LOCK_NB) == 0)
        return lock;
    text_add(reason, errno == EWOULDBLOCK ? "another narrows writes to it" : strerror(errno));
    close(lock);
    return -1;
}

bool history_lock_is_held(const char *directory)
{
    char path[4096 + 8];

    snprintf(path, sizeof path, "%s/lock", directory);
    int lock = open(path, O_RDONLY | O_CLOEXEC);
    if (lock < 0)
        return false;
    bool is_held = flock(lock, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK;
    close(lock);
    return is_held;
}

void history_lock_release(int lock)
{
    if (lock >= 0)
        close(lock);
}
