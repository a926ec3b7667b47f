/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/message.h"
#include "check.h"

#include <string.h>

static const struct {
    const char *name;
    unsigned type;
    char part;
    uint32_t mmsi;
} kinds[] = {
    {"1", 1, 0, 1},      {"2", 2, 0, 1},
    {"3", 3, 0, 1},      {"4", 4, 0, 1},
    {"5", 5, 0, 1},      {"9", 9, 0, 1},
    {"11", 11, 0, 1},    {"14", 14, 0, 1},
    {"18", 18, 0, 1},    {"19", 19, 0, 1},
    {"21", 21, 0, 1},    {"24A", 24, 'A', 1},
    {"24B", 24, 'B', 1}, {"24B auxiliary", 24, 'B', 980000000},
    {"27", 27, 0, 1},
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0], BITS_MAX = 1024 };

/* A typing error in a table shows as fields that overlap or leave the message. */
static void rows_neither_overlap_nor_leave_the_message(void)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        const struct ais_layout *layout =
            ais_message_layout(kinds[i].type, kinds[i].part, kinds[i].mmsi);
        bool is_used[BITS_MAX] = {false};
        CHECK(layout != NULL);
        for (size_t f = 0; f < layout->field_count; f++) {
            const struct ais_field *field = &layout->fields[f];
            CHECK(field->first_bit >= 38);
            CHECK(field->first_bit + field->bit_count <= layout->bit_count_max);
            for (unsigned bit = field->first_bit; bit < field->first_bit + field->bit_count;
                 bit++) {
                CHECK(!is_used[bit]);
                is_used[bit] = true;
            }
        }
        CHECK(layout->core_bit_count <= layout->bit_count_min);
        CHECK(layout->bit_count_min <= layout->bit_count_max);
    }
}

static void rows_fill_members_of_their_kind(void)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        const struct ais_layout *layout =
            ais_message_layout(kinds[i].type, kinds[i].part, kinds[i].mmsi);
        for (size_t f = 0; f < layout->field_count; f++) {
            const struct ais_field *field = &layout->fields[f];
            CHECK(field->offset + field->size <= sizeof((struct ais_message *)0)->fields);
            switch (field->kind) {
            case AIS_UNSIGNED:
            case AIS_SIGNED:
            case AIS_BOOL:
            case AIS_TURN:
                CHECK_INT(field->size, sizeof(int32_t));
                CHECK(field->per_unit >= 1);
                CHECK(field->bit_count <= 31);
                break;
            case AIS_DATE_TIME:
            case AIS_ETA:
                CHECK_INT(field->size, sizeof(struct ais_date_time));
                CHECK_INT(field->bit_count, field->kind == AIS_ETA ? 20 : 40);
                break;
            case AIS_TEXT:
            case AIS_TEXT_MORE:
                CHECK(field->size > field->bit_count / 6u);
                break;
            }
        }
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
    RUN(rows_neither_overlap_nor_leave_the_message);
    RUN(rows_fill_members_of_their_kind);
    RUN(bits_come_out_as_they_went_in);
    RUN(armour_is_the_alphabet_and_nothing_else);
    return check_summary();
}
