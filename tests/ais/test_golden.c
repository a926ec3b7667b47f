/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "gather.h"

#include <stdio.h>
#include <stdlib.h>

enum { GOLDEN_COUNT_MIN = 240, LINE_BYTES = 4096 };

static struct gathered gathered;

/* tests/golden/messages.txt: sentences, then the JSON that they must become. */
static void every_golden_message_decodes_to_the_byte(void)
{
    char path[LINE_BYTES];
    char line[LINE_BYTES];
    char sentences[LINE_BYTES];
    struct text pending = text_init(sentences, sizeof sentences);
    int count = 0;

    snprintf(path, sizeof path, "%s/tests/golden/messages.txt", getenv("NARROWS_ROOT"));
    FILE *file = fopen(path, "r");
    CHECK(file != NULL);
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '!') {
            text_add(&pending, line);
        } else if (line[0] == '{') {
            gather(sentences, &gathered);
            CHECK_TEXT(gathered.messages, line);
            CHECK_TEXT(gathered.refusals, "");
            text_clear(&pending);
            count++;
        }
    }
    if (file != NULL)
        fclose(file);
    CHECK(count >= GOLDEN_COUNT_MIN);
}

int main(void)
{
    RUN(every_golden_message_decodes_to_the_byte);
    return check_summary();
}
