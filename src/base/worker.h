/* SPDX-License-Identifier: Apache-2.0 */
/* A thread of its own, which talks to others through mailboxes only. */
#ifndef BASE_WORKER_H
#define BASE_WORKER_H

struct worker;

/* Runs work(user) on a new thread, which no signal interrupts. NULL when the system gives none. */
struct worker *worker_start(void (*work)(void *user), void *user);

/* Waits until work() has returned. NULL is fine. */
void worker_join(struct worker *worker);

#endif
