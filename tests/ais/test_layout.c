/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/application.h"
#include "ais/layouts.h"
#include "ais/message.h"
#include "check.h"

#include <assert.h>
#include <string.h>

/* Every layout, with the bits that choose it. */
static const struct {
    const struct ais_layout *layout;
    unsigned type;
    uint32_t mmsi;
    unsigned variant;  /* bits 38 and 39 */
    bool is_addressed; /* bit 139 */
} kinds[] = {
    {.layout = &ais_position_layout, .type = 1},
    {.layout = &ais_position_layout, .type = 2},
    {.layout = &ais_position_layout, .type = 3},
    {.layout = &ais_base_station_layout, .type = 4},
    {.layout = &ais_voyage_layout, .type = 5},
    {.layout = &ais_binary_addressed_layout, .type = 6},
    {.layout = &ais_acknowledge_layout, .type = 7},
    {.layout = &ais_binary_broadcast_layout, .type = 8},
    {.layout = &ais_sar_aircraft_layout, .type = 9},
    {.layout = &ais_inquiry_layout, .type = 10},
    {.layout = &ais_base_station_layout, .type = 11},
    {.layout = &ais_safety_text_addressed_layout, .type = 12},
    {.layout = &ais_acknowledge_layout, .type = 13},
    {.layout = &ais_safety_text_layout, .type = 14},
    {.layout = &ais_interrogation_layout, .type = 15},
    {.layout = &ais_assignment_layout, .type = 16},
    {.layout = &ais_differential_layout, .type = 17},
    {.layout = &ais_class_b_layout, .type = 18},
    {.layout = &ais_class_b_extended_layout, .type = 19},
    {.layout = &ais_slots_layout, .type = 20},
    {.layout = &ais_aid_layout, .type = 21},
    {.layout = &ais_channel_area_layout, .type = 22},
    {.layout = &ais_channel_addressed_layout, .type = 22, .is_addressed = true},
    {.layout = &ais_group_assignment_layout, .type = 23},
    {.layout = &ais_static_a_layout, .type = 24},
    {.layout = &ais_static_b_layout, .type = 24, .variant = 1},
    {.layout = &ais_static_b_auxiliary_layout, .type = 24, .variant = 1, .mmsi = 980000000},
    {.layout = &ais_binary_single_layout, .type = 25},
    {.layout = &ais_binary_single_structured_layout, .type = 25, .variant = 1},
    {.layout = &ais_binary_single_addressed_layout, .type = 25, .variant = 2},
    {.layout = &ais_binary_single_addressed_structured_layout, .type = 25, .variant = 3},
    {.layout = &ais_binary_multiple_layout, .type = 26},
    {.layout = &ais_binary_multiple_structured_layout, .type = 26, .variant = 1},
    {.layout = &ais_binary_multiple_addressed_layout, .type = 26, .variant = 2},
    {.layout = &ais_binary_multiple_addressed_structured_layout, .type = 26, .variant = 3},
    {.layout = &ais_long_range_layout, .type = 27},
    {.layout = &ais_passed_layout, .type = 28},
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0], BITS_MAX = 1100, LAYOUT_COUNT_MAX = 256 };

/* Every layout of messages, of applications and of the elements of their lists. */
static struct layout_case {
    const struct ais_layout *layout;
    size_t first_bit;   /* where its rows begin */
    size_t struct_size; /* of what they fill */
} layouts[LAYOUT_COUNT_MAX];
static size_t layout_count;

static void add_layout(const struct ais_layout *layout, size_t first_bit, size_t struct_size)
{
    for (size_t i = 0; i < layout_count; i++)
        if (layouts[i].layout == layout)
            return;
    assert(layout_count < LAYOUT_COUNT_MAX);
    layouts[layout_count++] = (struct layout_case){layout, first_bit, struct_size};
}

static void add_elements(const struct ais_list *list)
{
    for (size_t i = 0; i < (size_t)1 << list->selector_bit_count; i++)
        add_layout(list->layouts[i], 0, list->element_size);
}

static void gather_layouts(void)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        add_layout(kinds[i].layout, 38, sizeof((struct ais_message *)0)->fields);
    struct ais_application_row row;

    for (size_t i = 0; ais_application_at(i, &row); i++) {
        const struct ais_layout *layout = row.layout;
        add_layout(layout, 0, sizeof((struct ais_application *)0)->fields);
        if (layout->list != NULL)
            add_elements(layout->list);
    }
}

