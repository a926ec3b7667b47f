/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: whatever is written in whatever order, into whatever place, is whole JSON or
 * said to be cut, and ends in its place. */
#include "base/json.h"
#include "strict_json.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DEPTH_MAX = 8, NAME_BYTES = 16, VALUE_BYTES = 8, PLACE_BYTES = 1 << 12 };

struct writer {
    struct json json;
    size_t depth;
    bool is_array[DEPTH_MAX];
    unsigned name_count;
    char name[NAME_BYTES];
};

/* A name that was not there before; none in an array. */
static const char *next_name(struct writer *writer)
{
    if (writer->is_array[writer->depth - 1])
        return NULL;
    snprintf(writer->name, sizeof writer->name, "n%u", writer->name_count++);
    return writer->name;
}

static void nest(struct writer *writer, bool is_array)
{
    if (writer->depth == DEPTH_MAX)
        return;
    if (is_array)
        json_open_array(&writer->json, next_name(writer));
    else
        json_open_object(&writer->json, next_name(writer));
    writer->is_array[writer->depth++] = is_array;
}

static void close_last(struct writer *writer)
{
    if (writer->is_array[--writer->depth])
        json_close_array(&writer->json);
    else
        json_close_object(&writer->json);
}

static void add_value(struct writer *writer, uint8_t choice, const uint8_t bytes[VALUE_BYTES])
{
    struct json *json = &writer->json;
    int64_t number;
    double real;
    memcpy(&number, bytes, sizeof number);
    memcpy(&real, bytes, sizeof real);

    switch (choice % 7) {
    case 0:
        json_int(json, next_name(writer), number);
        break;
    case 1:
        json_int(json, next_name(writer), number >> choice / 7 % 64);
        break;
    case 2:
        json_real(json, next_name(writer), real, choice / 7 % 10);
        break;
    case 3:
        json_text_bytes(json, next_name(writer), (const char *)bytes, VALUE_BYTES);
        break;
    case 4:
        json_time(json, next_name(writer), number % INT64_C(100000000000000));
        break;
    case 5:
        json_bool(json, next_name(writer), (number & 1) != 0);
        break;
    default:
        json_null(json, next_name(writer));
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    size_t place_size = 1 + ((size_t)data[0] << 8 | data[1]) % PLACE_BYTES;
    char *place = malloc(place_size);
    struct text text = text_init(place, place_size);
    struct writer writer = {.json = json_init(&text)};

    json_open_object(&writer.json, NULL);
    writer.depth = 1;
    for (size_t i = 2; i + VALUE_BYTES < size && writer.name_count < 100; i += VALUE_BYTES + 1) {
        if (data[i] < 192)
            add_value(&writer, data[i], data + i + 1);
        else if (data[i] < 240)
            nest(&writer, data[i] % 2 == 0);
        else if (writer.depth > 1)
            close_last(&writer);
    }
    while (writer.depth > 0)
        close_last(&writer);
    assert(text.size < place_size && place[text.size] == '\0');
    assert(text.is_cut || strict_json_is_object(place, text.size));
    free(place);
    return 0;
}
