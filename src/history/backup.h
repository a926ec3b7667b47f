/* SPDX-License-Identifier: Apache-2.0 */
/* A copy of a store while it is written to. */
#ifndef HISTORY_BACKUP_H
#define HISTORY_BACKUP_H

#include "base/text.h"

/* Copies a store, journal and all, into the folder `target`, which is made and must not hold one.
 * What comes in meanwhile may or may not be in it. `step` is called between steps with the pages
 * done and all; NULL: nobody wants to know. False, with the reason, when it did not go. */
bool history_backup(const char *directory, const char *target,
                    void (*step)(void *user, uint64_t done, uint64_t all), void *user,
                    struct text *reason);

#endif
