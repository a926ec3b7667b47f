/* SPDX-License-Identifier: Apache-2.0 */
#include "base/worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct worker {
    pthread_t thread;
    void (*work)(void *user);
    void *user;
};

static void *run(void *argument)
{
    struct worker *worker = argument;
    worker->work(worker->user);
    return NULL;
}

struct worker *worker_start(void (*work)(void *user), void *user)
{
    struct worker *worker = malloc(sizeof *worker);
    sigset_t all, before;

    if (worker == NULL)
        return NULL;
    *worker = (struct worker){.work = work, .user = user};
    /* Signals are for the thread that has the loop. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&worker->thread, NULL, run, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error == 0)
        return worker;
    free(worker);
    return NULL;
}

void worker_join(struct worker *worker)
{
    if (worker == NULL)
        return;
    pthread_join(worker->thread, NULL);
    free(worker);
}
