/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "evidence/copies.h"

#include <string.h>

static struct ais_message message(uint32_t mmsi, const uint8_t bytes[static 21])
{
    return (struct ais_message){.type = 1, .mmsi = mmsi, .bits = {bytes, 168}};
}

static void finds_copies_within_ten_seconds_in_either_order(void)
{
    static const uint8_t payload[21] = {4, 5, 6};
    struct evidence_copies *copies = evidence_copies_new();
    struct ais_message first = message(1, payload);

    CHECK(!evidence_copies_take(copies, &first, 50000));
    CHECK(evidence_copies_take(copies, &first, 50000));
    CHECK(evidence_copies_take(copies, &first, 60000));
    CHECK(evidence_copies_take(copies, &first, 40000));
    CHECK(!evidence_copies_take(copies, &first, 60001));
    CHECK(evidence_copies_take(copies, &first, 70001));
    evidence_copies_free(copies);
}

static void another_payload_is_another_message(void)
{
    static const uint8_t payloads[2][21] = {{4, 5, 6}, {4, 5, 7}};
    struct evidence_copies *copies = evidence_copies_new();
    struct ais_message a = message(1, payloads[0]);
    struct ais_message b = message(1, payloads[1]);
    struct ais_message shorter = a;
    shorter.bits.bit_count = 165; /* the same whole bytes but the last */
    static const uint8_t last[2][21] = {{[20] = 0x10}, {[20] = 0x20}};
    struct ais_message c = message(1, last[0]);
    struct ais_message d = message(1, last[1]);
    c.bits.bit_count = d.bits.bit_count = 166; /* they differ in the last, partial byte */

    CHECK(!evidence_copies_take(copies, &a, 0));
    CHECK(!evidence_copies_take(copies, &b, 0));
    CHECK(!evidence_copies_take(copies, &shorter, 0));
    CHECK(!evidence_copies_take(copies, &c, 0));
    CHECK(!evidence_copies_take(copies, &d, 0));
    c.bits.bit_count = d.bits.bit_count = 162; /* what differs is padding */
    CHECK(!evidence_copies_take(copies, &c, 0));
    CHECK(evidence_copies_take(copies, &d, 0));
    evidence_copies_free(copies);
}

/* Two ships whose payloads hash alike must not hide each other: the MMSI is compared. */
static void a_hash_alone_makes_no_copy(void)
{
    static const uint8_t payload[21] = {4, 5, 6};
    struct evidence_copies *copies = evidence_copies_new();
    struct ais_message a = message(1, payload);
    struct ais_message b = message(2, payload);

    CHECK(!evidence_copies_take(copies, &a, 0));
    CHECK(!evidence_copies_take(copies, &b, 0));
    evidence_copies_free(copies);
}

static void remembers_as_many_as_it_says_and_forgets_the_oldest(void)
{
    struct evidence_copies *copies = evidence_copies_new();
    uint8_t payload[21] = {0};
    struct ais_message numbered = message(1, payload);
    size_t wrong = 0;

    for (uint32_t i = 0; i < EVIDENCE_RECENT_COUNT_MAX + 1; i++) {
        memcpy(payload, &i, sizeof i);
        wrong += evidence_copies_take(copies, &numbered, 0);
    }
    for (uint32_t i = EVIDENCE_RECENT_COUNT_MAX; i > 0; i--) {
        memcpy(payload, &i, sizeof i);
        wrong += !evidence_copies_take(copies, &numbered, 0);
    }
    CHECK_INT(wrong, 0);
    memcpy(payload, &(uint32_t){0}, sizeof(uint32_t));
    CHECK(!evidence_copies_take(copies, &numbered, 0));
    evidence_copies_clear(copies);
    memcpy(payload, &(uint32_t){7}, sizeof(uint32_t));
    CHECK(!evidence_copies_take(copies, &numbered, 0));
    evidence_copies_free(copies);
}

int main(void)
{
    RUN(finds_copies_within_ten_seconds_in_either_order);
    RUN(another_payload_is_another_message);
    RUN(a_hash_alone_makes_no_copy);
    RUN(remembers_as_many_as_it_says_and_forgets_the_oldest);
    return check_summary();
}
