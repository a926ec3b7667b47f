/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: any file is a configuration, every section of which was seen, or each mistake
 * in it has its line. */
#include "node/config.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every line is "PATH:NUMBER: ..." or, at the end only, that there are more. */
static void check_mistakes(const struct text *mistakes, const char *path)
{
    assert(!mistakes->is_cut);
    for (const char *line = mistakes->bytes; *line != '\0';) {
        const char *end = strchr(line, '\n');
        assert(end != NULL);
        if (strcmp(line, "... and more\n") != 0)
            assert(strncmp(line, path, strlen(path)) == 0);
        line = end + 1;
    }
}

/* What is read without a mistake has no NUL, no long line, and a source for each section but
 * [node]. */
static void check_sections(const char *data, size_t size, const struct node_config *config)
{
    size_t sections = 0;
    size_t start = size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    assert(memchr(data, '\0', size) == NULL);
    while (start < size) {
        const char *newline = memchr(data + start, '\n', size - start);
        size_t end = newline != NULL ? (size_t)(newline - data) : size;
        assert(end - start <= 190);
        while (start < end && strchr(" \t\v\f\r", data[start]) != NULL)
            start++;
        sections += start < end && data[start] == '[';
        start = end + 1;
    }
    assert(sections == config->source_count || sections == config->source_count + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct node_config config;
    char path[64];
    char bytes[1024];
    struct text mistakes = text_init(bytes, sizeof bytes);

    int fd = memfd_create("narrows.conf", 0);
    assert(fd >= 0);
    if (size > 0 && write(fd, data, size) == (ssize_t)size) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        node_config_init(&config);
        bool is_read = node_config_read(&config, path, &mistakes);
        assert(is_read == (mistakes.size == 0));
        assert(config.source_count <= NODE_SOURCE_COUNT_MAX);
        check_mistakes(&mistakes, path);
        if (is_read)
            check_sections((const char *)data, size, &config);
    }
    close(fd);
    return 0;
}