static void a_payload_chooses_its_layout_by_its_bits(void)
{
    bool has_type[AIS_MESSAGE_TYPE_COUNT] = {true};

    for (size_t i = 0; i < KIND_COUNT; i++) {
        const struct ais_layout *layout = NULL;
        uint64_t head =
            (uint64_t)kinds[i].type << 34 | (uint64_t)kinds[i].mmsi << 2 | kinds[i].variant;
        uint8_t bytes[21] = {0};
        for (size_t byte = 0; byte < 5; byte++)
            bytes[byte] = (uint8_t)(head >> (32 - 8 * byte));
        bytes[139 / 8] = kinds[i].is_addressed ? 0x10 : 0;
        struct ais_bits bits = {bytes, 168};
        CHECK_INT(ais_message_layout(bits, &layout), AIS_DECODED);
        CHECK(layout == kinds[i].layout);
        CHECK_INT(layout->part != '\0', kinds[i].type == 24);
        has_type[kinds[i].type] = true;
    }
    for (size_t type = 0; type < AIS_MESSAGE_TYPE_COUNT; type++)
        CHECK(has_type[type]);
}

static void no_layout_is_chosen_by_bits_that_are_missing(void)
{
    static const struct {
        unsigned type, bit_count;
        uint8_t variant;
        enum ais_refusal refusal;
    } cases[] = {
        {1, 5, 0, AIS_TOO_SHORT},      {1, 37, 0, AIS_TOO_SHORT},   {0, 38, 0, AIS_UNKNOWN_TYPE},
        {29, 38, 0, AIS_UNKNOWN_TYPE}, {24, 39, 0, AIS_TOO_SHORT},  {24, 40, 2, AIS_BAD_PART},
        {24, 40, 3, AIS_BAD_PART},     {22, 139, 0, AIS_TOO_SHORT}, {25, 39, 0, AIS_TOO_SHORT},
        {26, 39, 0, AIS_TOO_SHORT},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct ais_layout *layout = NULL;
        uint8_t bytes[21] = {[0] = (uint8_t)(cases[i].type << 2), [4] = cases[i].variant};
        struct ais_bits bits = {bytes, cases[i].bit_count};
        CHECK_INT(ais_message_layout(bits, &layout), cases[i].refusal);
        CHECK(layout == NULL);
    }
}

/* A typing error in a table shows as fields that overlap or leave the message. */
static void rows_neither_overlap_nor_leave_the_message(void)
{
    for (size_t i = 0; i < layout_count; i++) {
        const struct ais_layout *layout = layouts[i].layout;
        bool is_used[BITS_MAX] = {false};
        for (size_t f = 0; f < layout->field_count; f++) {
            const struct ais_field *field = &layout->fields[f];
            CHECK(field->first_bit >= layouts[i].first_bit);
            CHECK(field->first_bit + field->bit_count <= layout->bit_count_max);
            for (unsigned bit = field->first_bit; bit < field->first_bit + field->bit_count;
                 bit++) {
                CHECK(!is_used[bit]);
                is_used[bit] = true;
            }
        }
        CHECK(layout->core_bit_count <= layout->bit_count_max);
        CHECK(layout->bit_count_min <= layout->bit_count_max);
        CHECK(layout->bit_count_sent <= layout->bit_count_max);
        CHECK(layout->bit_count_sent == 0 || layout->bit_count_sent >= layout->bit_count_min);
    }
}

/* A message without its core is refused; an application may need an element besides. */
static void no_message_is_whole_without_its_core(void)
{
    for (size_t i = 0; i < layout_count; i++)
        if (layouts[i].layout->list == NULL)
            CHECK(layouts[i].layout->core_bit_count <= layouts[i].layout->bit_count_min);
}

static void lists_stand_behind_the_rows_and_fit(void)
{
    size_t list_count = 0;

    for (size_t i = 0; i < layout_count; i++) {
        const struct ais_layout *layout = layouts[i].layout;
        const struct ais_list *list = layout->list;
        if (list == NULL)
            continue;
        list_count++;
        CHECK_INT(layout->bit_count_max, list->first_bit + list->count_max * list->bit_count);
        CHECK(list->bit_count <= AIS_ELEMENT_BITS_MAX);
        CHECK(list->offset + list->count_max * list->element_size <= layouts[i].struct_size);
        CHECK(list->count_offset + sizeof(int32_t) <= list->offset);
        for (size_t f = 0; f < layout->field_count; f++)
            CHECK(layout->fields[f].first_bit + layout->fields[f].bit_count <= list->first_bit);
        for (size_t s = 0; s < (size_t)1 << list->selector_bit_count; s++) {
            const struct ais_layout *element = list->layouts[s];
            CHECK(element != NULL);
            CHECK_INT(element->bit_count_min, list->bit_count);
            CHECK_INT(element->bit_count_max, list->bit_count);
            CHECK(list->selector_bit_count == 0 || element->fields[0].first_bit == 0);
            CHECK(list->selector_bit_count == 0 ||
                  element->fields[0].bit_count == list->selector_bit_count);
            CHECK(element->fields[0].offset == list->layouts[0]->fields[0].offset);
        }
    }
    CHECK(list_count >= 7);
}

