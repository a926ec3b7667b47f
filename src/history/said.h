/* SPDX-License-Identifier: Apache-2.0 */
/* What ships said, as columns of the store's tables `vessel` and `voyage`. */
#ifndef HISTORY_SAID_H
#define HISTORY_SAID_H

#include "history/facts.h"

#include <sqlite3.h>

enum history_said_kind { HISTORY_SAID_VESSEL, HISTORY_SAID_VOYAGE, HISTORY_SAID_COUNT };

union history_said {
    struct history_vessel vessel;
    struct history_voyage voyage;
};

/* The columns of a kind's table behind its times, in their order, from `place` on. */
void history_said_bind(enum history_said_kind kind, sqlite3_stmt *statement, int place,
                       union history_said *said);
void history_said_read(enum history_said_kind kind, sqlite3_stmt *statement, int place,
                       union history_said *said);

#endif
