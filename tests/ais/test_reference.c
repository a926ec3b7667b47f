/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/application.h"
#include "ais/layouts.h"
#include "ais/message.h"
#include "ais/reference.h"
#include "ais/unit.h"
#include "check.h"

#include <stdio.h>
#include <string.h>

static char page[AIS_REFERENCE_BYTES_MAX];

static void write_page(void)
{
    struct text text = text_init(page, sizeof page);
    ais_reference_add(&text);
    CHECK(!text.is_cut);
}

/* How often a line of the page begins so. */
static size_t count_lines(const char *start)
{
    size_t count = 0;
    for (const char *line = page; line != NULL; line = strchr(line, '\n')) {
        line += line != page;
        count += strncmp(line, start, strlen(start)) == 0;
    }
    return count;
}

static void every_message_type_has_a_heading(void)
{
    write_page();
    for (unsigned type = 1; type <= AIS_MESSAGE_TYPE_MAX; type++) {
        bool is_there = false;
        for (const char *line = page; (line = strstr(line, "\n### Message")) != NULL; line++) {
            size_t size = (size_t)(strchr(line, ':') - line);
            char number[3][16];
            snprintf(number[0], sizeof number[0], " %u,", type);
            snprintf(number[1], sizeof number[1], " %u:", type);
            char heading[128];
            snprintf(heading, sizeof heading, "%.*s:", (int)size, line);
            is_there = is_there || strstr(heading, number[0]) != NULL ||
                       strstr(heading, number[1]) != NULL;
        }
        CHECK(is_there);
        if (!is_there)
            printf("# type %u\n", type);
    }
    CHECK_INT(count_lines("### Message 22:"), 2);
    CHECK_INT(count_lines("### Message 24:"), 3);
    CHECK_INT(count_lines("### Message 25:"), 4);
    CHECK_INT(count_lines("### Message 26:"), 4);
    CHECK(strstr(page, "### Message 28: Passed through, its layout is not confirmed\n") != NULL);
}

static void every_layout_has_a_title(void)
{
    struct ais_application_row row;
    size_t count = 0;

    write_page();
    CHECK(strstr(page, "without a name") == NULL);
    for (; ais_application_at(count, &row); count++) {
        CHECK(row.layout->title != NULL);
        if (row.layout->title == NULL)
            printf("# DAC %d, FI %d\n", row.dac, row.fid);
    }
    CHECK(count > 0);
    CHECK(!ais_application_at(count, &row));
}

static void every_application_has_its_rows(void)
{
    struct ais_application_row row;

    write_page();
    for (size_t i = 0; ais_application_at(i, &row); i++) {
        const char *section = strstr(page, row.layout->title);
        CHECK(section != NULL);
        for (size_t f = 0; section != NULL && f < row.layout->field_count; f++) {
            char start[128];
            snprintf(start, sizeof start, "\n| `%s` | ", row.layout->fields[f].name);
            CHECK(strstr(section, start) != NULL);
        }
    }
}

static void rows_say_where_how_long_and_what(void)
{
    static const char *const rows[] = {
        "| `speed` | 50 | 10 | unsigned | n / 10 knots | 1023 | `speed_kn_e1` |\n",
        "| `lon` | 61 | 28 | signed | n / 600000 degrees | 108600000 (181 degrees) | `longitude",
        "| `heading` | 128 | 9 | unsigned | n degrees | 511 | `heading_deg` |\n",
        "| `accuracy` | 60 | 1 | bool |  |  | `accuracy` |\n",
        "| `eta` | 274 | 20 | ETA |  |  | `eta` |\n",
        "| `name_extension` | 272 | 88 | text, goes on from the row above |  |  | `name` |\n",
        "| `radio` | 20 before the end | 20 | unsigned |  |  | `radio` |\n",
        "`waypoints`: at most 16 elements of 55 bits from bit 61 on, as many as `waycount` says.",
        "Element, `struct ais_waypoint`.\n",
        "### DAC 1, FI 22, 23 (addressed): Area notice\n",
        "### DAC 235, FI 10; DAC 250, FI 10: Monitoring of aids to navigation\n",
        "FI 16 has several forms: the first on this page that its data are long enough for.\n",
        "(WMO)\n\nFI 21 has several forms: this one when `wmo` is true.\n\n304 bits",
        "below 120.\n\n`targets`: at most 7 elements of 120 bits from bit 0 on, as many as there",
        "Bits count from the start of the element. `idtype` says which it is.\n",
        "\nElement 5: Text, `struct ais_sub_area`.\n",
        "\nElements 3 and 4: Polyline or polygon, `struct ais_sub_area`.\n",
        "\nElements 11 to 15: Reserved, `struct ais_sensor_report`.\n",
        "| `radius` | 57 | 12 | unsigned | n × 10^`scale` metres |  | `radius_m` |\n",
        "| `visibility_m` | 165 | 6 | unsigned | n² × 13.073 metres | 63 | `visibility_root` |\n",
        "| `swelldir1` | 234 | 6 | unsigned | n × 10 degrees | 63 | `swell_1_10_deg` |\n",
        "| `watertemp` | 245 | 10 | unsigned | (n - 100) / 10 degrees Celsius | 601 and more |",
        "| `cspeed` | 159 | 8 | unsigned | n / 10 knots | 252 and more (sent: 255) | `current",
        "| `max` | 179 | 9 | sign first |  | ±255 | `maximum` |\n",
        "| `level` | 11 | 14 | sign last | n / 100 metres | 0 | `level_m_e2` |\n",
        "| `lon` | 24 | 25 | signed | n / 60000 degrees | 16777215 | `longitude_min_e3` |\n",
    };

    write_page();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool is_there = strstr(page, rows[i]) != NULL;
        CHECK(is_there);
        if (!is_there)
            printf("# %s\n", rows[i]);
    }
}

