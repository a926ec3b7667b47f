/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/message_write.h"
#include "check.h"
#include "random_message.h"
#include "same_message.h"

#include <stdio.h>

enum { MESSAGES_EACH = 3000 };

static struct random_bits source;
static uint8_t written_bytes[AIS_PAYLOAD_BYTES_MAX];

enum { APPLICATIONS_MAX = 256, ELEMENTS_MAX = 256 };

/* The layouts of elements that were written and read. */
static const struct ais_layout *seen[ELEMENTS_MAX];
static size_t seen_count;

static bool has_seen(const struct ais_layout *layout)
{
    for (size_t i = 0; i < seen_count; i++)
        if (seen[i] == layout)
            return true;
    return false;
}

static void note_elements(const struct ais_message *message)
{
    const struct ais_layout *layout = message->application.layout;
    if (layout == NULL || layout->list == NULL)
        return;
    for (size_t i = 0; i < ais_layout_list_count(layout->list, &message->application.fields); i++) {
        const struct ais_layout *element;
        ais_layout_element(layout->list, &message->application.fields, i, &element);
        if (!has_seen(element) && seen_count < ELEMENTS_MAX)
            seen[seen_count++] = element;
    }
}

static void name_kind(const struct random_kind *kind, const char *what)
{
    printf("# %s: type %u, variant %u, application %zu\n", what, kind->type, kind->variant,
           kind->application);
}

/* So many messages of this kind, or fewer where a type has no room for the application. */
static int write_and_read(const struct random_kind *kind)
{
    struct ais_message message;
    int done = 0;

    while (done < MESSAGES_EACH && random_message(&source, kind, &message)) {
        struct ais_message again = {0};
        struct ais_written written = ais_message_write(&message, written_bytes);
        struct ais_bits bits = {written_bytes, written.bit_count};
        bool is_same = written.refused == NULL &&
                       ais_message_read(bits, 0, &again) == AIS_DECODED && again.flags == 0 &&
                       same_message(&message, &again);
        CHECK(is_same);
        if (!is_same) {
            name_kind(kind, written.refused != NULL ? written.refused : "not the same");
            break;
        }
        note_elements(&message);
        done++;
    }
    return done;
}

static void every_kind_of_message_is_read_as_it_was_written(void)
{
    struct random_kind kind;
    int done[APPLICATIONS_MAX] = {0};
    size_t application_count = 0;

    source.state = 1371;
    for (size_t index = 0; random_kind_at(index, &kind); index++) {
        int count = write_and_read(&kind);
        assert(kind.application < APPLICATIONS_MAX);
        if (kind.application == 0)
            CHECK_INT(count, MESSAGES_EACH);
        else if (count > done[kind.application])
            done[kind.application] = count;
        application_count = kind.application;
    }
    CHECK(application_count > 0);
    for (size_t i = 1; i <= application_count; i++)
        CHECK_INT(done[i], MESSAGES_EACH);
}

/* Runs behind the test above. */
static void every_kind_of_element_was_among_them(void)
{
    struct ais_application_row row;

    for (size_t i = 0; ais_application_at(i, &row); i++) {
        const struct ais_list *list = row.layout->list;
        size_t count = list != NULL ? (size_t)1 << list->selector_bit_count : 0;
        for (size_t selector = 0; selector < count; selector++)
            CHECK(has_seen(list->layouts[selector]));
    }
}

/* Bits that no row covers are zero, and what is written once is written the same again. */
static void spare_bits_are_zero(void)
{
    struct random_kind kind;

    source.state = 5;
    for (size_t index = 0; random_kind_at(index, &kind) && kind.application == 0; index++) {
        struct ais_message message;
        CHECK(random_message(&source, &kind, &message));
        struct ais_written written = ais_message_write(&message, written_bytes);
        const struct ais_layout *layout = message.layout;
        for (size_t bit = 38; bit < written.bit_count && layout->tail_bit_count == 0; bit++) {
            bool is_covered = layout->part != '\0' && bit < 40;
            for (size_t i = 0; i < layout->field_count; i++)
                is_covered |=
                    bit >= layout->fields[i].first_bit &&
                    bit < (size_t)layout->fields[i].first_bit + layout->fields[i].bit_count;
            struct ais_bits bits = {written_bytes, written.bit_count};
            CHECK(is_covered || ais_bits_unsigned(bits, bit, 1) == 0);
        }
    }
}

