/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/json.h"
#include "check.h"

#include <stdio.h>
#include <string.h>

enum { PAYLOAD_BYTES = AIS_PAYLOAD_BYTES_MAX };

static uint8_t payload[PAYLOAD_BYTES];
static struct ais_event event;
static char words[AIS_JSON_BYTES_MAX];

static void put(size_t first_bit, size_t bit_count, uint32_t value)
{
    for (size_t i = 0; i < bit_count; i++) {
        size_t bit = first_bit + i;
        uint8_t mask = (uint8_t)(0x80u >> bit % 8);
        bool is_set = (value >> (bit_count - 1 - i) & 1) != 0;
        payload[bit / 8] = (uint8_t)(is_set ? payload[bit / 8] | mask : payload[bit / 8] & ~mask);
    }
}

static void begin(unsigned type)
{
    memset(payload, 0, sizeof payload);
    put(0, 6, type);
    put(8, 30, 219000001);
}

/* Reads so many bits of the payload; the JSON of the message is then in `words`. */
static enum ais_refusal read_bits(size_t bit_count)
{
    struct text text = text_init(words, sizeof words);
    struct json json = json_init(&text);

    memset(&event, 0, sizeof event);
    event.stamp = AIS_STAMP_NONE;
    enum ais_refusal refusal =
        ais_message_read((struct ais_bits){payload, bit_count}, 0, &event.message);
    if (refusal == AIS_DECODED)
        ais_json_add_message(&json, &event);
    return refusal;
}

static bool has(const char *member)
{
    char key[32];
    snprintf(key, sizeof key, "\"%s\":", member);
    return strstr(words, key) != NULL;
}

/* Messages 7, 13, 15, 16, 17 and 20 say by their length how much they hold. */
static void a_group_that_was_not_sent_is_no_member(void)
{
    static const struct {
        unsigned type;
        size_t bit_count;
        const char *last; /* that was sent */
        const char *next; /* that was not */
    } cases[] = {
        {7, 72, "seqno1", "mmsi2"},         {7, 104, "seqno2", "mmsi3"},
        {13, 136, "seqno3", "mmsi4"},       {13, 168, "seqno4", "mmsi5"},
        {15, 88, "offset1_1", "type1_2"},   {15, 110, "offset1_2", "mmsi2"},
        {15, 108, "offset1_2", "mmsi2"},    {15, 160, "offset2_1", "flags"},
        {16, 96, "increment1", "mmsi2"},    {16, 144, "increment2", "flags"},
        {17, 80, "lat", "dgnss_type"},      {17, 120, "health", "flags"},
        {20, 72, "increment1", "offset2"},  {20, 104, "increment2", "offset3"},
        {20, 136, "increment3", "offset4"}, {20, 160, "increment4", "flags"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        begin(cases[i].type);
        CHECK_INT(read_bits(cases[i].bit_count), AIS_DECODED);
        CHECK(has(cases[i].last));
        CHECK(!has(cases[i].next));
        CHECK_INT(event.message.flags, 0);
    }
}

static void a_group_that_was_cut_is_said_to_be(void)
{
    static const struct {
        unsigned type;
        size_t bit_count;
    } cases[] = {{7, 96},   {13, 128}, {15, 80},  {15, 136},
                 {16, 120}, {17, 76},  {22, 160}, {23, 152}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        begin(cases[i].type);
        CHECK_INT(read_bits(cases[i].bit_count), AIS_DECODED);
        CHECK_INT(event.message.flags, AIS_FLAG_TRUNCATED);
    }
}

static void less_than_the_core_is_refused(void)
{
    static const struct {
        unsigned type, variant;
        size_t core_bit_count;
    } cases[] = {
        {6, 0, 88},  {7, 0, 72},   {8, 0, 56},  {10, 0, 70}, {12, 0, 72},  {13, 0, 72},
        {15, 0, 76}, {16, 0, 92},  {17, 0, 75}, {20, 0, 70}, {22, 0, 140}, {23, 0, 122},
        {25, 0, 40}, {25, 1, 56},  {25, 2, 72}, {25, 3, 88}, {26, 0, 64},  {26, 1, 80},
        {26, 2, 96}, {26, 3, 112}, {28, 0, 38},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        begin(cases[i].type);
        put(38, 2, cases[i].variant);
        CHECK_INT(read_bits(cases[i].core_bit_count), AIS_DECODED);
        CHECK_INT(read_bits(cases[i].core_bit_count - 1), AIS_TOO_SHORT);
    }
}

/* Its data end where the communication state begins, however long they are. */
static void the_state_of_message_26_stands_at_its_end(void)
{
    for (size_t bit_count = 112; bit_count <= 1064; bit_count += 8) {
        begin(26);
        put(38, 2, 3);
        put(40, 30, 219000002);
        put(72, 10, 1);
        put(82, 6, 61); /* nobody's */
        if (bit_count > 112)
            put(bit_count - 32, 8, 0xa5);
        put(bit_count - 20, 20, 0xabcde);
        CHECK_INT(read_bits(bit_count), AIS_DECODED);
        const struct ais_binary_multiple *fields = &event.message.fields.binary_multiple;
        CHECK_INT(event.message.flags, 0);
        CHECK_INT(fields->dest_mmsi, 219000002);
        CHECK_INT(fields->dac, 1);
        CHECK_INT(fields->fid, 61);
        CHECK_INT(fields->data.bit_count, bit_count - 112);
        CHECK_INT(fields->radio, 0xabcde);
        if (bit_count > 112)
            CHECK_INT(fields->data.bytes[fields->data.bit_count / 8 - 1], 0xa5);
    }
}

static void data_behind_the_longest_message_are_left(void)
{
    static const struct {
        unsigned type;
        size_t bit_count_max, data_bit_count;
    } cases[] = {{6, 1008, 920}, {8, 1008, 952},   {17, 816, 696},
                 {25, 168, 128}, {26, 1064, 1000}, {28, 1064, 1026}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "\"data\":\"%zu:0", cases[i].data_bit_count);
        begin(cases[i].type);
        CHECK_INT(read_bits(cases[i].bit_count_max), AIS_DECODED);
        CHECK_INT(event.message.flags, 0);
        CHECK(strstr(words, expected) != NULL);
        CHECK_INT(read_bits(AIS_PAYLOAD_BITS_MAX), AIS_DECODED);
        CHECK_INT(event.message.flags, AIS_FLAG_OVERLONG);
        CHECK(strstr(words, expected) != NULL);
    }
}

