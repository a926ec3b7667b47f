/* SPDX-License-Identifier: Apache-2.0 */
#include "server/archive.h"

#include "base/clock.h"
#include "base/mailbox.h"
#include "base/thread.h"
#include "net/timer.h"
#include "net/watch.h"

#include <assert.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEPT_MS = 1000,
    KEPT_TIMES = 10,
    LOOK_MS = 250,
    ORDER_COUNT_MAX = 4, /* to a thread: one request, that it is dropped, and to end */
    REASON_BYTES = 512,
};

/* What the loop tells a thread. */
enum order_kind { ORDER_ASK, ORDER_DROP, ORDER_END };

struct order {
    enum order_kind kind;
    struct server_ask ask;
};

/* A thread that reads, and what is its own. */
struct clerk {
    size_t number;
    char *directory;
    char *waters_path; /* or NULL */
    struct thread *thread;
    struct mailbox *orders;
    struct mailbox *answers; /* of all threads */
    struct server_way *way;
    struct history_reader *reader; /* or NULL */
    int64_t opened_ms;             /* steady */
    int64_t kept_ms;
    bool is_dropped;
    bool must_end;
};

struct answer {
    size_t clerk;
    struct server_response response;
};

/* What waits, oldest first. */
struct waiting {
    void *asker;
    struct server_ask ask;
};

struct server_archive {
    void (*on_answer)(void *asker, struct server_response *response);
    bool (*is_there)(void *asker);
    struct net_timer *timer; /* looks who is still there */
    struct mailbox *answers;
    struct net_watch *watch;
    struct clerk clerks[SERVER_ARCHIVE_THREAD_COUNT];
    bool is_busy[SERVER_ARCHIVE_THREAD_COUNT];
    void *askers[SERVER_ARCHIVE_THREAD_COUNT]; /* NULL: forgotten, or none */
    size_t waiting_count;
    struct waiting waiting[SERVER_ARCHIVE_WAITING_MAX];
};

bool server_desk_may_go_on(struct server_desk *desk)
{
    bool is_late = clock_steady_ms() - desk->begun_ms > SERVER_ANSWER_MS_MAX;

    if (is_late && !desk->has_given_up)
        server_desk_fail(desk, 503, "this took too long; ask for less time or a smaller part");
    desk->has_given_up |= is_late || desk->is_dropped(desk->user);
    return !desk->has_given_up;
}

bool server_desk_is_full(const struct server_desk *desk)
{
    return desk->text->size > SERVER_PAGE_BYTES_MAX ||
           clock_steady_ms() - desk->begun_ms > SERVER_PAGE_MS_MAX;
}

void server_desk_fail(struct server_desk *desk, unsigned status, const char *words)
{
    desk->status = status;
    text_clear(desk->error);
    text_add(desk->error, words);
}

static void take_orders(struct clerk *clerk, struct order *order)
{
    while (mailbox_receive(clerk->orders, order)) {
        clerk->must_end |= order->kind == ORDER_END;
        clerk->is_dropped |= order->kind != ORDER_ASK;
        if (order->kind == ORDER_ASK)
            return;
    }
}

/* While it works nothing comes but that it may stop. */
static bool is_dropped(void *user)
{
    struct clerk *clerk = user;
    struct order order;

    if (!clerk->is_dropped)
        take_orders(clerk, &order);
    return clerk->is_dropped;
}

static void close_reader(struct clerk *clerk)
{
    history_reader_close(clerk->reader);
    clerk->reader = NULL;
}

/* The store, opened anew when it is too old. */
static bool open_reader(struct clerk *clerk, struct text *reason)
{
    int64_t now_ms = clock_steady_ms();

    if (clerk->reader != NULL && now_ms - clerk->opened_ms > clerk->kept_ms)
        close_reader(clerk);
    if (clerk->reader != NULL)
        return true;
    clerk->reader = history_reader_open(clerk->directory, reason);
    clerk->opened_ms = clock_steady_ms();
    clerk->kept_ms = KEPT_TIMES * (clerk->opened_ms - now_ms);
    if (clerk->kept_ms < KEPT_MS)
        clerk->kept_ms = KEPT_MS;
    return clerk->reader != NULL;
}

