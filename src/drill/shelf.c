/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/shelf.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct place {
    int64_t key;
    uint64_t order; /* 0: free */
    uint32_t rank;  /* its place in the heap */
    uint16_t size;
    bool is_settled;
    char bytes[DRILL_SHELF_LINE_BYTES_MAX];
};

struct drill_shelf {
    size_t count;
    size_t count_max;
    uint64_t order;
    uint32_t *heap; /* of places: the first `count` are taken, the others free */
    struct place *places;
};

struct drill_shelf *drill_shelf_new(size_t line_count_max)
{
    struct drill_shelf *shelf = calloc(1, sizeof *shelf);
    if (shelf == NULL)
        return NULL;
    shelf->count_max = line_count_max;
    shelf->heap = calloc(line_count_max, sizeof *shelf->heap);
    /* Only what is used becomes memory: none is read before it is written. */
    shelf->places = malloc(line_count_max * sizeof *shelf->places);
    if (shelf->heap == NULL || shelf->places == NULL) {
        drill_shelf_free(shelf);
        return NULL;
    }
    for (size_t i = 0; i < line_count_max; i++)
        shelf->heap[i] = (uint32_t)i;
    return shelf;
}

void drill_shelf_free(struct drill_shelf *shelf)
{
    if (shelf == NULL)
        return;
    free(shelf->places);
    free(shelf->heap);
    free(shelf);
}

size_t drill_shelf_count(const struct drill_shelf *shelf)
{
    return shelf->count;
}

static bool goes_before(const struct place *a, const struct place *b)
{
    return a->key < b->key || (a->key == b->key && a->order < b->order);
}

static struct place *at(const struct drill_shelf *shelf, size_t rank)
{
    return &shelf->places[shelf->heap[rank]];
}

static void swap(struct drill_shelf *shelf, size_t a, size_t b)
{
    uint32_t place = shelf->heap[a];
    shelf->heap[a] = shelf->heap[b];
    shelf->heap[b] = place;
    at(shelf, a)->rank = (uint32_t)a;
    at(shelf, b)->rank = (uint32_t)b;
}

static void put_right(struct drill_shelf *shelf, size_t rank)
{
    while (rank > 0 && goes_before(at(shelf, rank), at(shelf, (rank - 1) / 2))) {
        swap(shelf, rank, (rank - 1) / 2);
        rank = (rank - 1) / 2;
    }
    for (;;) {
        size_t first = rank;
        for (size_t child = 2 * rank + 1; child <= 2 * rank + 2 && child < shelf->count; child++)
            if (goes_before(at(shelf, child), at(shelf, first)))
                first = child;
        if (first == rank)
            return;
        swap(shelf, rank, first);
        rank = first;
    }
}

/* The place of a line that is there; NULL for one that has gone. */
static struct place *find(const struct drill_shelf *shelf, struct drill_shelf_line line)
{
    if (line.order == 0 || shelf->places[line.place].order != line.order)
        return NULL;
    return &shelf->places[line.place];
}

struct drill_shelf_line drill_shelf_add(struct drill_shelf *shelf, int64_t key, const char *bytes,
                                        size_t size)
{
    assert(shelf->count < shelf->count_max && size <= DRILL_SHELF_LINE_BYTES_MAX);
    size_t rank = shelf->count++;
    struct place *place = at(shelf, rank);

    place->key = key;
    place->order = ++shelf->order;
    place->rank = (uint32_t)rank;
    place->size = (uint16_t)size;
    place->is_settled = false;
    memcpy(place->bytes, bytes, size);
    struct drill_shelf_line line = {place->order, shelf->heap[rank]};
    put_right(shelf, rank);
    return line;
}

const char *drill_shelf_bytes(const struct drill_shelf *shelf, struct drill_shelf_line line,
                              size_t *size)
{
    const struct place *place = find(shelf, line);
    *size = place != NULL ? place->size : 0;
    return place != NULL ? place->bytes : NULL;
}

bool drill_shelf_replace(struct drill_shelf *shelf, struct drill_shelf_line line, const char *bytes,
                         size_t size)
{
    struct place *place = find(shelf, line);
    if (place == NULL || size > DRILL_SHELF_LINE_BYTES_MAX)
        return false;
    memcpy(place->bytes, bytes, size);
    place->size = (uint16_t)size;
    return true;
}

void drill_shelf_move(struct drill_shelf *shelf, struct drill_shelf_line line, int64_t shift)
{
    struct place *place = find(shelf, line);
    if (place == NULL)
        return;
    place->key += shift;
    put_right(shelf, place->rank);
}

void drill_shelf_settle(struct drill_shelf *shelf, struct drill_shelf_line line)
{
    struct place *place = find(shelf, line);
    if (place != NULL)
        place->is_settled = true;
}

int64_t drill_shelf_key(const struct drill_shelf *shelf, struct drill_shelf_line line)
{
    const struct place *place = find(shelf, line);
    assert(place != NULL);
    return place->key;
}

bool drill_shelf_is_last(const struct drill_shelf *shelf, struct drill_shelf_line line)
{
    const struct place *place = find(shelf, line);
    for (size_t i = 0; i < shelf->count; i++)
        if (place == NULL || goes_before(place, at(shelf, i)))
            return false;
    return true;
}

bool drill_shelf_take_any(struct drill_shelf *shelf, struct drill_shelf_taken *taken)
{
    if (shelf->count == 0)
        return false;
    struct place *place = at(shelf, 0);
    memcpy(taken->bytes, place->bytes, place->size);
    taken->size = place->size;
    taken->key = place->key;
    place->order = 0;
    shelf->count--;
    if (shelf->count > 0) {
        swap(shelf, 0, shelf->count);
        put_right(shelf, 0);
    }
    return true;
}

bool drill_shelf_take(struct drill_shelf *shelf, int64_t key_max, struct drill_shelf_taken *taken)
{
    if (shelf->count == 0 || !at(shelf, 0)->is_settled || at(shelf, 0)->key > key_max)
        return false;
    return drill_shelf_take_any(shelf, taken);
}
