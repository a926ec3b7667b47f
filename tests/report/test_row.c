/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "report/row.h"

#include <string.h>

static void places_are_exact_to_the_nearest_millionth(void)
{
    static const struct {
        int32_t min_e4;
        int32_t deg_e6;
    } rows[] = {{0, 0},
                {1, 2},
                {2, 3},
                {3, 5},
                {-1, -2},
                {-2, -3},
                {-3, -5},
                {600000, 1000000},
                {-108000000, -180000000}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CHECK_INT(report_deg_e6(rows[i].min_e4), rows[i].deg_e6);
    /* and back: nothing is lost */
    for (int32_t i = -700; i < 700; i++) {
        int64_t twice = 2 * (int64_t)report_deg_e6(i) * 600000;
        CHECK_INT((twice + (twice < 0 ? -1000000 : 1000000)) / 2000000, i);
    }
}

static void bytes_become_utf8(void)
{
    static const struct {
        const char *bytes;
        const char *utf8;
    } rows[] = {
        {"", ""},
        {"ras al khaimah", "ras al khaimah"},
        {"Malm\xc3\xb6", "Malm\xc3\xb6"},             /* is UTF-8 already */
        {"Malm\xf6", "Malm\xc3\xb6"},                 /* ISO 8859-1 */
        {"\xc3\xb6\xf6", "\xc3\x83\xc2\xb6\xc3\xb6"}, /* not UTF-8 as a whole */
        {"\xc0\xaf", "\xc3\x80\xc2\xaf"},             /* longer than needed: none */
        {"\xe0\x80\x80", "\xc3\xa0\xc2\x80\xc2\x80"},
        {"\xed\xa0\x80", "\xc3\xad\xc2\xa0\xc2\x80"}, /* a surrogate */
        {"\xf4\x90\x80\x80", "\xc3\xb4\xc2\x90\xc2\x80\xc2\x80"},
        {"\xf0\x9f\x9a\xa2", "\xf0\x9f\x9a\xa2"},
        {"\xe2\x82", "\xc3\xa2\xc2\x82"}, /* cut */
        {"a\tb\x7f\x01", "a?b??"},
    };
    char bytes[64];

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text text = text_init(bytes, sizeof bytes);
        report_text_add_utf8(&text, rows[i].bytes);
        CHECK_TEXT(bytes, rows[i].utf8);
    }
}

static void every_kind_has_columns_with_names_of_their_own(void)
{
    for (int kind = 0; kind < REPORT_KIND_COUNT; kind++) {
        const struct report_table *table = report_table_of((enum report_kind)kind);
        int place_count = 0;
        for (size_t i = 0; i < REPORT_COLUMN_COUNT_MAX; i++) {
            CHECK((table->columns[i].name != NULL) == (i < table->column_count));
            if (i >= table->column_count)
                break;
            place_count += table->columns[i].type == REPORT_PLACE;
            for (size_t j = 0; j < i; j++)
                CHECK(strcmp(table->columns[i].name, table->columns[j].name) != 0);
        }
        CHECK_INT(place_count, table->shape != REPORT_NOWHERE);
    }
}

int main(void)
{
    RUN(places_are_exact_to_the_nearest_millionth);
    RUN(bytes_become_utf8);
    RUN(every_kind_has_columns_with_names_of_their_own);
    return check_summary();
}
