/* SPDX-License-Identifier: Apache-2.0 */
#include "base/large.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { PAGE_SIZE = 2 << 20 };

void *large_new(size_t size)
{
    if (size < PAGE_SIZE || size > SIZE_MAX - PAGE_SIZE)
        return malloc(size);
    size_t whole = (size + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
    void *memory = aligned_alloc(PAGE_SIZE, whole);
    if (memory != NULL)
        (void)madvise(memory, whole, MADV_HUGEPAGE); /* it is as good without, but slower */
    return memory;
}
