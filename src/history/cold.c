/* SPDX-License-Identifier: Apache-2.0 */
#include "history/cold.h"

#include <assert.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* Bytes: how many words there are (varint), the states (4 each), the words (2 each), and the bits
 * of the symbols, the lowest first. */
enum {
    CONTEXT_COUNT = 8,
    LIKELY_BITS = 15,
    LIKELY_ALL = 1 << LIKELY_BITS,
    LEARNT_MAX = LIKELY_ALL - HISTORY_SYMBOL_COUNT, /* every symbol keeps 1 */
    STATE_COUNT = 2,                                /* in turns, so that one need not wait */
    STATE_SIZE = 4,
    STATE_MIN = 1 << 16,
    WORD_SIZE = 2,
    SYMBOLS_MAX = HISTORY_CHUNK_NEW_MAX * HISTORY_COLUMN_COUNT,
    BIT_BYTES_MAX = SYMBOLS_MAX * 4,
};

static_assert(HISTORY_COLD_SIZE_MAX >= HISTORY_VARINT_SIZE_MAX + STATE_COUNT * STATE_SIZE +
                                           SYMBOLS_MAX * WORD_SIZE + BIT_BYTES_MAX,
              "room for a word and 32 bits a symbol");

/* How likely symbols are in one context: the likelihood of those before symbol i is before[i] + i.
 * The last member stays LEARNT_MAX. */
struct model {
    _Alignas(64) int16_t before[HISTORY_SYMBOL_COUNT + 1];
    uint16_t seen;
};

/* By the number of bits of what is remembered: nothing, or three sizes of two numbers each, for
 * either sign; three octaves each; one for all. */
static const uint8_t by_size[33] = {0, 1, 1, 1, 3, 3, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
                                    5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
static const uint8_t by_octaves[33] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5,
                                       5, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
static const uint8_t one_for_all[33] = {0};

/* What makes the context of a residual in a column: what is remembered, the last residual or a mean
 * of the last ones, and whether the last one was negative. */
struct habit {
    const uint8_t *classes;
    bool by_mean;
    bool by_sign;
    uint8_t priors[CONTEXT_COUNT]; /* the rows of history_priors to begin with */
};

static const struct habit habits[HISTORY_COLUMN_COUNT] = {
    [HISTORY_TIME] = {by_size, false, true, {4, 5, 5, 7, 8, 15, 15}},
    [HISTORY_SPEED] = {by_size, false, true, {3, 4, 4, 9, 9, 12, 12}},
    [HISTORY_COURSE] = {by_octaves, true, false, {0, 2, 9, 12, 15, 15, 15, 15}},
    [HISTORY_HEADING] = {by_size, false, true, {2, 4, 4, 8, 9, 9, 9}},
    [HISTORY_TURN] = {one_for_all, false, false, {0}},
    [HISTORY_STATUS] = {one_for_all, false, false, {0}},
    [HISTORY_LONGITUDE] = {one_for_all, false, false, {10}},
    [HISTORY_LATITUDE] = {one_for_all, false, false, {9}},
    [HISTORY_HEARD] = {one_for_all, false, false, {2}},
};

/* What is known of a column while it is written or read. */
struct learner {
    struct model models[CONTEXT_COUNT];
    struct model *model; /* that of the next residual */
    const struct habit *habit;
    unsigned column;
    uint32_t mean; /* of the last residuals, times MEAN_SCALE */
};

enum { MEAN_SCALE = 16, MEAN_SHIFT = 3, MEAN_OF_MAX = 1 << 16 };

/* Those of the columns that are present; their number. */
static size_t begin(struct learner learners[static HISTORY_COLUMN_COUNT], uint32_t present)
{
    size_t count = 0;
    for (unsigned column = 0; column < HISTORY_COLUMN_COUNT; column++) {
        struct learner *learner = &learners[count];
        if ((present >> column & 1) == 0)
            continue;
        learner->habit = &habits[column];
        learner->column = column;
        learner->model = learner->models;
        learner->mean = MEAN_SCALE;
        for (unsigned i = 0; i < CONTEXT_COUNT; i++) {
            memcpy(learner->models[i].before, history_priors[habits[column].priors[i]],
                   sizeof history_priors[0]);
            learner->models[i].before[HISTORY_SYMBOL_COUNT] = LEARNT_MAX;
            learner->models[i].seen = 0;
        }
        count++;
    }
    return count;
}

static inline void learn_residual(struct learner *learner, uint32_t residual)
{
    const struct habit *habit = learner->habit;
    uint64_t remembered = residual;
    if (habit->by_mean) {
        uint32_t counted = residual < MEAN_OF_MAX ? residual : MEAN_OF_MAX;
        learner->mean += (counted * MEAN_SCALE >> MEAN_SHIFT) - (learner->mean >> MEAN_SHIFT);
        remembered = learner->mean;
    }
    unsigned bits = 63 - (unsigned)__builtin_clzll(remembered << 1 | 1);
    learner->model = &learner->models[habit->classes[bits] + (residual & habit->by_sign)];
}

/* Quick at first, then slower: how much of a likelihood a symbol takes when it comes. */
static inline int learning_shift(struct model *model)
{
    enum { QUICK_MAX = 16, SLOW_MIN = 64, QUICKEST = 4 };
    int shift = QUICKEST + (model->seen >= QUICK_MAX) + (model->seen >= SLOW_MIN);
    model->seen = (uint16_t)(model->seen + (model->seen < SLOW_MIN));
    return shift;
}

static inline void learn_symbol_plain(struct model *model, unsigned symbol)
{
    int shift = learning_shift(model);
    for (int i = 0; i < HISTORY_SYMBOL_COUNT; i++) {
        int16_t goal = i > (int)symbol ? LEARNT_MAX : 0;
        int16_t off = (int16_t)(goal - model->before[i]);
        model->before[i] = (int16_t)(model->before[i] + (off >> shift));
    }
}

static inline uint32_t likely_before(const struct model *model, unsigned symbol)
{
    return (uint32_t)model->before[symbol] + symbol;
}

/* The symbol to which a likelihood belongs: the last one that begins at it or below. */
static inline unsigned find_symbol_plain(const struct model *model, uint32_t likely)
{
    unsigned symbol = 0;
    for (unsigned step = HISTORY_SYMBOL_COUNT / 2; step > 0; step /= 2)
        symbol += likely_before(model, symbol + step) <= likely ? step : 0;
    return symbol;
}

#if defined(__x86_64__)
static const int16_t numbers[HISTORY_SYMBOL_COUNT] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
                                                      11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
                                                      22, 23, 24, 25, 26, 27, 28, 29, 30, 31};

