/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json_value.h"
#include "check.h"

#include <math.h>
#include <string.h>

static struct json_tree *parse(const char *json)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct json_tree *tree = json_tree_parse(json, strlen(json), &reason);

    CHECK((tree == NULL) == (reason.size > 0));
    return tree;
}

static void gives_values_of_their_kind(void)
{
    struct json_tree *tree =
        parse("{\"a\": [1, -2.5, \"x\", true, false, null, {}], \"b\": {\"c\": \"\\u0645\"}}");
    struct json_value root = json_tree_root(tree);
    struct json_value list = json_value_member(root, "a");

    CHECK_INT(json_value_kind(root), JSON_VALUE_OBJECT);
    CHECK_INT(json_value_count(root), 2);
    CHECK_INT(json_value_kind(list), JSON_VALUE_ARRAY);
    CHECK_INT(json_value_count(list), 7);
    CHECK_REAL(json_value_number(json_value_at(list, 0)), 1, 0);
    CHECK_REAL(json_value_number(json_value_at(list, 1)), -2.5, 0);
    CHECK_TEXT(json_value_text(json_value_at(list, 2)), "x");
    CHECK(json_value_is_true(json_value_at(list, 3)));
    CHECK_INT(json_value_kind(json_value_at(list, 4)), JSON_VALUE_BOOL);
    CHECK(!json_value_is_true(json_value_at(list, 4)));
    CHECK_INT(json_value_kind(json_value_at(list, 5)), JSON_VALUE_NULL);
    CHECK_INT(json_value_kind(json_value_at(list, 6)), JSON_VALUE_OBJECT);
    CHECK_TEXT(json_value_text(json_value_member(json_value_member(root, "b"), "c")), "م");
    json_tree_free(tree);
}

static void what_is_not_there_is_absent_all_the_way_down(void)
{
    struct json_tree *tree = parse("{\"a\": 1}");
    struct json_value nowhere = json_value_member(json_tree_root(tree), "b");

    nowhere = json_value_at(json_value_member(nowhere, "c"), 3);
    CHECK_INT(json_value_kind(nowhere), JSON_VALUE_ABSENT);
    CHECK(isnan(json_value_number(nowhere)));
    CHECK(json_value_text(nowhere) == NULL);
    CHECK(!json_value_is_true(nowhere));
    CHECK_INT(json_value_count(nowhere), 0);
    CHECK(isnan(json_value_number(json_tree_root(tree))));
    CHECK_INT(json_value_kind(json_value_at(json_tree_root(tree), 0)), JSON_VALUE_ABSENT);
    json_tree_free(tree);
}

static void walks_in_the_order_of_the_text(void)
{
    struct json_tree *tree = parse("{\"z\": 0, \"a\": 1, \"m\": 2}");
    struct json_cursor cursor = {0};
    struct json_value member;
    const char *name;
    char names[8] = "";
    int count = 0;

    while (json_value_next(json_tree_root(tree), &cursor, &name, &member)) {
        CHECK_REAL(json_value_number(member), count, 0);
        names[count++] = name[0];
    }
    CHECK_TEXT(names, "zam");
    json_tree_free(tree);
}

static void says_where_the_text_is_wrong(void)
{
    static const char *const wrong[] = {"", "{", "{\"a\": 1,}", "{\"a\": 1, \"a\": 2}", "[1] x"};
    char bytes[256];

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct text reason = text_init(bytes, sizeof bytes);
        CHECK(json_tree_parse(wrong[i], strlen(wrong[i]), &reason) == NULL);
        CHECK(strstr(bytes, "line 1") != NULL);
    }
    json_tree_free(NULL);
}

int main(void)
{
    RUN(gives_values_of_their_kind);
    RUN(what_is_not_there_is_absent_all_the_way_down);
    RUN(walks_in_the_order_of_the_text);
    RUN(says_where_the_text_is_wrong);
    return check_summary();
}
