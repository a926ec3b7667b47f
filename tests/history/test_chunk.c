/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of history/chunk.h. Each claim holds for every codec. */
#include "any_columns.h"
#include "base/checksum.h"
#include "check.h"
#include "history/chunk.h"

#include <stdio.h>
#include <stdlib.h>

static const enum history_codec codecs[] = {HISTORY_CODEC_HOT, HISTORY_CODEC_COLD};
enum { CODEC_COUNT = sizeof codecs / sizeof codecs[0] };

static struct history_columns columns;
static struct history_columns again;
static uint8_t bytes[HISTORY_CHUNK_SIZE_MAX];

/* By bytes that end where their memory does, so that a read behind them is found. */
static enum history_chunk_error decode(size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    memcpy(copy, bytes, size);
    memset(&again, 0xA5, sizeof again);
    enum history_chunk_error error = history_chunk_decode(copy, size, &again);
    free(copy);
    return error;
}

static void check_round_trip(const char *what)
{
    for (size_t i = 0; i < CODEC_COUNT; i++) {
        size_t size = history_chunk_encode(&columns, codecs[i], bytes);
        CHECK(size <= HISTORY_CHUNK_SIZE_MAX);
        CHECK_INT(decode(size), HISTORY_CHUNK_OK);
        CHECK_TEXT(columns_same(&columns, &again) ? "the same" : what, "the same");
    }
}

static void any_columns_come_back(void)
{
    for (uint32_t count = 1; count <= HISTORY_CHUNK_COUNT_MAX; count += 1 + count / 4) {
        columns_sailing(&columns, count, count);
        check_round_trip("sailing");
        columns_chaos(&columns, count, count);
        check_round_trip("chaos");
    }
    columns_sailing(&columns, HISTORY_CHUNK_COUNT_MAX, 1);
    check_round_trip("a full chunk");
}

static void extremes_come_back(void)
{
    uint64_t state = 5;
    for (uint32_t round = 0; round < 300; round++) {
        uint32_t count = round < 4 ? HISTORY_CHUNK_COUNT_MAX : 1 + columns_below(&state, 40);
        columns_chaos(&columns, count, round);
        for (uint32_t i = 0; i < count; i++) {
            bool is_high = columns_below(&state, 2) == 1;
            columns.longitude_min_e4[i] = is_high ? INT32_MAX : INT32_MIN;
            columns.latitude_min_e4[i] = is_high ? INT32_MIN : INT32_MAX;
            columns.speed_kn_e1[i] = columns_below(&state, 2) == 1 ? UINT16_MAX : 0;
            columns.course_deg_e1[i] = is_high ? UINT16_MAX : 0;
            columns.heading_deg[i] = is_high ? 0 : UINT16_MAX;
            columns.status[i] = is_high ? UINT8_MAX : 0;
            columns.turn[i] = is_high ? INT8_MIN : INT8_MAX;
        }
        check_round_trip("extremes");
    }
}

static void times_from_the_first_to_the_last_come_back(void)
{
    static const struct {
        int64_t head_ms;
        int64_t first_ms;
        int64_t span_ms;
    } cases[] = {
        {INT64_MIN, INT64_MAX - HISTORY_CHUNK_SPAN_MAX_MS, HISTORY_CHUNK_SPAN_MAX_MS},
        {INT64_MIN, INT64_MIN, 0},
        {INT64_MAX, INT64_MAX, 0},
        {-1000, 5000, 1073741000},
        {-1, 0, HISTORY_CHUNK_SPAN_MAX_MS},
        {0, 1, 1},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        columns_sailing(&columns, 3, 1);
        columns.has_head = true;
        columns.time_ms[0] = cases[i].head_ms;
        columns.time_ms[1] = cases[i].first_ms;
        columns.time_ms[2] = cases[i].first_ms + cases[i].span_ms;
        check_round_trip("times");
        columns.has_head = false;
        columns.time_ms[0] = cases[i].first_ms;
        check_round_trip("times without a head");
    }
}

static void equal_times_and_milliseconds_come_back(void)
{
    uint64_t state = 6;
    for (uint32_t count = 1; count < 300; count += 37) {
        columns_sailing(&columns, count, 3);
        for (uint32_t i = 0; i < count; i++)
            columns.time_ms[i] = 1234567;
        check_round_trip("equal times");
        columns_sailing(&columns, count, 4);
        for (uint32_t i = 0; i < count; i++)
            columns.time_ms[i] += columns_below(&state, 1000);
        check_round_trip("milliseconds");
    }
}

static void constant_columns_cost_no_bytes(void)
{
    for (size_t i = 0; i < CODEC_COUNT; i++) {
        columns_sailing(&columns, HISTORY_CHUNK_COUNT_MAX, 1);
        for (uint32_t at = 1; at < columns.count; at++) {
            columns.time_ms[at] = columns.time_ms[0] + 10000 * (int64_t)at;
            columns.longitude_min_e4[at] = columns.longitude_min_e4[0];
            columns.latitude_min_e4[at] = columns.latitude_min_e4[0];
            columns.course_deg_e1[at] = columns.course_deg_e1[0];
            columns.heading_deg[at] = columns.heading_deg[0];
            columns.heard[at] = columns.heard[0];
        }
        memset(columns.speed_kn_e1, 0, sizeof columns.speed_kn_e1);
        memset(columns.turn, -128, sizeof columns.turn);
        columns_one_set(&columns, 4);
        memset(columns.heard, 0, sizeof columns.heard);
        CHECK(history_chunk_encode(&columns, codecs[i], bytes) <= 44);
        check_round_trip("constant");
    }
}

