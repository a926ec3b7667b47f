/* SPDX-License-Identifier: Apache-2.0 */
#include "base/thread.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct thread {
    pthread_t thread;
    void (*work)(void *user);
    void *user;
};

static void *run(void *given)
{
    struct thread *thread = given;
    thread->work(thread->user);
    return NULL;
}

struct thread *thread_new(void (*work)(void *user), void *user)
{
    struct thread *thread = malloc(sizeof *thread);
    sigset_t all, before;

    if (thread == NULL)
        return NULL;
    thread->work = work;
    thread->user = user;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    int error = pthread_create(&thread->thread, NULL, run, thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error == 0)
        return thread;
    free(thread);
    return NULL;
}

void thread_join(struct thread *thread)
{
    if (thread == NULL)
        return;
    pthread_join(thread->thread, NULL);
    free(thread);
}