/* The tail of message 26 is never read from a message that is shorter, nor as data. */
static void tails_are_whole_and_nobody_elses(void)
{
    for (size_t i = 0; i < layout_count; i++) {
        const struct ais_layout *layout = layouts[i].layout;
        unsigned tail_bit = layout->bit_count_max - layout->tail_bit_count;
        CHECK(layout->core_bit_count >= layout->tail_bit_count);
        for (size_t f = 0; f < layout->field_count; f++) {
            const struct ais_field *field = &layout->fields[f];
            CHECK(field->first_bit >= tail_bit || field->first_bit + field->bit_count <= tail_bit);
        }
    }
}

static void check_kind(const struct ais_layout *layout, const struct ais_field *field)
{
    switch (field->kind) {
    case AIS_SCALED:
        CHECK(layout->scale != NULL && layout->scale < field);
        CHECK(layout->scale->bit_count <= 2); /* 10^3 times 2^12 at most */
        CHECK(field->bit_count <= 12);
        break;
    case AIS_SIGN_FIRST:
    case AIS_SIGN_LAST:
        CHECK(field->bit_count >= 2);
        break;
    case AIS_UNSIGNED:
    case AIS_SIGNED:
    case AIS_BOOL:
    case AIS_TURN:
    case AIS_READING:
    case AIS_SQUARED:
        break;
    case AIS_DATE_TIME:
    case AIS_ETA:
    case AIS_DAY_TIME:
        CHECK_INT(field->size, sizeof(struct ais_date_time));
        CHECK_INT(field->bit_count, field->kind == AIS_ETA        ? 20
                                    : field->kind == AIS_DAY_TIME ? 16
                                                                  : 40);
        break;
    case AIS_TEXT:
    case AIS_TEXT_MORE:
        CHECK(field->size > field->bit_count / 6u);
        break;
    case AIS_DATA:
        CHECK_INT(field->size, sizeof(struct ais_data));
        CHECK(field->bit_count <= AIS_DATA_BYTES_MAX * 8);
        break;
    }
    if (ais_layout_is_number(field)) {
        CHECK_INT(field->size, sizeof(int32_t));
        CHECK(field->per_unit != 0);
        CHECK(field->bit_count <= 31);
        CHECK(field->kind != AIS_BOOL || field->bit_count == 1);
    }
}

static void rows_fill_members_of_their_kind(void)
{
    for (size_t i = 0; i < layout_count; i++)
        for (size_t f = 0; f < layouts[i].layout->field_count; f++) {
            const struct ais_field *field = &layouts[i].layout->fields[f];
            CHECK(field->offset + field->size <= layouts[i].struct_size);
            check_kind(layouts[i].layout, field);
        }
}

static void rows_fill_members_of_their_own(void)
{
    for (size_t i = 0; i < layout_count; i++) {
        const struct ais_layout *layout = layouts[i].layout;
        for (size_t f = 0; f < layout->field_count; f++)
            for (size_t g = f + 1; g < layout->field_count; g++) {
                const struct ais_field *first = &layout->fields[f];
                const struct ais_field *second = &layout->fields[g];
                bool is_more = second->kind == AIS_TEXT_MORE && g == f + 1;
                CHECK(is_more || first->offset + first->size <= second->offset ||
                      second->offset + second->size <= first->offset);
                CHECK(strcmp(first->name, second->name) != 0);
            }
    }
}

/* What an application says stands beside the members of the message that carries it. */
static void no_application_repeats_a_name_of_its_message(void)
{
    static const char *const taken[] = {
        "class",     "type",       "repeat", "mmsi", "seqno",   "dest_mmsi", "retransmit",
        "dac",       "fid",        "data",   "time", "station", "channel",   "flags",
        "addressed", "structured", "radio",  "own",  "part",
    };

    struct ais_application_row row;

    for (size_t i = 0; ais_application_at(i, &row); i++) {
        const struct ais_layout *layout = row.layout;
        for (size_t f = 0; f < layout->field_count; f++)
            for (size_t t = 0; t < sizeof taken / sizeof taken[0]; t++)
                CHECK(strcmp(layout->fields[f].name, taken[t]) != 0);
        for (size_t f = 0; layout->list != NULL && f < layout->field_count; f++)
            CHECK(strcmp(layout->fields[f].name, layout->list->name) != 0);
    }
}

