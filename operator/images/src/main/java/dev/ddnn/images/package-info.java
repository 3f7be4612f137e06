/**
 * Container images without a container engine. In go built modules, the machine's Java runtime and C library; out come image archives or pushed
 * images. It must not need a daemon, root rights or a base image from elsewhere.
 */
@NullMarked
package dev.ddnn.images;

import org.jspecify.annotations.NullMarked;
