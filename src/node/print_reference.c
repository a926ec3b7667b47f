/* SPDX-License-Identifier: Apache-2.0 */
#include "node/print_reference.h"

#include "ais/reference.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum command_status node_print_reference(void)
{
    char *bytes = malloc(AIS_REFERENCE_BYTES_MAX);
    if (bytes == NULL) {
        fprintf(stderr, "narrows decode: no memory\n");
        return COMMAND_FAILED;
    }
    struct text page = text_init(bytes, AIS_REFERENCE_BYTES_MAX);
    ais_reference_add(&page);
    assert(!page.is_cut);
    fwrite(page.bytes, 1, page.size, stdout);
    free(bytes);
    return command_flush_output("decode");
}
