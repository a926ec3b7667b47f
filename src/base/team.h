/* SPDX-License-Identifier: Apache-2.0 */
/* Threads that do the same work side by side, and turns that go round among them.
 *
 * A turn goes from place 0 to 1 and on to the last, and to 0 again. Who has it may use what it
 * guards; it is handed on through a mailbox, so that nothing else is shared. */
#ifndef BASE_TEAM_H
#define BASE_TEAM_H

#include <stdbool.h>
#include <stddef.h>

enum {
    TEAM_COUNT_MAX = 64,
    TEAM_TURN_COUNT_MAX = 4,
};

struct team;

/* A team of `count` threads, 1 to TEAM_COUNT_MAX, the caller's one of them, with `turn_count`
 * turns. NULL when there is no memory or no file descriptor left. */
struct team *team_new(size_t count, size_t turn_count);
void team_free(struct team *team);

/* Runs work(user, place) for each place from 0 on, that of place 0 on the caller's thread, and
 * returns when all have returned. Where the system gives fewer threads there are fewer places, at
 * least one. Every place must take and pass on each turn in each of its rounds, also in that after
 * which it returns; and when one has returned, all must in their next round. Once a team. */
void team_run(struct team *team, void (*work)(void *user, size_t place), void *user);

/* Waits until the turn comes to `place`. */
void team_take_turn(struct team *team, size_t turn, size_t place);

/* Hands the turn on to the next place. */
void team_pass_turn(struct team *team, size_t turn, size_t place);

/* Processors that this process may use, 1 to TEAM_COUNT_MAX. */
size_t team_processor_count(void);

#endif