static void write_body(struct server_desk *desk, struct server_response *response)
{
    static void (*const answers[SERVER_ASK_COUNT])(struct server_desk * desk) = {
        [SERVER_ASK_PERIOD] = server_period_answer,
        [SERVER_ASK_DENSITY] = server_density_answer,
        [SERVER_ASK_TRACKS] = server_tracks_answer,
        [SERVER_ASK_VESSEL] = server_vessel_answer,
        [SERVER_ASK_NAMES] = server_names_answer,
        [SERVER_ASK_COLLECTIONS] = server_collections_answer,
        [SERVER_ASK_COLLECTION] = server_collection_answer,
        [SERVER_ASK_ITEMS] = server_items_answer,
        [SERVER_ASK_ITEM] = server_item_answer,
    };

    answers[desk->ask->kind](desk);
    if (desk->status == 200 && desk->text->is_cut)
        server_desk_fail(desk, 503, "the answer is too large; ask for less");
    if (desk->status != 200)
        return;
    response->content_type = desk->content_type;
    response->body_size = desk->text->size;
    char *body = realloc(desk->text->bytes, desk->text->size + 1);
    response->body = body != NULL ? body : desk->text->bytes;
    desk->text->bytes = NULL;
}

static void answer(struct clerk *clerk, const struct server_ask *ask,
                   struct server_response *response)
{
    char error_bytes[REASON_BYTES], reason_bytes[REASON_BYTES];
    struct text error = text_init(error_bytes, sizeof error_bytes);
    struct text reason = text_init(reason_bytes, sizeof reason_bytes);
    char *bytes = malloc(SERVER_ANSWER_BYTES_MAX);
    struct server_desk desk = {
        .ask = ask,
        .waters_path = clerk->waters_path,
        .way = clerk->way,
        .is_dropped = is_dropped,
        .user = clerk,
        .status = 200,
        .content_type = "application/json",
        .error = &error,
    };

    clerk->is_dropped = false;
    if (bytes == NULL) {
        server_desk_fail(&desk, 503, "there is no memory for the answer now; ask again later");
    } else if (!open_reader(clerk, &reason)) {
        server_desk_fail(&desk, 503, "the archive cannot be read: ");
        text_add(&error, reason_bytes);
    } else {
        struct text text = text_init(bytes, SERVER_ANSWER_BYTES_MAX);
        desk.reader = clerk->reader;
        desk.text = &text;
        desk.begun_ms = clock_steady_ms();
        write_body(&desk, response);
        bytes = text.bytes;
    }
    free(bytes);
    if (desk.status != 200)
        server_response_fail(response, desk.status, error_bytes);
}

/* Waits for an order; a store that is kept open is closed when it is old, so that its writer is not
 * held up. */
static void wait_for_order(struct clerk *clerk, struct order *order)
{
    order->kind = ORDER_DROP;
    take_orders(clerk, order);
    while (order->kind != ORDER_ASK && !clerk->must_end) {
        struct pollfd poll_fd = {.fd = mailbox_fd(clerk->orders), .events = POLLIN};
        int64_t left_ms = clerk->opened_ms + clerk->kept_ms - clock_steady_ms();
        if (clerk->reader != NULL && left_ms <= 0)
            close_reader(clerk);
        poll(&poll_fd, 1, clerk->reader != NULL ? (int)left_ms : -1);
        take_orders(clerk, order);
    }
}

static void work(void *user)
{
    struct clerk *clerk = user;
    struct order order;

    for (wait_for_order(clerk, &order); !clerk->must_end; wait_for_order(clerk, &order)) {
        struct answer message = {.clerk = clerk->number, .response = server_response_init()};
        answer(clerk, &order.ask, &message.response);
        bool is_sent = mailbox_send(clerk->answers, &message);
        assert(is_sent); /* there is room for one of each thread */
    }
    close_reader(clerk);
}

/* Tells a thread that nobody waits for its answer. */
static void drop(struct server_archive *archive, size_t clerk)
{
    archive->askers[clerk] = NULL;
    bool is_sent = mailbox_send(archive->clerks[clerk].orders, &(struct order){.kind = ORDER_DROP});
    assert(is_sent);
}

/* Leaves out those that wait no more, and tells the threads whose work was for nobody. */
static void look_who_waits(struct server_archive *archive)
{
    size_t kept = 0;

    for (size_t i = 0; i < archive->waiting_count; i++)
        if (archive->is_there(archive->waiting[i].asker))
            archive->waiting[kept++] = archive->waiting[i];
    archive->waiting_count = kept;
    for (size_t i = 0; i < SERVER_ARCHIVE_THREAD_COUNT; i++)
        if (archive->askers[i] != NULL && !archive->is_there(archive->askers[i]))
            drop(archive, i);
}

