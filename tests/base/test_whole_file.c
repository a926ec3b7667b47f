/* SPDX-License-Identifier: Apache-2.0 */
#include "base/whole_file.h"
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file of that many bytes, each told by its place. */
static void make_file(char *path, size_t size)
{
    int fd = mkstemp(path);
    FILE *file = fdopen(fd, "w");
    for (size_t i = 0; i < size; i++)
        fputc((int)(i % 251), file);
    fclose(file);
}

static void reads_files_of_any_size_up_to_the_largest(void)
{
    static const size_t sizes[] = {0, 1, 65535, 65536, 65537, 200000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char path[] = "/tmp/narrows-whole-XXXXXX";
        char words[256];
        struct text reason = text_init(words, sizeof words);
        size_t size = 0;
        make_file(path, sizes[i]);
        unsigned char *bytes = (unsigned char *)whole_file_read(path, sizes[i], &size, &reason);
        CHECK(bytes != NULL);
        CHECK_INT(size, sizes[i]);
        size_t wrong = 0;
        for (size_t at = 0; bytes != NULL && at < size; at++)
            wrong += bytes[at] != at % 251;
        CHECK_INT(wrong, 0);
        free(bytes);
        if (sizes[i] > 0)
            CHECK(whole_file_read(path, sizes[i] - 1, &size, &reason) == NULL);
        CHECK((strstr(words, "it has more than") != NULL) == (sizes[i] > 0));
        unlink(path);
    }
}

static void says_why_a_file_cannot_be_read(void)
{
    char words[256];
    struct text reason = text_init(words, sizeof words);
    size_t size = 7;
    CHECK(whole_file_read("/nowhere/at/all", 100, &size, &reason) == NULL);
    CHECK_TEXT(words, "No such file or directory");
    CHECK_INT(size, 7);
}

int main(void)
{
    RUN(reads_files_of_any_size_up_to_the_largest);
    RUN(says_why_a_file_cannot_be_read);
    return check_summary();
}