static void channels_are_assigned_to_an_area_or_to_stations(void)
{
    begin(22);
    put(69, 18, 181 * 600);
    put(87, 17, 90 * 600);
    CHECK_INT(read_bits(168), AIS_DECODED);
    CHECK(strstr(words, "\"ne_lon\":null,\"ne_lat\":90.0000,") != NULL);
    CHECK(strstr(words, "\"addressed\":false") != NULL);

    put(69, 30, 219000002);
    put(104, 30, 219000003);
    put(139, 1, 1);
    CHECK_INT(read_bits(168), AIS_DECODED);
    CHECK(strstr(words, "\"dest1\":219000002,\"dest2\":219000003,\"addressed\":true") != NULL);
    CHECK(!has("ne_lon"));
}

/* The layout of M.1371-6 is not confirmed: nothing is read into it. */
static void message_28_is_passed_on_as_it_came(void)
{
    begin(28);
    put(38, 10, 0x2a5);
    CHECK_INT(read_bits(48), AIS_DECODED);
    CHECK_TEXT(words, "{\"class\":\"AIS\",\"type\":28,\"repeat\":0,\"mmsi\":219000001,"
                      "\"data\":\"10:a940\",\"time\":null,\"station\":null,\"channel\":null}");
}

int main(void)
{
    RUN(a_group_that_was_not_sent_is_no_member);
    RUN(a_group_that_was_cut_is_said_to_be);
    RUN(less_than_the_core_is_refused);
    RUN(the_state_of_message_26_stands_at_its_end);
    RUN(data_behind_the_longest_message_are_left);
    RUN(channels_are_assigned_to_an_area_or_to_stations);
    RUN(message_28_is_passed_on_as_it_came);
    return check_summary();
}
