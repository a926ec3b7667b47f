/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any bytes are a table of designs, or refused with a reason; and whatever design
 * it has gives a cargo between nothing and the deadweight, or none. */
#include "report/designs.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct report_designs *designs = report_designs_new((const char *)data, size, &reason);

    assert((designs == NULL) == (reason.size > 0));
    if (designs == NULL)
        return 0;
    const struct report_design *design = report_designs_find(designs, 9074729, 1);
    struct report_payload payload;
    if (design != NULL && report_payload_of(design, 300, 48, 12, &payload)) {
        assert(payload.cargo_t >= 0 && payload.cargo_t <= design->deadweight_t);
        assert(payload.error_t >= 0);
    }
    report_designs_free(designs);
    return 0;
}
