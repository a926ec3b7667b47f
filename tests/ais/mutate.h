/* SPDX-License-Identifier: Apache-2.0 */
/* Spoils a line as receivers, cables and networks do, and worse: one to three changes, and for most
 * lines checksums that fit again, so that what lies behind the checksum is reached. */
#ifndef MUTATE_H
#define MUTATE_H

#include "samples.h"

enum {
    MUTANT_BYTES_MAX = 4096,
    MUTANT_LONG = 1100, /* longer than a line may be */
};

struct mutant {
    char bytes[MUTANT_BYTES_MAX];
    size_t size;
    bool is_deep; /* another payload under a checksum that fits */
};

struct mutation {
    const struct samples *samples;
    uint64_t *state;
    struct mutant *mutant;
};

/* Puts bytes in the place of others; nothing when the mutant would grow too long. */
static inline void mutant_splice(struct mutant *mutant, size_t at, size_t cut_size,
                                 struct ais_span insert)
{
    if (mutant->size - cut_size + insert.size > sizeof mutant->bytes)
        return;
    memmove(mutant->bytes + at + insert.size, mutant->bytes + at + cut_size,
            mutant->size - at - cut_size);
    if (insert.size > 0)
        memmove(mutant->bytes + at, insert.start, insert.size);
    mutant->size += insert.size - cut_size;
}

static inline size_t mutation_below(struct mutation *mutation, size_t count)
{
    return samples_below(mutation->state, count);
}

/* A place of a byte; the mutant is not empty. */
static inline size_t mutation_place(struct mutation *mutation)
{
    return mutation_below(mutation, mutation->mutant->size);
}

/* A byte that means something somewhere, or any byte. */
static inline char mutation_byte(struct mutation *mutation)
{
    static const char likely[] = "\0\r\n!$\\*,:- 0123456789AVDMOWw`\x80\xff";
    size_t choice = mutation_below(mutation, sizeof likely + 3);
    return choice < sizeof likely - 1 ? likely[choice] : (char)mutation_below(mutation, 256);
}

static inline char mutation_armour(struct mutation *mutation)
{
    size_t value = mutation_below(mutation, 64);
    return (char)(value < 40 ? '0' + value : '`' + (value - 40));
}

static inline void mutate_bits(struct mutation *mutation)
{
    for (size_t i = mutation_below(mutation, 4); i < 4; i++)
        mutation->mutant->bytes[mutation_place(mutation)] ^=
            (char)(1 << mutation_below(mutation, 8));
}

static inline void mutate_replace(struct mutation *mutation)
{
    mutation->mutant->bytes[mutation_place(mutation)] = mutation_byte(mutation);
}

static inline void mutate_insert(struct mutation *mutation)
{
    char byte = mutation_byte(mutation);
    mutant_splice(mutation->mutant, mutation_place(mutation), 0, (struct ais_span){&byte, 1});
}

static inline void mutate_delete(struct mutation *mutation)
{
    size_t at = mutation_place(mutation);
    size_t size = 1 + mutation_below(mutation, 8);
    size_t rest = mutation->mutant->size - at;
    mutant_splice(mutation->mutant, at, size < rest ? size : rest, (struct ais_span){NULL, 0});
}

/* Repeats a piece at another place, once or until the line is far too long. */
static inline void mutate_double(struct mutation *mutation)
{
    char piece[64];
    struct mutant *mutant = mutation->mutant;
    size_t at = mutation_place(mutation);
    size_t size = 1 + mutation_below(mutation, sizeof piece);
    if (size > mutant->size - at)
        size = mutant->size - at;
    memcpy(piece, mutant->bytes + at, size);
    size_t goal = mutation_below(mutation, 32) == 0 ? MUTANT_LONG : mutant->size + 1;
    while (mutant->size < goal)
        mutant_splice(mutant, mutation_place(mutation), 0, (struct ais_span){piece, size});
}

/* What stands before a place goes behind what follows it. */
static inline void mutate_swap(struct mutation *mutation)
{
    char front[MUTANT_BYTES_MAX];
    struct mutant *mutant = mutation->mutant;
    size_t start = mutation_place(mutation);
    size_t size = mutation_below(mutation, mutant->size - start);
    size_t end = start + size + mutation_below(mutation, mutant->size - start - size);
    memcpy(front, mutant->bytes + start, size);
    mutant_splice(mutant, start, size, (struct ais_span){NULL, 0});
    mutant_splice(mutant, end - size, 0, (struct ais_span){front, size});
}

static inline void mutate_cut(struct mutation *mutation)
{
    mutation->mutant->size = 1 + mutation_place(mutation);
}

/* Another line follows, with nothing between or with something that ends a line. */
static inline void mutate_glue(struct mutation *mutation)
{
    static const char *const between[] = {"", "", " ", "\r", "\n"};
    struct mutant *mutant = mutation->mutant;
    const char *words = between[mutation_below(mutation, 5)];
    mutant_splice(mutant, mutant->size, 0, (struct ais_span){words, strlen(words)});
    mutant_splice(mutant, mutant->size, 0, samples_any_line(mutation->samples, mutation->state));
}

/* The payload of the last sentence on the line; empty when there is none. */
static inline struct ais_span mutant_payload(struct mutant *mutant)
{
    struct ais_sentence sentence;
    for (size_t at = mutant->size; at-- > 0;)
        if (ais_sentence_starts(mutant->bytes + at, mutant->size - at)) {
            sentence.payload = (struct ais_span){0};
            sentence.is_whole = false;
            ais_sentence_parse(mutant->bytes + at, mutant->size - at, &sentence);
            return sentence.is_whole ? sentence.payload : (struct ais_span){0};
        }
    return (struct ais_span){0};
}

