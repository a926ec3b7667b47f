/* SPDX-License-Identifier: Apache-2.0 */
#include "server/origin.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

bool server_origin_is_own(const char *origin, const char *host)
{
    const char *mark = strstr(origin, "://");
    if (origin[0] == '\0')
        return true;
    return mark != NULL && host[0] != '\0' && strcasecmp(mark + 3, host) == 0;
}

static bool is_name(const char *name, size_t size, const char *wanted)
{
    return size > 0 && strlen(wanted) == size && strncasecmp(name, wanted, size) == 0;
}

static bool is_ip_address(const char *name, size_t size)
{
    char copy[INET6_ADDRSTRLEN];
    struct in6_addr address;
    if (size > 2 && name[0] == '[' && name[size - 1] == ']') {
        name++;
        size -= 2;
    }
    if (size >= sizeof copy)
        return false;
    memcpy(copy, name, size);
    copy[size] = '\0';
    return inet_pton(AF_INET, copy, &address) == 1 || inet_pton(AF_INET6, copy, &address) == 1;
}

bool server_origin_host_is_local(const char *host, const char *own_name)
{
    const char *end = host[0] == '[' ? strchr(host, ']') : strchr(host, ':');
    size_t size = end == NULL ? strlen(host) : (size_t)(end - host) + (host[0] == '[');
    if (host[size] != '\0' && host[size] != ':')
        return false;
    return host[0] == '\0' || is_ip_address(host, size) || is_name(host, size, "localhost") ||
           is_name(host, size, own_name);
}
