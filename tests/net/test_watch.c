/* SPDX-License-Identifier: Apache-2.0 */
#include "base/mailbox.h"
#include "base/thread.h"
#include "net/drive.h"
#include "net/watch.h"

struct listening {
    struct mailbox *mailbox;
    struct net_watch *watch;
    int count;
    int close_at; /* the watch is freed when so many have come; 0: never */
};

static void on_readable(void *user)
{
    struct listening *listening = user;
    int number;
    while (mailbox_receive(listening->mailbox, &number))
        CHECK_INT(number, listening->count++);
    if (listening->count == listening->close_at) {
        net_watch_free(listening->watch);
        listening->watch = NULL;
    }
}

static void send_some(void *user)
{
    struct mailbox *mailbox = user;
    for (int number = 0; number < 1000;)
        number += mailbox_send(mailbox, &number);
}

static void letters_from_another_thread_come_in_the_loop(void)
{
    struct net_loop *loop = net_loop_new();
    struct listening listening = {.mailbox = mailbox_new(sizeof(int), 10)};
    listening.watch = net_watch_new(loop, mailbox_fd(listening.mailbox), on_readable, &listening);
    struct thread *thread = thread_new(send_some, listening.mailbox);
    DRIVE_UNTIL(loop, listening.count == 1000);
    thread_join(thread);
    net_watch_free(listening.watch);
    net_loop_free(loop);
    mailbox_free(listening.mailbox);
}

static void a_watch_may_end_itself(void)
{
    struct net_loop *loop = net_loop_new();
    struct listening listening = {.mailbox = mailbox_new(sizeof(int), 10), .close_at = 1};
    listening.watch = net_watch_new(loop, mailbox_fd(listening.mailbox), on_readable, &listening);
    CHECK(mailbox_send(listening.mailbox, &(int){0}));
    DRIVE_UNTIL(loop, listening.watch == NULL);
    CHECK(mailbox_send(listening.mailbox, &(int){1}));
    net_loop_turn(loop, false);
    CHECK_INT(listening.count, 1);
    net_loop_free(loop);
    mailbox_free(listening.mailbox);
}

int main(void)
{
    RUN(letters_from_another_thread_come_in_the_loop);
    RUN(a_watch_may_end_itself);
    return check_summary();
}
