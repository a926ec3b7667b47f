/* libFuzzer target: any file is a configuration, or every mistake in it has its line. */
#include "node/config.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct node_config config;
    char path[64];
    char bytes[4096];
    struct text mistakes = text_init(bytes, sizeof bytes);

    int fd = memfd_create("narrows.conf", 0);
    assert(fd >= 0);
    if (write(fd, data, size) == (ssize_t)size) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        node_config_init(&config);
        bool is_read = node_config_read(&config, path, &mistakes);
        assert(is_read == (mistakes.size == 0));
        assert(config.source_count <= NODE_SOURCE_COUNT_MAX);
        if (!is_read)
            assert(strncmp(bytes, path, strlen(path)) == 0);
    }
    close(fd);
    return 0;
}