/* Characters of the payload become others, more, or fewer: other types, lengths and values.
 * False when there is none. */
static inline bool mutate_payload(struct mutation *mutation)
{
    char armour[AIS_SENTENCE_PART_COUNT_MAX * 8];
    struct mutant *mutant = mutation->mutant;
    struct ais_span payload = mutant_payload(mutant);
    if (payload.size == 0)
        return false;
    size_t first = (size_t)(payload.start - mutant->bytes);
    for (size_t i = 0; i < sizeof armour; i++)
        armour[i] = mutation_armour(mutation);
    size_t at = mutation_below(mutation, payload.size);
    size_t rest = payload.size - at;
    switch (mutation_below(mutation, 4)) {
    case 0: /* the type */
        mutant_splice(mutant, first, 1, (struct ais_span){armour, 1});
        break;
    case 1:
        mutant_splice(mutant, first + at, 1, (struct ais_span){armour, 1});
        break;
    case 2:
        mutant_splice(mutant, first + at, mutation_below(mutation, rest + 1),
                      (struct ais_span){NULL, 0});
        break;
    default:
        mutant_splice(mutant, first + at, mutation_below(mutation, rest + 1),
                      (struct ais_span){armour, mutation_below(mutation, sizeof armour + 1)});
        break;
    }
    return true;
}

/* A digit becomes another: in the header, in a TAG block, in `$PGHP`. */
static inline void mutate_digit(struct mutation *mutation)
{
    struct mutant *mutant = mutation->mutant;
    size_t at = mutation_place(mutation);
    for (size_t i = at; i < mutant->size; i++)
        if (mutant->bytes[i] >= '0' && mutant->bytes[i] <= '9') {
            mutant->bytes[i] = (char)('0' + mutation_below(mutation, 10));
            return;
        }
}

/* Something that speaks of a sentence comes before it, or in the middle of it. */
static inline void mutate_stamp(struct mutation *mutation)
{
    static const char *const stamps[] = {
        "\\s:rORBCOMM104,q:u,c:1418172113,T:2014-12-10 00.41.53*55\\",
        "\\g:1-2-1604,s:rORBCOMM008,c:1418169601*40\\",
        "\\g:2-2-0*6D\\",
        "\\c:1542625200000,n:7,t:words,d:there*00\\",
        "\\*00\\",
        "\\s:*49",
        "$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,5C*15\r\n",
        "$PGHP,1,2018,11,19,11,0,0,789,219,,2190047,1,5C*15",
        "$PGHP,1,2018,2,31,24,60,61,1000,219,,,1,*15\n",
        "1542625200789 ",
        "2018-11-19T11:00:00.789+02:00 ",
        "[2018-11-19 11:00:60] ",
    };
    const char *stamp = stamps[mutation_below(mutation, sizeof stamps / sizeof stamps[0])];
    size_t at = mutation_below(mutation, 4) == 0 ? mutation_place(mutation) : 0;
    mutant_splice(mutation->mutant, at, 0, (struct ais_span){stamp, strlen(stamp)});
}

/* Every checksum on the line becomes that of what stands before it. */
static inline void mutant_repair(struct mutant *mutant)
{
    size_t start = 0;
    for (size_t i = 0; i + 2 < mutant->size; i++) {
        char here = mutant->bytes[i];
        if (here == '!' || here == '$' || here == '\\')
            start = i + 1;
        if (here != '*' || start == 0)
            continue;
        char digits[3];
        snprintf(digits, sizeof digits, "%02X",
                 ais_sentence_checksum(mutant->bytes + start, i - start));
        memcpy(mutant->bytes + i + 1, digits, 2);
        start = 0;
    }
}

/* Any way that spoils. */
static inline void mutate(struct mutation *mutation)
{
    static void (*const ways[])(struct mutation *) = {
        mutate_bits, mutate_replace, mutate_insert, mutate_delete, mutate_double,
        mutate_swap, mutate_cut,     mutate_glue,   mutate_digit,  mutate_stamp,
    };
    ways[mutation_below(mutation, sizeof ways / sizeof ways[0])](mutation);
    if (mutation->mutant->size == 0)
        mutant_splice(mutation->mutant, 0, 0, (struct ais_span){"!", 1});
}

/* A line of the samples, spoilt; never empty. Of half of them only the payload, and what speaks of
 * the sentence, under checksums that fit. */
static inline void mutant_make(struct mutant *mutant, const struct samples *samples,
                               uint64_t *state)
{
    struct mutation mutation = {samples, state, mutant};
    struct ais_span line = samples_any_line(samples, state);

    *mutant = (struct mutant){.size = line.size < MUTANT_LONG ? line.size : MUTANT_LONG};
    memcpy(mutant->bytes, line.start, mutant->size);
    bool is_deep = mutation_below(&mutation, 16) < 9;
    for (size_t i = mutation_below(&mutation, 3); i < 3; i++)
        if (is_deep)
            mutant->is_deep |= mutate_payload(&mutation);
        else
            mutate(&mutation);
    if (is_deep && mutation_below(&mutation, 4) == 0)
        mutation_below(&mutation, 2) == 0 ? mutate_stamp(&mutation) : mutate_digit(&mutation);
    if (is_deep || mutation_below(&mutation, 2) == 0)
        mutant_repair(mutant);
}

#endif
