/**
 * Extensions for tests that need Kubernetes' programs: where these are missing, the tests are skipped with a printed
 * reason and the command that would run them.
 */
@NullMarked
package dev.ddnn.controlplane.junit;

import org.jspecify.annotations.NullMarked;