static void the_antimeridian_is_no_jump(void)
{
    for (size_t i = 0; i < CODEC_COUNT; i++) {
        columns_sailing(&columns, 400, 7);
        size_t size = history_chunk_encode(&columns, codecs[i], bytes);
        int32_t east = 108000000 - columns.longitude_min_e4[200];
        for (uint32_t at = 0; at < columns.count; at++) {
            columns.longitude_min_e4[at] += east;
            if (columns.longitude_min_e4[at] > 108000000)
                columns.longitude_min_e4[at] -= 216000000;
        }
        check_round_trip("across the antimeridian");
        CHECK(history_chunk_encode(&columns, codecs[i], bytes) <= size + 8);
        columns.longitude_min_e4[7] = 108000000;
        columns.longitude_min_e4[8] = -108000000;
        check_round_trip("on the antimeridian");
    }
}

/* What is not available stands at times among the rest, and codes that no message can have too. */
static void any_code_comes_back(void)
{
    uint64_t state = 8;
    for (uint32_t round = 0; round < 64; round++) {
        columns_sailing(&columns, 200, round);
        for (uint32_t i = 0; i < columns.count; i += 1 + columns_below(&state, 9)) {
            if ((round & 1) != 0)
                columns.longitude_min_e4[i] = 181 * 600000;
            if ((round & 2) != 0)
                columns.latitude_min_e4[i] = 91 * 600000;
            if ((round & 4) != 0)
                columns.speed_kn_e1[i] = 1023;
            if ((round & 8) != 0)
                columns.course_deg_e1[i] = 3600 + (round & 16);
            if ((round & 32) != 0)
                columns.heading_deg[i] = 511 - (round & 16);
            columns.turn[i] = -128;
        }
        check_round_trip("codes");
    }
}

static void any_sets_come_back(void)
{
    uint64_t state = 9;
    for (uint32_t round = 0; round < 50; round++) {
        columns_sailing(&columns, 1 + columns_below(&state, HISTORY_CHUNK_COUNT_MAX), round);
        columns_random_sets(&columns, &state);
        check_round_trip("sets");
    }
    columns_sailing(&columns, HISTORY_CHUNK_COUNT_MAX, 1);
    columns.sets.count = HISTORY_SET_COUNT_MAX;
    for (uint16_t set = 0; set < HISTORY_SET_COUNT_MAX; set++)
        columns.sets.ends[set] =
            set < HISTORY_SET_COUNT_MAX - 1 ? 0 : HISTORY_SET_STATION_COUNT_MAX;
    for (uint16_t i = 0; i < HISTORY_SET_STATION_COUNT_MAX; i++)
        columns.sets.stations[i] = (uint16_t)(i * 128 + (i == 511 ? 127 : 0));
    for (uint32_t i = 0; i < columns.count; i++)
        columns.heard[i] = (uint8_t)(i % HISTORY_SET_COUNT_MAX);
    check_round_trip("as many sets and stations as there may be");
}

static void put_sum(size_t size)
{
    uint32_t sum = checksum_crc32(0, bytes, 4);
    sum = checksum_crc32(sum, bytes + 8, size - 8);
    for (unsigned i = 0; i < 4; i++)
        bytes[4 + i] = (uint8_t)(sum >> 8 * i);
}

static void a_cut_chunk_says_so(void)
{
    for (size_t i = 0; i < CODEC_COUNT; i++) {
        columns_sailing(&columns, 60, 1);
        size_t size = history_chunk_encode(&columns, codecs[i], bytes);
        for (size_t cut = 0; cut < size; cut++)
            CHECK_INT(decode(cut), HISTORY_CHUNK_CUT);
        CHECK_INT(decode(size + 1), HISTORY_CHUNK_BROKEN);
    }
}

static void a_changed_bit_is_found(void)
{
    for (size_t i = 0; i < CODEC_COUNT; i++) {
        columns_sailing(&columns, 60, 2);
        size_t size = history_chunk_encode(&columns, codecs[i], bytes);
        for (size_t bit = 8; bit < size * 8; bit++) {
            bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
            CHECK(decode(size) != HISTORY_CHUNK_OK);
            bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
        }
        CHECK_INT(decode(size), HISTORY_CHUNK_OK);
    }
}

static void a_later_codec_is_unknown(void)
{
    columns_sailing(&columns, 60, 2);
    size_t size = history_chunk_encode(&columns, HISTORY_CODEC_HOT, bytes);
    bytes[0] = 200;
    put_sum(size);
    CHECK_INT(decode(size), HISTORY_CHUNK_UNKNOWN);
    bytes[0] = HISTORY_CODEC_HOT;
    bytes[1] |= 128; /* a flag of a later version */
    put_sum(size);
    CHECK_INT(decode(size), HISTORY_CHUNK_UNKNOWN);
}