/* Lengths by ITU-R M.1371-5 annex 8, the least that each type may have. */
static void an_empty_message_is_as_long_as_the_recommendation_says(void)
{
    static const struct {
        struct random_kind kind;
        size_t bit_count;
    } cases[] = {
        {{.type = 1}, 168},  {{.type = 4}, 168},
        {{.type = 5}, 424},  {{.type = 6}, 88},
        {{.type = 7}, 72},   {{.type = 8}, 56},
        {{.type = 9}, 168},  {{.type = 10}, 72},
        {{.type = 11}, 168}, {{.type = 12}, 72},
        {{.type = 14}, 40},  {{.type = 15}, 88},
        {{.type = 16}, 96},  {{.type = 17}, 80},
        {{.type = 18}, 168}, {{.type = 19}, 312},
        {{.type = 20}, 72},  {{.type = 21}, 272},
        {{.type = 22}, 168}, {{.type = 23}, 160},
        {{.type = 24}, 160}, {{.type = 24, .variant = 1}, 168},
        {{.type = 25}, 40},  {{.type = 26}, 64},
        {{.type = 27}, 96},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct ais_layout *layout = random_layout(&cases[i].kind);
        struct ais_message message = {0};
        uint8_t zeros[AIS_PAYLOAD_BYTES_MAX] = {0};
        message.layout = layout;
        message.type = (uint8_t)cases[i].kind.type;
        ais_layout_read(layout, (struct ais_bits){zeros, layout->bit_count_min}, &message.fields);
        struct ais_written written = ais_message_write(&message, written_bytes);
        CHECK(written.refused == NULL);
        CHECK_INT(written.bit_count, cases[i].bit_count);
    }
}

/* Totals by ITU-R M.1371-5 annex 5 and IALA's register (IFM), SN.1/Circ.289 and the inland AIS
 * standard, spare bits at the end with them. */
static void an_application_is_as_long_as_its_standard_says(void)
{
    static const struct {
        unsigned type;
        int32_t dac, fid;
        size_t bit_count;
    } cases[] = {
        {6, 1, 2, 104},    {6, 1, 3, 104},    {6, 1, 4, 232},    {6, 1, 5, 168},
        {6, 1, 18, 360},   {6, 1, 40, 104},   {8, 1, 11, 352},   {8, 1, 13, 472},
        {8, 1, 19, 360},   {8, 1, 21, 360},   {8, 1, 24, 360},   {8, 1, 31, 360},
        {6, 200, 21, 248}, {8, 200, 10, 168}, {8, 200, 40, 168}, {6, 200, 55, 168},
        {6, 235, 10, 136}, {6, 250, 10, 136},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct random_kind kind = {.type = cases[i].type};
        struct ais_application_row row;
        struct ais_message message;
        do
            CHECK(ais_application_at(kind.application++, &row));
        while (row.dac != cases[i].dac || row.fid != cases[i].fid);
        source.state = 31;
        for (int time = 0; time < 20; time++) {
            CHECK(random_message(&source, &kind, &message));
            CHECK_INT(ais_message_write(&message, written_bytes).bit_count, cases[i].bit_count);
        }
    }
}

static struct ais_message position(void)
{
    struct ais_message message = {.type = 1, .mmsi = 219000001};
    uint8_t bytes[21] = {1 << 2};
    CHECK_INT(ais_message_read((struct ais_bits){bytes, 168}, 0, &message), AIS_DECODED);
    return message;
}

static void check_refused(const struct ais_message *message, const char *name)
{
    struct ais_written written = ais_message_write(message, written_bytes);
    CHECK_TEXT(written.refused != NULL ? written.refused : "", name);
    CHECK_INT(written.bit_count == 0, name[0] != '\0');
}