__attribute__((target("avx2"))) static inline __m256i load_16(const int16_t *from)
{
    return _mm256_loadu_si256((const __m256i *)from);
}

__attribute__((target("avx2"))) static inline unsigned find_symbol_avx2(const struct model *model,
                                                                        uint32_t likely)
{
    __m256i wanted = _mm256_set1_epi16((int16_t)likely);
    __m256i low = _mm256_add_epi16(load_16(model->before), load_16(numbers));
    __m256i high = _mm256_add_epi16(load_16(model->before + 16), load_16(numbers + 16));
    __m256i behind =
        _mm256_packs_epi16(_mm256_cmpgt_epi16(low, wanted), _mm256_cmpgt_epi16(high, wanted));
    return HISTORY_SYMBOL_COUNT - 1 -
           (unsigned)__builtin_popcount((unsigned)_mm256_movemask_epi8(behind));
}

__attribute__((target("avx2"))) static inline void learn_symbol_avx2(struct model *model,
                                                                     unsigned symbol)
{
    __m128i shift = _mm_cvtsi32_si128(learning_shift(model));
    __m256i found = _mm256_set1_epi16((int16_t)symbol);
    __m256i most = _mm256_set1_epi16(LEARNT_MAX);
    for (int i = 0; i < HISTORY_SYMBOL_COUNT; i += 16) {
        __m256i before = load_16(model->before + i);
        __m256i goal = _mm256_and_si256(_mm256_cmpgt_epi16(load_16(numbers + i), found), most);
        __m256i step = _mm256_sra_epi16(_mm256_sub_epi16(goal, before), shift);
        _mm256_storeu_si256((__m256i *)(model->before + i), _mm256_add_epi16(before, step));
    }
}
#else
/* Named in what is compiled for every way, and never called. */
#define find_symbol_avx2  find_symbol_plain
#define learn_symbol_avx2 learn_symbol_plain
#endif

static unsigned symbol_of(uint32_t residual)
{
    enum { WHOLE_MAX = 8, HALVES_MAX = 1 << 14, LARGE_MAX = 1 << 22 };
    if (residual < WHOLE_MAX)
        return residual;
    if (residual >= HALVES_MAX)
        return HISTORY_SYMBOL_COUNT - (residual < LARGE_MAX ? 2 : 1);
    unsigned bits = 32 - (unsigned)__builtin_clz(residual);
    return WHOLE_MAX + 2 * (bits - 4) + (residual >> (bits - 2) & 1);
}