/* Gives a thread without work what has waited longest. */
static void give_work(struct server_archive *archive)
{
    for (size_t i = 0; i < SERVER_ARCHIVE_THREAD_COUNT && archive->waiting_count > 0; i++) {
        if (archive->is_busy[i])
            continue;
        struct order order = {.kind = ORDER_ASK, .ask = archive->waiting[0].ask};
        bool is_sent = mailbox_send(archive->clerks[i].orders, &order);
        assert(is_sent);
        archive->is_busy[i] = true;
        archive->askers[i] = archive->waiting[0].asker;
        archive->waiting_count--;
        memmove(archive->waiting, archive->waiting + 1,
                archive->waiting_count * sizeof archive->waiting[0]);
    }
}

static void on_time(void *user)
{
    look_who_waits(user);
}

static void on_answers(void *user)
{
    struct server_archive *archive = user;
    struct answer answer;

    look_who_waits(archive);
    while (mailbox_receive(archive->answers, &answer)) {
        void *asker = archive->askers[answer.clerk];
        archive->is_busy[answer.clerk] = false;
        archive->askers[answer.clerk] = NULL;
        if (asker != NULL)
            archive->on_answer(asker, &answer.response);
        else
            server_response_release(&answer.response);
    }
    give_work(archive);
}

static bool start(struct server_archive *archive, size_t number,
                  const struct server_archive_options *options)
{
    struct clerk *clerk = &archive->clerks[number];

    clerk->number = number;
    clerk->directory = strdup(options->directory);
    clerk->waters_path = options->waters_path != NULL ? strdup(options->waters_path) : NULL;
    clerk->way = server_way_new();
    clerk->answers = archive->answers;
    clerk->orders = mailbox_new(sizeof(struct order), ORDER_COUNT_MAX);
    if (clerk->directory == NULL || clerk->way == NULL || clerk->orders == NULL ||
        (options->waters_path != NULL && clerk->waters_path == NULL))
        return false;
    clerk->thread = thread_new(work, clerk);
    return clerk->thread != NULL;
}

struct server_archive *server_archive_new(const struct server_archive_options *options)
{
    struct server_archive *archive = calloc(1, sizeof *archive);

    if (archive == NULL)
        return NULL;
    archive->on_answer = options->on_answer;
    archive->is_there = options->is_there;
    archive->answers = mailbox_new(sizeof(struct answer), SERVER_ARCHIVE_THREAD_COUNT);
    if (archive->answers != NULL)
        archive->watch =
            net_watch_new(options->loop, mailbox_fd(archive->answers), on_answers, archive);
    archive->timer = net_timer_new(options->loop, on_time, archive);
    bool is_started = archive->watch != NULL && archive->timer != NULL;
    if (is_started)
        net_timer_repeat(archive->timer, LOOK_MS);
    for (size_t i = 0; is_started && i < SERVER_ARCHIVE_THREAD_COUNT; i++)
        is_started = start(archive, i, options);
    if (is_started)
        return archive;
    server_archive_free(archive);
    return NULL;
}

void server_archive_free(struct server_archive *archive)
{
    struct answer answer;

    if (archive == NULL)
        return;
    for (size_t i = 0; i < SERVER_ARCHIVE_THREAD_COUNT; i++)
        if (archive->clerks[i].thread != NULL)
            mailbox_send(archive->clerks[i].orders, &(struct order){.kind = ORDER_END});
    for (size_t i = 0; i < SERVER_ARCHIVE_THREAD_COUNT; i++) {
        struct clerk *clerk = &archive->clerks[i];
        if (clerk->thread != NULL)
            thread_join(clerk->thread);
        mailbox_free(clerk->orders);
        server_way_free(clerk->way);
        free(clerk->directory);
        free(clerk->waters_path);
    }
    net_watch_free(archive->watch);
    net_timer_free(archive->timer);
    while (archive->answers != NULL && mailbox_receive(archive->answers, &answer))
        server_response_release(&answer.response);
    mailbox_free(archive->answers);
    free(archive);
}

bool server_archive_ask(struct server_archive *archive, const struct server_ask *ask, void *asker)
{
    if (archive->waiting_count == SERVER_ARCHIVE_WAITING_MAX)
        return false;
    archive->waiting[archive->waiting_count++] = (struct waiting){.asker = asker, .ask = *ask};
    give_work(archive);
    return true;
}

void server_archive_forget(struct server_archive *archive, const void *asker)
{
    size_t kept = 0;

    for (size_t i = 0; i < archive->waiting_count; i++)
        if (archive->waiting[i].asker != asker)
            archive->waiting[kept++] = archive->waiting[i];
    archive->waiting_count = kept;
    for (size_t i = 0; i < SERVER_ARCHIVE_THREAD_COUNT; i++)
        if (archive->askers[i] == asker)
            drop(archive, i);
}