static void what_has_no_bits_is_refused_by_name(void)
{
    struct ais_message message = position();
    check_refused(&message, "");
    message.fields.position.speed_kn_e1 = 1024;
    check_refused(&message, "speed");
    message = position();
    message.fields.position.latitude_min_e4 = -(1 << 26) - 1;
    check_refused(&message, "lat");
    message.fields.position.latitude_min_e4 = -(1 << 26);
    check_refused(&message, "");
    message.fields.position.radio = AIS_MISSING;
    check_refused(&message, "radio");
    message = position();
    message.fields.position.raim = 2;
    check_refused(&message, "raim");
    message = position();
    message.type = 29;
    check_refused(&message, "type");
    message.type = 4;
    check_refused(&message, "type");
    message = position();
    message.mmsi = 1 << 30;
    check_refused(&message, "mmsi");
    message = position();
    message.repeat = 4;
    check_refused(&message, "repeat");
}

static void texts_and_gaps_that_do_not_fit_are_refused(void)
{
    struct ais_message message;
    struct random_kind kind = {.type = 5};

    source.state = 9;
    CHECK(random_message(&source, &kind, &message));
    memcpy(message.fields.voyage.callsign, "abc", 4);
    check_refused(&message, "callsign");
    memcpy(message.fields.voyage.callsign, "A@B", 4);
    check_refused(&message, "callsign");
    memcpy(message.fields.voyage.callsign, "A B_ ?!", 8);
    check_refused(&message, "");
    memset(message.fields.voyage.callsign, 'X', sizeof message.fields.voyage.callsign);
    check_refused(&message, "callsign");

    kind.type = 21;
    CHECK(random_message(&source, &kind, &message));
    memcpy(message.fields.aid.name, "THIRTY-FOUR CHARACTERS ARE ALLOWED", 35);
    check_refused(&message, "");
    memset(message.fields.aid.name, 'X', sizeof message.fields.aid.name);
    check_refused(&message, "name_extension");

    kind.type = 7;
    CHECK(random_message(&source, &kind, &message));
    for (size_t i = 0; i < 4; i++)
        message.fields.acknowledge.mmsi[i] = message.fields.acknowledge.sequence_number[i] = 1;
    check_refused(&message, "");
    message.fields.acknowledge.mmsi[2] = AIS_MISSING;
    check_refused(&message, "mmsi3");
}

static void more_elements_than_the_list_has_room_for_are_refused(void)
{
    struct ais_message message;
    struct random_kind kind = {.type = 8};
    struct ais_application_row row = {0};

    while (row.layout != &ais_route_layout && ais_application_at(kind.application, &row))
        kind.application++;
    source.state = 9;
    CHECK(random_message(&source, &kind, &message));
    message.application.fields.route.waypoint_count = AIS_WAYPOINT_COUNT_MAX;
    memset(message.application.fields.route.waypoints, 0,
           sizeof message.application.fields.route.waypoints);
    check_refused(&message, "");
    message.application.fields.route.waypoint_count = AIS_WAYPOINT_COUNT_MAX + 1;
    check_refused(&message, "waypoints");
    message.application.fields.route.waypoint_count = -1;
    check_refused(&message, "waypoints");
}

static void bits_are_put_where_they_belong_and_nowhere_else(void)
{
    for (size_t first = 0; first < 16; first++)
        for (size_t count = 1; count <= 32; count++) {
            uint8_t bytes[8];
            memset(bytes, 0xa5, sizeof bytes);
            ais_bits_put(bytes, first, count, 0x5a3cf019);
            struct ais_bits bits = {bytes, 64};
            CHECK_INT(ais_bits_unsigned(bits, first, count),
                      0x5a3cf019 & ((UINT64_C(1) << count) - 1));
            for (size_t bit = 0; bit < 64; bit++)
                if (bit < first || bit >= first + count)
                    CHECK_INT(ais_bits_unsigned(bits, bit, 1), 0xa5 >> (7 - bit % 8) & 1);
        }
}

int main(void)
{
    RUN(every_kind_of_message_is_read_as_it_was_written);
    RUN(every_kind_of_element_was_among_them);
    RUN(spare_bits_are_zero);
    RUN(an_empty_message_is_as_long_as_the_recommendation_says);
    RUN(an_application_is_as_long_as_its_standard_says);
    RUN(what_has_no_bits_is_refused_by_name);
    RUN(texts_and_gaps_that_do_not_fit_are_refused);
    RUN(more_elements_than_the_list_has_room_for_are_refused);
    RUN(bits_are_put_where_they_belong_and_nowhere_else);
    return check_summary();
}