/* What is written, in the order of reading. */
struct draft {
    size_t symbol_count;
    struct {
        uint16_t before; /* how likely those before the symbol are, and itself */
        uint16_t likely;
    } symbols[SYMBOLS_MAX];
    uint64_t bits;
    unsigned bit_count; /* below 32 */
    uint8_t *end;
    uint8_t bytes[BIT_BYTES_MAX];
    uint16_t words[SYMBOLS_MAX];
};

static inline void put_bits(struct draft *draft, uint32_t bits, unsigned bit_count)
{
    draft->bits |= (uint64_t)bits << draft->bit_count;
    draft->bit_count += bit_count;
    if (draft->bit_count >= 32) {
        draft->end = history_bytes_put(draft->end, draft->bits & UINT32_MAX, 4);
        draft->bits >>= 32;
        draft->bit_count -= 32;
    }
}

__attribute__((always_inline)) static inline void
find_symbols(const struct history_residuals *residuals, size_t count, struct draft *draft,
             bool by_avx2)
{
    struct learner learners[HISTORY_COLUMN_COUNT];
    struct learner *end = learners + begin(learners, residuals->present);
    draft->symbol_count = 0;
    draft->bits = draft->bit_count = 0;
    draft->end = draft->bytes;
    for (size_t i = 0; i < count; i++)
        for (struct learner *learner = learners; learner < end; learner++) {
            uint32_t residual = residuals->values[learner->column][i];
            unsigned symbol = symbol_of(residual);
            struct model *model = learner->model;
            uint32_t before = likely_before(model, symbol);
            size_t at = draft->symbol_count++;
            draft->symbols[at].before = (uint16_t)before;
            draft->symbols[at].likely = (uint16_t)(likely_before(model, symbol + 1) - before);
            put_bits(draft, residual - history_symbols[symbol].least,
                     history_symbols[symbol].bit_count);
            if (by_avx2)
                learn_symbol_avx2(model, symbol);
            else
                learn_symbol_plain(model, symbol);
            learn_residual(learner, residual);
        }
    draft->end = history_bytes_put(draft->end, draft->bits, (draft->bit_count + 7) / 8);
}

/* What is written last is read first: symbols go backwards, and words. */
static uint8_t *put_draft(uint8_t *at, struct draft *draft)
{
    uint32_t states[STATE_COUNT];
    size_t word_count = 0;

    for (size_t i = 0; i < STATE_COUNT; i++)
        states[i] = STATE_MIN;
    for (size_t i = draft->symbol_count; i-- > 0;) {
        uint32_t likely = draft->symbols[i].likely;
        uint32_t *state = &states[i % STATE_COUNT];
        assert(likely > 0);
        if (*state >> (32 - LIKELY_BITS) >= likely) {
            draft->words[word_count++] = (uint16_t)*state;
            *state >>= 16;
        }
        *state = (*state / likely << LIKELY_BITS) + *state % likely + draft->symbols[i].before;
    }
    at = history_bytes_put_varint(at, word_count);
    for (size_t i = 0; i < STATE_COUNT; i++)
        at = history_bytes_put(at, states[i], STATE_SIZE);
    while (word_count > 0)
        at = history_bytes_put(at, draft->words[--word_count], WORD_SIZE);
    memcpy(at, draft->bytes, (size_t)(draft->end - draft->bytes));
    return at + (draft->end - draft->bytes);
}

/* Behind words and bits there is room for what the symbols of one position may take, zeros. */
struct reader {
    uint32_t states[STATE_COUNT];
    size_t word_count;
    size_t bit_size; /* bytes that have bits */
    uint16_t words[SYMBOLS_MAX + HISTORY_COLUMN_COUNT];
    uint8_t bits[BIT_BYTES_MAX + 4 * HISTORY_COLUMN_COUNT + 8];
};