/* With a right sum: what is read is refused, or can be written again and is then the same. */
static void wrong_bytes_with_a_right_sum_do_no_harm(void)
{
    uint64_t state = 10;
    size_t read = 0;
    for (size_t i = 0; i < CODEC_COUNT; i++)
        for (uint32_t round = 0; round < 20000; round++) {
            columns_sailing(&columns, 1 + round % 30, round % 100);
            columns.has_head = round % 2 == 0;
            size_t size = history_chunk_encode(&columns, codecs[i], bytes);
            for (uint32_t left = 1 + columns_below(&state, 3); left > 0; left--)
                bytes[8 + columns_below(&state, (uint32_t)size - 8)] =
                    (uint8_t)columns_random(&state);
            put_sum(size);
            if (decode(size) != HISTORY_CHUNK_OK)
                continue;
            read++;
            columns = again;
            check_round_trip("what wrong bytes say");
        }
    CHECK(read > 1000);
}

/* The format does not change unnoticed, nor is it another on another machine. */
static void check_bytes(enum history_codec codec, const char *expected)
{
    char hex[2 * HISTORY_CHUNK_SIZE_MAX + 1];
    size_t size = history_chunk_encode(&columns, codec, bytes);
    for (size_t at = 0; at < size; at++)
        snprintf(hex + 2 * at, 3, "%02x", bytes[at]);
    CHECK_TEXT(hex, expected);
}

static void chunks_have_these_bytes(void)
{
    columns_sailing(&columns, 24, 11);
    columns.has_head = true;
    columns.time_ms[0] -= 100000;
    columns.heading_deg[9] = 511;
    check_bytes(HISTORY_CODEC_HOT,
                "0101ad002766473b188804e4cf8b0100006ede6d0048b10002820084058d000000000201040204a802"
                "0b036ddf010358320d91b0058580020370854841188d03380f0623f6145b801203365195248e988516"
                "dd2702830306080912231900010241c334b90e961a040000909a0a09a0900a0000008701070040a74e"
                "a5722a9e4295486551692800080dd288b360000980d418f223460e1b488c68c9328547912b5c7c9019"
                "04c80e9234010f0518");
    check_bytes(HISTORY_CODEC_COLD,
                "0201a2007f086f2f188804e4cf8b0100006ede6d0048b10002820084058d000000000201040204a802"
                "0b036ddf01226b9805003fb7ba4260e2d3627a630c5790afa0606832252e2d52da6a1d32df9e8b22f1"
                "7fd8689a2a0da992cecd1e12df31d0b598fa095783cfe272a0395132fbe1242173c89e7edea7c423bf"
                "730200aaae51bf1315891e2ba08d65000abd2a73b3c5324574271cc22d0441060328b237249000");
    columns_chaos(&columns, 3, 1);
    check_bytes(HISTORY_CODEC_HOT,
                "011eae0026e85d8503ea39a8b2ebdd06370d2f185ee4c324d62bc8797f86ae9705080906d63faf1995"
                "13c3219e2a9d2d0005ac37b90aa51cff15af1b05dd0ea911a732f31fcd1504a312fe1fa501b32608f9"
                "25cf348819e926a02fee2acf17ee0a04972ca1228832c10105c614ed24d32af310d42f0086fc57e6dd"
                "31ff0115000060b91b0310e8f63a4310772270e51069c9e5de08bba107522f2023bb2350badad7c020"
                "ce0498b11e0253be0481");
    check_bytes(HISTORY_CODEC_COLD,
                "021ec2008c29183d03ea39a8b2ebdd06370d2f185ee4c324d62bc8797f86ae9705080906d63faf1995"
                "13c3219e2a9d2d0005ac37b90aa51cff15af1b05dd0ea911a732f31fcd1504a312fe1fa501b32608f9"
                "25cf348819e926a02fee2acf17ee0a04972ca1228832c10105c614ed24d32af310d42f0086fc57e6dd"
                "31ff010b6b9d3500fe7f1c00fefff0ffed7fff7fff7f4ed7fefffd7ffeff03f8f17be8f6c09da42503"
                "bb1cd91d817226c08c5deec6748600b872a0dc1b08bdaef635b087c0942f");
}

int main(void)
{
    RUN(any_columns_come_back);
    RUN(extremes_come_back);
    RUN(times_from_the_first_to_the_last_come_back);
    RUN(equal_times_and_milliseconds_come_back);
    RUN(constant_columns_cost_no_bytes);
    RUN(the_antimeridian_is_no_jump);
    RUN(any_code_comes_back);
    RUN(any_sets_come_back);
    RUN(a_cut_chunk_says_so);
    RUN(a_changed_bit_is_found);
    RUN(a_later_codec_is_unknown);
    RUN(wrong_bytes_with_a_right_sum_do_no_harm);
    RUN(chunks_have_these_bytes);
    return check_summary();
}
