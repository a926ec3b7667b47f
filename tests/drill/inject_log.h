/* SPDX-License-Identifier: Apache-2.0 */
/* A log in memory, with faults in it. */
#ifndef INJECT_LOG_H
#define INJECT_LOG_H

#include "check.h"
#include "drill/inject.h"

#include <string.h>

enum { LOG_BYTES = 1 << 16 };

struct log_bytes {
    char bytes[LOG_BYTES];
    size_t size;
};

static inline void log_keep(void *context, const char *bytes, size_t size)
{
    struct log_bytes *log = context;
    CHECK(size < sizeof log->bytes - log->size);
    memcpy(log->bytes + log->size, bytes, size);
    log->size += size;
    log->bytes[log->size] = '\0';
}

/* The log pushed in pieces of this size, and its truth. */
static inline void log_inject(const char *words, const char *input, size_t piece,
                              struct log_bytes *output, struct log_bytes *truth)
{
    static struct drill_faults faults;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);

    *output = (struct log_bytes){.size = 0};
    *truth = (struct log_bytes){.size = 0};
    CHECK(drill_faults_parse(words, strlen(words), &faults, &reason));
    CHECK_TEXT(bytes, "");
    struct drill_inject *inject =
        drill_inject_new(&faults, 1, (struct drill_sink){output, log_keep}, &DRILL_INJECT_ROOM);
    for (size_t i = 0, size = strlen(input); i < size; i += piece)
        drill_inject_push(inject, input + i, size - i < piece ? size - i : piece);
    drill_inject_end(inject);
    drill_inject_add_truth(inject, "log", (struct drill_sink){truth, log_keep});
    drill_inject_free(inject);
}

#endif
