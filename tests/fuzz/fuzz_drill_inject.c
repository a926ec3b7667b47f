/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: a log without faults comes out to the byte, in whatever pieces it is pushed;
 * with faults on every ship and station it comes to its end. There is room for little, so that a
 * run is quick and also meets what happens when there is no more. */
#include "drill/inject.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct expected {
    const uint8_t *bytes;
    size_t size, seen;
};

static void compare(void *context, const char *bytes, size_t size)
{
    struct expected *expected = context;
    assert(size <= expected->size - expected->seen);
    assert(memcmp(expected->bytes + expected->seen, bytes, size) == 0);
    expected->seen += size;
}

static void forget(void *context, const char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    assert(size > 0);
}

static void push_all(struct drill_inject *inject, const uint8_t *data, size_t size, size_t piece)
{
    for (size_t i = 0; i < size; i += piece)
        drill_inject_push(inject, (const char *)data + i, size - i < piece ? size - i : piece);
    drill_inject_end(inject);
    drill_inject_free(inject);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char words[] = "[{\"fault\":\"bit_flip\",\"rate\":0.01},"
                                "{\"fault\":\"clock\",\"station\":\"s\",\"seconds\":-5},"
                                "{\"fault\":\"delay\",\"station\":\"s\",\"seconds\":7},"
                                "{\"fault\":\"replay\",\"from\":0,\"until\":1,\"at\":2},"
                                "{\"fault\":\"beacon\",\"kind\":\"mob\",\"at\":[1,2],\"from\":0}]";
    static const struct drill_inject_room room = {48, 8};
    static struct drill_faults faults;
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);

    if (size < 1)
        return 0;
    size_t piece = data[0] + (size_t)1;
    struct expected expected = {data + 1, size - 1, 0};
    faults.count = 0;
    push_all(drill_inject_new(&faults, 1, (struct drill_sink){&expected, compare}, &room), data + 1,
             size - 1, piece);
    assert(expected.seen == expected.size);
    bool is_read = drill_faults_parse(words, sizeof words - 1, &faults, &reason);
    assert(is_read);
    push_all(drill_inject_new(&faults, 1, (struct drill_sink){NULL, forget}, &room), data + 1,
             size - 1, piece);
    return 0;
}
