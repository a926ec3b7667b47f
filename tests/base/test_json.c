/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"
#include "check.h"

#include <math.h>

static void puts_commas_where_they_belong(void)
{
    char bytes[256];
    struct text text = text_init(bytes, sizeof bytes);
    struct json json = json_init(&text);

    json_open_object(&json, NULL);
    json_int(&json, "a", 1);
    json_open_array(&json, "b");
    json_real(&json, NULL, 1.25, 2);
    json_open_object(&json, NULL);
    json_close_object(&json);
    json_null(&json, NULL);
    json_close_array(&json);
    json_bool(&json, "c", false);
    json_time(&json, "d", 0);
    json_real(&json, "e", (double)NAN, 1);
    json_close_object(&json);
    CHECK_TEXT(bytes, "{\"a\":1,\"b\":[1.25,{},null],\"c\":false,"
                      "\"d\":\"1970-01-01T00:00:00.000Z\",\"e\":null}");
}

static void escapes_whatever_comes_over_the_air(void)
{
    char bytes[256];
    struct text text = text_init(bytes, sizeof bytes);
    struct json json = json_init(&text);

    json_open_array(&json, NULL);
    json_text(&json, NULL, "\"\\\n\x7f\xff");
    json_text(&json, NULL, NULL);
    json_text_bytes(&json, NULL, "a\0b", 3);
    json_utf8(&json, NULL, "\xd9\x85\"");
    json_close_array(&json);
    CHECK_TEXT(bytes, "[\"\\\"\\\\\\u000a\\u007f\\u00ff\",null,\"a\\u0000b\",\"\xd9\x85\\\"\"]");
}

int main(void)
{
    RUN(puts_commas_where_they_belong);
    RUN(escapes_whatever_comes_over_the_air);
    return check_summary();
}
