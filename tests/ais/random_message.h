/* SPDX-License-Identifier: Apache-2.0 */
/* Random messages of every kind, made of random bits that the decoder reads: type, variant and
 * application by number, the rest by chance, with all that means "not available" among it. */
#ifndef RANDOM_MESSAGE_H
#define RANDOM_MESSAGE_H

#include "ais/application.h"
#include "ais/message.h"

#include <assert.h>
#include <string.h>

struct random_bits {
    uint64_t state;
    uint8_t bytes[AIS_PAYLOAD_BYTES_MAX];
};

/* SplitMix64 (Steele, Lea and Flood 2014). */
static inline uint64_t random_next(struct random_bits *random)
{
    uint64_t value = random->state += UINT64_C(0x9e3779b97f4a7c15);
    value = (value ^ value >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    value = (value ^ value >> 27) * UINT64_C(0x94d049bb133111eb);
    return value ^ value >> 31;
}

/* 0 to `count` - 1. */
static inline uint32_t random_below(struct random_bits *random, uint32_t count)
{
    return (uint32_t)(random_next(random) % count);
}

/* Which message: its type, the bits that choose among its layouts, and its application, if any. */
struct random_kind {
    unsigned type;
    unsigned variant; /* bits 38 and 39, where they choose */
    bool is_addressed, is_auxiliary;
    size_t application; /* its number, counted from 1; 0: none */
};

static const struct random_kind random_kinds[] = {
    {.type = 1},
    {.type = 2},
    {.type = 3},
    {.type = 4},
    {.type = 5},
    {.type = 6},
    {.type = 7},
    {.type = 8},
    {.type = 9},
    {.type = 10},
    {.type = 11},
    {.type = 12},
    {.type = 13},
    {.type = 14},
    {.type = 15},
    {.type = 16},
    {.type = 17},
    {.type = 18},
    {.type = 19},
    {.type = 20},
    {.type = 21},
    {.type = 22},
    {.type = 22, .is_addressed = true},
    {.type = 23},
    {.type = 24},
    {.type = 24, .variant = 1},
    {.type = 24, .variant = 1, .is_auxiliary = true},
    {.type = 25},
    {.type = 25, .variant = 1},
    {.type = 25, .variant = 2},
    {.type = 25, .variant = 3},
    {.type = 26},
    {.type = 26, .variant = 1},
    {.type = 26, .variant = 2},
    {.type = 26, .variant = 3},
    {.type = 27},
    {.type = 28},
};

/* The kinds without an application, then every application in every message that may carry it.
 * False behind the last. */
static inline bool random_kind_at(size_t index, struct random_kind *kind)
{
    static const struct random_kind carriers[] = {
        {.type = 6},
        {.type = 8},
        {.type = 25, .variant = 1},
        {.type = 25, .variant = 3},
        {.type = 26, .variant = 1},
        {.type = 26, .variant = 3},
    };
    enum {
        KIND_COUNT = sizeof random_kinds / sizeof random_kinds[0],
        CARRIER_COUNT = sizeof carriers / sizeof carriers[0],
    };

    if (index < KIND_COUNT) {
        *kind = random_kinds[index];
        return true;
    }
    struct ais_application_row row;
    size_t application = (index - KIND_COUNT) / CARRIER_COUNT;
    if (!ais_application_at(application, &row))
        return false;
    *kind = carriers[(index - KIND_COUNT) % CARRIER_COUNT];
    kind->application = application + 1;
    return true;
}

static inline const struct ais_layout *random_layout(const struct random_kind *kind)
{
    uint8_t bytes[AIS_PAYLOAD_BYTES_MAX] = {0};
    const struct ais_layout *layout = NULL;

    ais_bits_put(bytes, 0, 6, kind->type);
    ais_bits_put(bytes, 8, 30, kind->is_auxiliary ? 982190001 : 219000001);
    ais_bits_put(bytes, 38, 2, kind->variant);
    ais_bits_put(bytes, 139, 1, kind->is_addressed);
    enum ais_refusal refusal = ais_message_layout((struct ais_bits){bytes, 168}, &layout);
    assert(refusal == AIS_DECODED);
    (void)refusal;
    return layout;
}

static inline void random_put_row(struct random_bits *random, const struct ais_field *field,
                                  size_t first_bit)
{
    switch (field->kind) {
    case AIS_UNSIGNED:
    case AIS_SIGNED:
    case AIS_BOOL:
    case AIS_TURN:
    case AIS_READING:
    case AIS_SQUARED:
        if (field->absent != AIS_NEVER)
            ais_bits_put(random->bytes, first_bit, field->bit_count,
                         (uint32_t)ais_layout_absent_sent(field));
        break;
    case AIS_DATE_TIME:
        ais_bits_put(random->bytes, first_bit, 23, 0);
        ais_bits_put(random->bytes, first_bit + 23, 17, 24 << 12 | 60 << 6 | 60);
        break;
    case AIS_ETA:
        ais_bits_put(random->bytes, first_bit, 20, 24 << 6 | 60);
        break;
    case AIS_DAY_TIME:
        ais_bits_put(random->bytes, first_bit, 16, 24 << 6 | 60);
        break;
    case AIS_TEXT:
    case AIS_TEXT_MORE:
        for (size_t bit = 0; bit + 6 <= field->bit_count; bit += 6)
            ais_bits_put(random->bytes, first_bit + bit, 6, 1 + random_below(random, 63));
        break;
    case AIS_SCALED:
    case AIS_SIGN_FIRST:
    case AIS_SIGN_LAST:
    case AIS_DATA:
        break;
    }
}

/* Makes some of the rows say "not available", and some texts full. */
static inline void random_put_rows(struct random_bits *random, const struct ais_layout *layout,
                                   size_t start)
{
    for (size_t i = 0; i < layout->field_count; i++)
        if (random_below(random, 4) == 0)
            random_put_row(random, &layout->fields[i], start + layout->fields[i].first_bit);
}

/* Of several ways to say "not available", or zero, only the one that is written again. */
static inline void random_make_canonical(struct random_bits *random, const struct ais_field *field,
                                         size_t first_bit)
{
    struct ais_bits bits = {random->bytes, sizeof random->bytes * 8};
    bool is_first = field->kind == AIS_SIGN_FIRST;
    size_t sign_bit = is_first ? first_bit : first_bit + field->bit_count - 1u;
    uint32_t plus = is_first ? 0 : 1;

    if (field->kind == AIS_READING) {
        if (ais_bits_unsigned(bits, first_bit, field->bit_count) >= (uint32_t)field->absent)
            ais_bits_put(random->bytes, first_bit, field->bit_count,
                         (uint32_t)ais_layout_absent_sent(field));
    } else if (field->kind == AIS_DAY_TIME) {
        if (ais_bits_unsigned(bits, first_bit + 5, 5) >= 24 &&
            ais_bits_unsigned(bits, first_bit + 10, 6) >= 60)
            ais_bits_put(random->bytes, first_bit, 16, 24 << 6 | 60);
    } else if (is_first || field->kind == AIS_SIGN_LAST) {
        uint32_t size =
            ais_bits_unsigned(bits, is_first ? first_bit + 1 : first_bit, field->bit_count - 1u);
        bool is_absent = size == (uint32_t)(field->absent < 0 ? -field->absent : field->absent);
        if (size == 0 || is_absent)
            ais_bits_put(random->bytes, sign_bit, 1,
                         is_absent && field->absent < 0 ? 1 - plus : plus);
    }
}

static inline void random_make_all_canonical(struct random_bits *random,
                                             const struct ais_layout *layout, size_t start)
{
    const struct ais_list *list = layout->list;
    struct ais_bits bits = {random->bytes, sizeof random->bytes * 8};

    for (size_t i = 0; i < layout->field_count; i++)
        random_make_canonical(random, &layout->fields[i], start + layout->fields[i].first_bit);
    for (size_t i = 0; list != NULL && i < list->count_max; i++) {
        size_t at = start + list->first_bit + i * list->bit_count;
        size_t selector = 0;
        if (at + list->bit_count > bits.bit_count)
            break;
        if (list->selector_bit_count > 0)
            selector = ais_bits_unsigned(bits, at, list->selector_bit_count);
        const struct ais_layout *element = list->layouts[selector];
        for (size_t k = 0; k < element->field_count; k++)
            random_make_canonical(random, &element->fields[k], at + element->fields[k].first_bit);
    }
}

static inline void random_put_header(struct random_bits *random, const struct random_kind *kind)
{
    uint32_t mmsi = random_below(random, 980000000);

    ais_bits_put(random->bytes, 0, 6, kind->type);
    ais_bits_put(random->bytes, 8, 30,
                 kind->is_auxiliary ? 980000000 + random_below(random, 10000000) : mmsi);
    if (kind->type == 22)
        ais_bits_put(random->bytes, 139, 1, kind->is_addressed);
    if (kind->type >= 24 && kind->type <= 26)
        ais_bits_put(random->bytes, 38, 2, kind->variant);
}

static inline const struct ais_field *random_data_row(const struct ais_layout *layout)
{
    const struct ais_field *field = layout->fields;
    while (field->kind != AIS_DATA)
        field++;
    return field;
}

/* A length at which the layout is whole, at the end of a byte three times out of four. */
static inline size_t random_length(struct random_bits *random, size_t min, size_t max)
{
    size_t length = min + random_below(random, (uint32_t)(max - min + 1));
    if (random_below(random, 4) > 0)
        length = (length + 7) / 8 * 8;
    return length < max ? length : max;
}

/* A payload of this kind; its bits. */
static inline struct ais_bits random_payload(struct random_bits *random,
                                             const struct random_kind *kind)
{
    const struct ais_layout *layout = random_layout(kind);
    struct ais_application_row row;

    for (size_t i = 0; i < sizeof random->bytes; i++)
        random->bytes[i] = (uint8_t)random_next(random);
    random_put_rows(random, layout, 0);
    random_put_header(random, kind);
    size_t length = random_length(random, layout->bit_count_min, layout->bit_count_max);
    if (kind->application > 0 && ais_application_at(kind->application - 1, &row)) {
        const struct ais_layout *inner = row.layout;
        size_t start = random_data_row(layout)->first_bit;
        size_t data_max = random_data_row(layout)->bit_count;
        size_t max = inner->bit_count_max < data_max ? inner->bit_count_max : data_max;
        size_t min = inner->bit_count_min < max ? inner->bit_count_min : max;
        random_put_rows(random, inner, start);
        if (row.selector_bit_count > 0)
            ais_bits_put(random->bytes, start, row.selector_bit_count, row.selector);
        random_make_all_canonical(random, inner, start);
        ais_bits_put(random->bytes, start - 16, 10, (uint32_t)row.dac);
        ais_bits_put(random->bytes, start - 6, 6, (uint32_t)row.fid);
        length = start + random_length(random, min, max) + layout->tail_bit_count;
    }
    return (struct ais_bits){random->bytes, length};
}

static inline const struct ais_layout *random_application(const struct random_kind *kind)
{
    struct ais_application_row row = {0};
    ais_application_at(kind->application - 1, &row);
    return row.layout;
}

/* The next whole message of this kind. False when there is none in many tries: an application that
 * no message of this type has room for. */
static inline bool random_message(struct random_bits *random, const struct random_kind *kind,
                                  struct ais_message *message)
{
    for (int tries = 0; tries < 2000; tries++) {
        struct ais_bits bits = random_payload(random, kind);
        memset(message, 0, sizeof *message);
        if (ais_message_read(bits, 0, message) == AIS_DECODED && message->flags == 0 &&
            (kind->application == 0 || message->application.layout == random_application(kind)))
            return true;
    }
    return false;
}

#endif