static bool begin_reader(struct history_bytes *bytes, struct reader *reader)
{
    reader->word_count = (size_t)history_bytes_get_varint(bytes);
    for (size_t i = 0; i < STATE_COUNT; i++)
        reader->states[i] = (uint32_t)history_bytes_get(bytes, STATE_SIZE);
    if (reader->word_count > SYMBOLS_MAX)
        return false;
    const uint8_t *words = history_bytes_take(bytes, reader->word_count * WORD_SIZE);
    reader->bit_size = history_bytes_left(bytes);
    if (words == NULL || reader->bit_size > BIT_BYTES_MAX)
        return false;
    for (size_t i = 0; i < reader->word_count; i++)
        reader->words[i] = (uint16_t)(words[2 * i] | words[2 * i + 1] << 8);
    memset(reader->words + reader->word_count, 0, HISTORY_COLUMN_COUNT * sizeof reader->words[0]);
    memcpy(reader->bits, history_bytes_take(bytes, reader->bit_size), reader->bit_size);
    memset(reader->bits + reader->bit_size, 0, 4 * HISTORY_COLUMN_COUNT + 8);
    return true;
}

/* What follows in a state when its symbol is known. The next word is used up or not: without a
 * branch, since that is chance. */
static inline uint32_t next_state(uint32_t state, const struct model *model, unsigned symbol,
                                  const uint16_t **word)
{
    uint32_t before = likely_before(model, symbol);
    uint32_t likely = likely_before(model, symbol + 1) - before;
    uint32_t next = likely * (state >> LIKELY_BITS) + state % LIKELY_ALL - before;
    uint32_t is_low = next < STATE_MIN;
    uint32_t refill = **word & (0 - is_low);
    *word += is_low;
    return next << 16 * is_low | refill;
}

/* False when there are fewer words or bits than symbols need, or more. */
__attribute__((always_inline)) static inline bool read_symbols(const struct reader *reader,
                                                               size_t count,
                                                               struct history_residuals *residuals,
                                                               bool by_avx2)
{
    struct learner learners[HISTORY_COLUMN_COUNT];
    struct learner *end = learners + begin(learners, residuals->present);
    uint32_t state = reader->states[0];
    uint32_t other = reader->states[1];
    const uint16_t *word = reader->words;
    const uint16_t *word_end = word + reader->word_count;
    uint64_t bit = 0;
    uint64_t bit_end = reader->bit_size * 8;

    for (size_t i = 0; i < count; i++) {
        if (word > word_end || bit > bit_end)
            return false;
        for (struct learner *learner = learners; learner < end; learner++) {
            struct model *model = learner->model;
            unsigned symbol = by_avx2 ? find_symbol_avx2(model, state % LIKELY_ALL)
                                      : find_symbol_plain(model, state % LIKELY_ALL);
            const struct history_symbol *range = &history_symbols[symbol];
            uint64_t bits = history_bytes_load(reader->bits + bit / 8) >> bit % 8;
            uint32_t residual =
                range->least + (uint32_t)(bits & ((UINT64_C(1) << range->bit_count) - 1));
            bit += range->bit_count;
            uint32_t next = next_state(state, model, symbol, &word);
            state = other;
            other = next;
            residuals->values[learner->column][i] = residual;
            if (by_avx2)
                learn_symbol_avx2(model, symbol);
            else
                learn_symbol_plain(model, symbol);
            learn_residual(learner, residual);
        }
    }
    return word == word_end && (bit + 7) / 8 == reader->bit_size && state == STATE_MIN &&
           other == STATE_MIN;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static uint8_t *
put_avx2(uint8_t *at, const struct history_residuals *residuals, size_t count)
{
    struct draft draft;
    find_symbols(residuals, count, &draft, true);
    return put_draft(at, &draft);
}

__attribute__((target("avx2"))) static bool read_avx2(struct history_bytes *bytes, size_t count,
                                                      struct history_residuals *residuals)
{
    struct reader reader;
    return begin_reader(bytes, &reader) && read_symbols(&reader, count, residuals, true);
}
#endif

static uint8_t *put_plain(uint8_t *at, const struct history_residuals *residuals, size_t count)
{
    struct draft draft;
    find_symbols(residuals, count, &draft, false);
    return put_draft(at, &draft);
}

static bool read_plain(struct history_bytes *bytes, size_t count,
                       struct history_residuals *residuals)
{
    struct reader reader;
    return begin_reader(bytes, &reader) && read_symbols(&reader, count, residuals, false);
}

size_t history_cold_ways(struct history_cold ways[static HISTORY_COLD_WAY_COUNT_MAX])
{
    size_t count = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        ways[count++] = (struct history_cold){"avx2", put_avx2, read_avx2};
#endif
    ways[count++] = (struct history_cold){"plain", put_plain, read_plain};
    return count;
}
