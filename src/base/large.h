/* SPDX-License-Identifier: Apache-2.0 */
/* Memory for large tables that are read here and there. */
#ifndef BASE_LARGE_H
#define BASE_LARGE_H

#include <stddef.h>

/* In large pages, where the system has them and it is not small: of small pages a processor finds
 * only some thousand again without a search. NULL when there is none; free() gives it back. */
void *large_new(size_t size);

#endif
