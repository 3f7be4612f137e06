/**
 * HTTP in, HTTP out: cuts, sections, uploads and reports. Decides nothing but status codes and limits of a request.
 */
@NullMarked
package dev.ddnn.hub.serve;

import org.jspecify.annotations.NullMarked;