static void a_unit_is_what_the_name_of_a_member_ends_in(void)
{
    static const struct {
        const char *member;
        enum ais_kind kind;
        const char *unit;
    } cases[] = {
        {"struct x.speed_kn_e1", AIS_UNSIGNED, "knots"},
        {"struct x.to_bow_m", AIS_UNSIGNED, "metres"},
        {"struct x.longitude_min_e4", AIS_SIGNED, "degrees"},
        {"struct x.ne_latitude_min_e1", AIS_SIGNED, "degrees"},
        {"struct x.timeout_min[3]", AIS_UNSIGNED, "minutes"},
        {"struct x.quiet_min", AIS_UNSIGNED, "minutes"},
        {"struct x.course_deg", AIS_UNSIGNED, "degrees"},
        {"struct x.start_east_min_e4", AIS_SIGNED, "degrees"},
        {"struct x.swell_1_10_deg", AIS_UNSIGNED, "degrees"},
        {"struct x.conductivity_s_per_m_e2", AIS_READING, "siemens a metre"},
        {"struct x.pressure_dbar_e1", AIS_READING, "decibars"},
        {"struct x.air_kelvin_e1", AIS_UNSIGNED, "kelvins"},
        {"struct x.ice_deposit_cm", AIS_UNSIGNED, "centimetres"},
        {"struct x.supply_20_per_v", AIS_UNSIGNED, "volts"},
        {"struct x.cloud_base_root", AIS_SQUARED, "metres"},
        {"struct x.radius_m", AIS_SCALED, "metres"},
        {"struct x.turn_indicator", AIS_TURN, "degrees a minute"},
        {"struct x.raim", AIS_BOOL, NULL},
        {"struct x.name_s", AIS_TEXT, NULL},
        {"struct x.radio", AIS_UNSIGNED, NULL},
        {"struct x.m", AIS_UNSIGNED, NULL},
        {"struct x.min", AIS_UNSIGNED, NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ais_field field = {.member = cases[i].member, .kind = cases[i].kind};
        const char *unit = ais_unit_name(&field);
        CHECK_TEXT(unit != NULL ? unit : "", cases[i].unit != NULL ? cases[i].unit : "");
    }
}

static size_t check_places(const struct ais_layout *layout)
{
    size_t count = 0;

    for (size_t i = 0; i < layout->field_count; i++) {
        const struct ais_field *field = &layout->fields[i];
        size_t size = strlen(field->name);
        if (size < 3 || (strcmp(field->name + size - 3, "lon") != 0 &&
                         strcmp(field->name + size - 3, "lat") != 0))
            continue;
        CHECK_TEXT(ais_unit_name(field), "degrees");
        count++;
    }
    return count;
}

static void places_of_applications_are_in_degrees(void)
{
    struct ais_application_row row;
    size_t count = 0;

    for (size_t i = 0; ais_application_at(i, &row); i++) {
        const struct ais_list *list = row.layout->list;
        count += check_places(row.layout);
        for (size_t k = 0; list != NULL && k < (size_t)1 << list->selector_bit_count; k++)
            count += check_places(list->layouts[k]);
    }
    CHECK(count > 20);
}

/* 10^decimals from the end of a member's name, 1 where it has none. */
static int32_t scale_of(const char *member)
{
    const char *end = strrchr(member, '_');
    int32_t scale = 1;

    if (end != NULL && end[1] == 'e' && end[2] >= '1' && end[2] <= '9' && end[3] == '\0')
        for (char i = '0'; i < end[2]; i++)
            scale *= 10;
    return scale;
}

/* `speed_kn_e1` must be tenths of a knot for the row that makes knots of it. */
static void the_scale_of_a_row_is_that_of_its_members_name(void)
{
    for (unsigned type = 1; type <= AIS_MESSAGE_TYPE_MAX; type++) {
        uint8_t bytes[21] = {(uint8_t)(type << 2)};
        const struct ais_layout *layout;
        CHECK_INT(ais_message_layout((struct ais_bits){bytes, 168}, &layout), AIS_DECODED);
        for (size_t i = 0; i < layout->field_count; i++) {
            const struct ais_field *field = &layout->fields[i];
            int32_t scale = scale_of(field->member);
            bool is_place = strstr(field->member, "itude_min") != NULL;
            CHECK_INT(field->per_unit, is_place ? 60 * scale : scale);
        }
    }
}

int main(void)
{
    RUN(every_message_type_has_a_heading);
    RUN(every_layout_has_a_title);
    RUN(every_application_has_its_rows);
    RUN(rows_say_where_how_long_and_what);
    RUN(a_unit_is_what_the_name_of_a_member_ends_in);
    RUN(places_of_applications_are_in_degrees);
    RUN(the_scale_of_a_row_is_that_of_its_members_name);
    return check_summary();
}
