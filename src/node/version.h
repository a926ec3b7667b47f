/* SPDX-License-Identifier: Apache-2.0 */
/* The version of the program, from meson.build. */
#ifndef NODE_VERSION_H
#define NODE_VERSION_H

#ifndef NARROWS_VERSION
#error "NARROWS_VERSION comes from meson.build"
#endif

#endif
