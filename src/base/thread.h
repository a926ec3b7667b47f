/* SPDX-License-Identifier: Apache-2.0 */
/* A thread of its own for work that would hold others up. It shares nothing but mailboxes. */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

struct thread;

/* Begins `work(user)` in another thread, in which no signal is taken. NULL when there is none. */
struct thread *thread_new(void (*work)(void *user), void *user);

/* Waits until it has ended. */
void thread_join(struct thread *thread);

#endif
