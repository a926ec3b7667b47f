/* SPDX-License-Identifier: Apache-2.0 */
/* A store has one writer: who holds its lock. */
#ifndef HISTORY_LOCK_H
#define HISTORY_LOCK_H

#include "base/text.h"

/* Makes the folder when it is not there, and takes the lock in it. Gives a number to release it by;
 * -1, with the reason, when that cannot be. The lock goes with the process that holds it. */
int history_lock_take(const char *directory, struct text *reason);
void history_lock_release(int lock);

/* Whether another process writes to the store. */
bool history_lock_is_held(const char *directory);

#endif
