/** Keys and certificates made with the JDK alone. In go a name and addresses, out come PEM files and key stores. */
@NullMarked
package dev.ddnn.controlplane.tls;

import org.jspecify.annotations.NullMarked;