static void a_number_that_is_absent_fits_its_bits(void)
{
    for (size_t i = 0; i < layout_count; i++)
        for (size_t f = 0; f < layouts[i].layout->field_count; f++) {
            const struct ais_field *field = &layouts[i].layout->fields[f];
            if (!ais_layout_is_number(field) || field->absent == AIS_NEVER)
                continue;
            int64_t limit = INT64_C(1) << field->bit_count;
            bool is_signed = field->kind == AIS_SIGNED || field->kind == AIS_TURN;
            CHECK(field->absent < (is_signed ? limit / 2 : limit));
            CHECK(field->absent >= (is_signed ? -limit / 2 : 0));
            int32_t sent = ais_layout_absent_sent(field);
            CHECK(sent < limit && ais_layout_is_absent(field, sent));
            CHECK(sent == field->absent || field->kind == AIS_READING);
        }
}

static void bits_come_out_as_they_went_in(void)
{
    static const uint8_t bytes[] = {0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc};
    struct ais_bits bits = {bytes, 48};
    CHECK_INT(ais_bits_unsigned(bits, 0, 32), 0x12345678);
    CHECK_INT(ais_bits_unsigned(bits, 4, 32), 0x23456789);
    CHECK_INT(ais_bits_unsigned(bits, 47, 1), 0);
    CHECK_INT(ais_bits_unsigned(bits, 16, 32), 0x56789abc);
    CHECK_INT(ais_bits_signed(bits, 32, 8), -102);
    CHECK_INT(ais_bits_signed(bits, 0, 8), 0x12);
}

static void copied_bits_end_in_zeros(void)
{
    static const uint8_t bytes[] = {0x12, 0x34, 0x56, 0x78, 0x9a, 0xff};
    struct ais_bits bits = {bytes, 48};
    uint8_t copy[6];

    for (size_t first = 0; first < 48; first++)
        for (size_t count = 0; count <= 48 - first; count++) {
            memset(copy, 0xa5, sizeof copy);
            ais_bits_copy(bits, first, count, copy);
            struct ais_bits copied = {copy, 48};
            for (size_t bit = 0; bit < count; bit++)
                CHECK_INT(ais_bits_unsigned(copied, bit, 1),
                          ais_bits_unsigned(bits, first + bit, 1));
            for (size_t bit = count; bit < (count + 7) / 8 * 8; bit++)
                CHECK_INT(ais_bits_unsigned(copied, bit, 1), 0);
            if (count <= 40)
                CHECK_INT(copy[5], 0xa5);
        }
}

static void armour_is_the_alphabet_and_nothing_else(void)
{
    static const char alphabet[] =
        "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw";
    uint8_t storage[AIS_PAYLOAD_BYTES_MAX];
    struct ais_bits bits;

    CHECK(ais_bits_unarmour(alphabet, 64, storage, &bits));
    CHECK_INT(bits.bit_count, 384);
    for (size_t i = 0; i < 64; i++)
        CHECK_INT(ais_bits_unsigned(bits, i * 6, 6), i);
    for (int character = -128; character < 128; character++) {
        char armour = (char)character;
        bool is_armour = armour != '\0' && strchr(alphabet, armour) != NULL;
        CHECK_INT(ais_bits_unarmour(&armour, 1, storage, &bits), is_armour);
    }
}

int main(void)
{
    gather_layouts();
    RUN(a_payload_chooses_its_layout_by_its_bits);
    RUN(no_layout_is_chosen_by_bits_that_are_missing);
    RUN(rows_neither_overlap_nor_leave_the_message);
    RUN(no_message_is_whole_without_its_core);
    RUN(lists_stand_behind_the_rows_and_fit);
    RUN(tails_are_whole_and_nobody_elses);
    RUN(rows_fill_members_of_their_kind);
    RUN(rows_fill_members_of_their_own);
    RUN(no_application_repeats_a_name_of_its_message);
    RUN(a_number_that_is_absent_fits_its_bits);
    RUN(bits_come_out_as_they_went_in);
    RUN(copied_bits_end_in_zeros);
    RUN(armour_is_the_alphabet_and_nothing_else);
    return check_summary();
}
